import { useToast } from '@nuxt/ui/composables'
import type { CacheGroup, ListedEntry } from '../../../../shared/cache-view.ts'
import { toErrorInfo } from '../../../../shared/errors.ts'
import { api } from '../../../api.ts'
import { useCache } from '../../../stores/cache.ts'

/** What can be done with cached results. Each says by itself what went wrong. */
export interface CacheActions {
  pin(entry: ListedEntry, pinned: boolean): Promise<void>
  remove(entry: ListedEntry): Promise<void>
  clear(group: CacheGroup): Promise<void>
  setLimit(bytes: number): Promise<void>
}

export function useCacheActions(): CacheActions {
  const cache = useCache()
  const toast = useToast()

  async function attempt(title: string, act: () => Promise<unknown>): Promise<void> {
    try { await act() } catch (thrown) {
      const { message, hint } = toErrorInfo(thrown)
      toast.add({ title, description: [message, hint].filter((text) => text !== undefined).join('. '), color: 'error' })
    } finally { await cache.reload() }
  }

  return {
    pin: ({ key }, pinned) => attempt(pinned ? 'The result was not pinned' : 'The result is still pinned', async () => {
      await api.pinCacheEntry({ key, pinned })
      cache.patch(key, pinned)
    }),
    remove: ({ key }) => attempt('The result was not deleted', async () => {
      await api.deleteCacheEntry(key)
      cache.drop(key)
      toast.add({
        title: 'Result deleted from the cache', color: 'neutral',
        actions: [{ label: 'Undo', color: 'neutral', variant: 'outline', onClick: () => { void attempt('The result is not back', () => api.restoreCacheEntry(key)) } }],
      })
    }),
    clear: ({ taskPath, callbackId }) => attempt('Not all results were removed', async () => {
      const count = await api.clearCache({ taskPath, callbackId })
      toast.add({ title: `${count.toLocaleString('en-US')} ${count === 1 ? 'result' : 'results'} removed from the cache`, color: 'neutral' })
    }),
    setLimit: (bytes) => attempt('The limit was not changed', () => api.setCacheLimit(bytes)),
  }
}
