import { inject, type InjectionKey, provide } from 'vue'
import type { OpenPage } from '../../stores/open-page.ts'

/** What the components of one page read and write. */
export type PageContext = Pick<OpenPage, 'taskId' | 'pageId' | 'propsOf' | 'change' | 'state' | 'calls' | 'busy' | 'ends' | 'run' | 'cancel' | 'verdict' | 'ownRun'>

const key: InjectionKey<PageContext> = Symbol('page')

export function providePage(page: PageContext): void {
  provide(key, page)
}

/** The page around a component. Throws outside of one: that is a fault of ours. */
export function usePage(): PageContext {
  const page = inject(key)
  if (page === undefined) throw new Error('usePage was called outside of a page')
  return page
}
