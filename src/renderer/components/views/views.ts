import { type Component, defineAsyncComponent } from 'vue'
import type { ViewName } from '../../stores/tab.ts'

/** A view of the app's own, beside the tasks' pages. Its component is loaded when it is first looked at. */
export interface View { readonly title: string; readonly icon: string; readonly keys: readonly string[]; readonly component: Component }

export const views: Readonly<Record<ViewName, View>> = {
  history: { title: 'History', icon: 'i-lucide-history', keys: ['ctrl', 'H'], component: defineAsyncComponent(() => import('./history/HistoryView.vue')) },
  cache: { title: 'Cache', icon: 'i-lucide-database-zap', keys: [], component: defineAsyncComponent(() => import('./cache/CacheView.vue')) },
}
