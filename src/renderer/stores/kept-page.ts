import type { SavedPage } from '../../shared/change.ts'
import { pageFromSaved, savedPage } from '../../shared/page/saved-page.ts'
import type { PageState } from '../../shared/page/state.ts'
import { leaveOutLarge, putBackLarge } from '../values/large-values.ts'
import { readValue } from '../values/read-value.ts'

/** A page as main keeps it: large results stay in the value store, and are named. */
export function pageToKeep(state: PageState): SavedPage { return leaveOutLarge(savedPage(state, Date.now())) }

/** The page that was kept, with its large results; undefined as {@link pageFromSaved}. */
export async function keptPage(saved: SavedPage, described: Pick<PageState, 'descriptor' | 'codeHash'>): Promise<PageState | undefined> {
  return pageFromSaved(await putBackLarge(saved, (hash) => readValue({ hash, size: Number.POSITIVE_INFINITY })), described)
}
