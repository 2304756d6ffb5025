import type { Database } from 'better-sqlite3'
import { brandAs, type PageId } from '../../shared/brand.ts'
import { markedValues } from '../../shared/large-mark.ts'
import { decodeIntact } from './decode-intact.ts'
import { immediate } from './immediate.ts'

/** Which values saved pages show, so that their files stay as long as the pages do; rows go with their pages. */
export interface PageValues {
  /** Within the caller's transaction, after the page was saved: what its state names now. */
  readonly keep: (pageId: PageId, state: unknown) => void
  /** Looks, once, into pages that were saved before this was written down. */
  readonly learnOld: () => void
}

interface OldPage { readonly id: string; readonly state: Uint8Array; readonly hash: string }

export function pageValues(database: Database): PageValues {
  const clear = database.prepare<[string]>('DELETE FROM page_values WHERE page_id = ?')
  const insert = database.prepare<[string, string]>('INSERT INTO page_values (page_id, hash) VALUES (?, ?)')
  const mark = database.prepare<[string]>('UPDATE pages SET values_known = 1 WHERE id = ?')
  const old = database.prepare<[], OldPage>('SELECT id, state, hash FROM pages WHERE values_known = 0 LIMIT 1')
  const keep = (pageId: PageId, state: unknown): void => {
    clear.run(pageId)
    for (const hash of markedValues(state)) insert.run(pageId, hash)
    mark.run(pageId)
  }
  const learnOne = immediate(database, (): boolean => {
    const page = old.get()
    if (page === undefined) return false
    keep(brandAs<PageId>(page.id), decodeIntact(page.state, page.hash)?.value)
    return true
  })
  let known = false
  return {
    keep,
    learnOld: () => {
      // One page at a time, so that nobody waits long for the lock.
      while (!known) known = !learnOne()
    },
  }
}
