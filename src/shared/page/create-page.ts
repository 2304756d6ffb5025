import { PersistentMap } from '../persistent-map.ts'
import type { PageState } from './state.ts'

/** A page on which nothing has happened yet; `created` comes next. */
export function createPage(of: Pick<PageState, 'pageId' | 'taskId' | 'codeHash' | 'descriptor'>): PageState {
  return { ...of, overlay: PersistentMap.of(), kept: PersistentMap.of(), calls: [], held: [], ends: [], knownCallbacks: [], circles: [], nextToken: 1 }
}
