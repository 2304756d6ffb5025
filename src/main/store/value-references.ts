import type { ContentHash } from '../../shared/brand.ts'
import { inlineLimit } from '../../shared/stored-value.ts'
import type { OpenedDatabase } from './database.ts'

/**
 * Tells whether history refers to a value's file: a result, a file that a result holds, or the arguments of a job. Where
 * history is in another file than usual, everything counts as referred to, since nobody here can read it.
 */
export function valueReferences({ connection, fate }: OpenedDatabase): (hash: ContentHash) => boolean {
  if (fate.fate !== 'opened') return () => true
  const named = connection.prepare<{ hash: string }, number>(`
    SELECT EXISTS (SELECT 1 FROM runs WHERE value_hash = :hash AND value_size > ${inlineLimit})
      OR EXISTS (SELECT 1 FROM jobs WHERE request_hash = :hash AND request_size > ${inlineLimit})
      OR EXISTS (SELECT 1 FROM value_files WHERE hash = :hash)`).pluck()
  return (hash) => { try { return named.get({ hash }) === 1 } catch { return true } }
}
