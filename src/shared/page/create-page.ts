import type { PageState } from './state.ts'

/** A page on which nothing has happened yet; `created` comes next. */
export function createPage(of: Pick<PageState, 'pageId' | 'taskId' | 'codeHash' | 'descriptor'>): PageState {
  return { ...of, overlay: new Map(), kept: new Map(), calls: [], held: [], ends: [], knownCallbacks: [], circles: [], nextToken: 1 }
}
