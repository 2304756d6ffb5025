import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ContentHash } from '../../shared/brand.ts'
import { inlineLimit } from '../../shared/stored-value.ts'
import type { OpenedDatabase } from './database.ts'
import { immediate } from './immediate.ts'

/** What of history refers to values' files. */
export interface ValueReferences {
  /**
   * True for a result, a file that a result holds, the arguments of a job, and what a saved page shows. Where history is in
   * another file than usual, everything counts as referred to, since nobody here can read it.
   */
  readonly names: (hash: ContentHash) => boolean
  /** Does something while no engine can begin to refer to a file. */
  readonly whileUnchanged: <T>(act: () => T) => T
  /** True where all that could refer to a file can be read here: no other history lies beside this one. */
  readonly areWhole: () => boolean
}

export function valueReferences({ connection, fate }: OpenedDatabase): ValueReferences {
  const named = connection.prepare<{ hash: string }, number>(`
    SELECT EXISTS (SELECT 1 FROM runs WHERE value_hash = :hash AND value_size > ${inlineLimit})
      OR EXISTS (SELECT 1 FROM jobs WHERE request_hash = :hash AND request_size > ${inlineLimit})
      OR EXISTS (SELECT 1 FROM value_files WHERE hash = :hash)
      OR EXISTS (SELECT 1 FROM page_values WHERE hash = :hash)`).pluck()
  const isKnown = fate.fate === 'opened'
  const locked = immediate(connection, (act: () => void) => { act() })
  return {
    names: (hash) => { try { return !isKnown || named.get({ hash }) === 1 } catch { return true } },
    whileUnchanged: <T>(act: () => T): T => {
      const results: T[] = []
      locked(() => { results.push(act()) })
      return results[0] as T
    },
    areWhole: () => isKnown && !hasOtherHistory(connection.name),
  }
}

/** A history that was set aside, or that a newer Simmer has, may be looked at again: what it names is not ours to remove. */
function hasOtherHistory(file: string): boolean {
  try {
    const own = basename(file)
    return readdirSync(dirname(file)).some((name) => name !== own && /^simmer\.v\d+\.db$|^simmer\.db$|^simmer\.(?:v\d+\.)?db\.broken-/u.test(name))
  } catch { return true }
}
