import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CacheKey } from '../../shared/brand.ts'
import type { CacheGroup, CacheSummary, ListedEntry } from '../../shared/cache-view.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { api } from '../api.ts'

/*
 * useCache()
 *   summary: CacheSummary | null     error: ErrorInfo | null      entries: ListedEntry[] of what is chosen     more: boolean
 *   chosen: CacheGroup | null (null: what leaves next)            choose(group | null)
 *   begin(), end()   while the view is shown what it shows is read again every few seconds
 *   reload(), loadMore(), patch(key, change), drop(key)
 */

const everyMs = 3_000

/** What the cache holds, as the Cache view shows it: totals, and the entries of one callback page by page. */
export const useCache = defineStore('cache', () => {
  const summary = shallowRef<CacheSummary | null>(null)
  const error = shallowRef<ErrorInfo | null>(null)
  const chosenKey = ref<string | null>(null)
  const listed = shallowRef<readonly ListedEntry[]>([])
  const more = ref(false)
  const chosen = computed(() => summary.value?.groups.find((group) => groupKey(group) === chosenKey.value) ?? null)
  const entries = computed(() => (chosenKey.value === null ? summary.value?.nextOut ?? [] : listed.value))
  let question = 0

  async function attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read()
      error.value = null
    } catch (thrown) { error.value = toErrorInfo(thrown) }
  }

  async function readEntries(): Promise<void> {
    const group = chosen.value
    const mine = ++question
    if (group === null) {
      listed.value = []
      more.value = false
      return
    }
    // As many as were looked at, so that nothing is scrolled away under the eyes.
    const wanted = listed.value.length
    const found: ListedEntry[] = []
    for (let page = await readPage(group, null); ; page = await readPage(group, found.at(-1) ?? null)) {
      found.push(...page.entries)
      if (mine !== question) return
      more.value = page.more
      if (!page.more || found.length >= wanted) break
    }
    listed.value = found
  }

  const reload = (): Promise<void> => attempt(async () => {
    summary.value = await api.cacheSummary()
    if (chosen.value === null) chosenKey.value = null
    await readEntries()
  })

  async function choose(group: CacheGroup | null): Promise<void> {
    chosenKey.value = group === null ? null : groupKey(group)
    listed.value = []
    await attempt(readEntries)
  }

  let loading = false
  async function loadMore(): Promise<void> {
    const group = chosen.value
    if (loading || !more.value || group === null) return
    loading = true
    const mine = ++question
    await attempt(async () => {
      const page = await readPage(group, listed.value.at(-1) ?? null)
      if (mine !== question) return
      listed.value = [...listed.value, ...page.entries]
      more.value = page.more
    })
    loading = false
  }

  function change(key: CacheKey, to: (entry: ListedEntry) => readonly ListedEntry[]): void {
    const apply = (list: readonly ListedEntry[]): readonly ListedEntry[] => list.flatMap((entry) => (entry.key === key ? to(entry) : [entry]))
    listed.value = apply(listed.value)
    if (summary.value !== null) summary.value = { ...summary.value, nextOut: apply(summary.value.nextOut) }
  }

  const { pause, resume } = useIntervalFn(() => { if (document.visibilityState === 'visible') void reload() }, everyMs, { immediate: false })
  return {
    summary, error, chosen, entries, more, reload, choose, loadMore,
    begin: (): void => { void reload(); resume() },
    end: pause,
    patch: (key: CacheKey, pinned: boolean): void => { change(key, (entry) => [{ ...entry, pinned }]) },
    drop: (key: CacheKey): void => { change(key, () => []) },
  }
})

function readPage({ taskPath, callbackId }: CacheGroup, last: ListedEntry | null): ReturnType<typeof api.cacheEntries> {
  return api.cacheEntries({ taskPath, callbackId, after: last === null ? null : { ...last.cursor } })
}

/** Tells a callback's entries from another's. */
export function groupKey({ taskPath, callbackId }: Pick<CacheGroup, 'taskPath' | 'callbackId'>): string {
  return JSON.stringify([taskPath, callbackId])
}
