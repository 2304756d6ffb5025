import type { RequestHandlers } from './request-handlers.ts'
import type { Session } from './session.ts'

type CacheHandlers = Pick<RequestHandlers, 'cacheSummary' | 'cacheEntries' | 'openCacheEntry' | 'pinCacheEntry' | 'deleteCacheEntry' | 'restoreCacheEntry' | 'clearCache' | 'setCacheLimit' | 'checkValue'>

/** Answers what windows ask of the cache (H12). */
export function cacheHandlers({ cacheDesk }: Pick<Session, 'cacheDesk'>): CacheHandlers {
  return {
    cacheSummary: () => cacheDesk.summary(),
    cacheEntries: (_windowId, query) => cacheDesk.page(query),
    openCacheEntry: (_windowId, key) => cacheDesk.open(key),
    pinCacheEntry: (_windowId, { key, pinned }) => { cacheDesk.pin(key, pinned) },
    deleteCacheEntry: (_windowId, key) => { cacheDesk.delete(key) },
    restoreCacheEntry: (_windowId, key) => { cacheDesk.restore(key) },
    clearCache: (_windowId, group) => cacheDesk.clear(group),
    setCacheLimit: (_windowId, bytes) => { cacheDesk.setLimit(bytes) },
    checkValue: async (_windowId, hash) => { await cacheDesk.forgetIfDamaged(hash) },
  }
}
