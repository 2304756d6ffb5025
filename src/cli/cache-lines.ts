import type { CacheGroup, CacheSummary, ListedEntry } from '../shared/cache-view.ts'
import { sizeWords } from '../shared/size-words.ts'

/** A callback's share of the cache in a line. */
export function groupLine({ taskPath, callbackId, entries, bytes }: CacheGroup): string {
  const name = callbackId === 'run' ? taskPath : `${taskPath} (${callbackId})`
  return `${name.padEnd(40)} ${String(entries).padStart(8)} ${entries === 1 ? 'result ' : 'results'} ${sizeWords(bytes).padStart(10)}`
}

export function sumLine({ entries, bytes, limit, pinnedBytes, leftover }: CacheSummary): string {
  const more = [...(pinnedBytes > 0 ? [`${sizeWords(pinnedBytes)} pinned`] : []), ...(leftover.files > 0 ? [`${sizeWords(leftover.bytes)} left over, to be removed`] : [])]
  return `${entries} ${entries === 1 ? 'result' : 'results'}, ${sizeWords(bytes)} of ${sizeWords(limit)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`
}

/** One cached result in a line: the start of its key, its size, age and uses, and what it depends on. */
export function entryLine({ key, bytes, storedAt, hits, parts, pinned }: ListedEntry, now: number): string {
  const words = Object.entries(parts).filter(([name]) => name !== 'code').map(([name, text]) => `${name} ${text}`).join(', ')
  return `${key.slice(0, 12)} ${sizeWords(bytes).padStart(10)} ${ageWords(now - storedAt).padStart(9)} ${String(hits).padStart(6)} ${hits === 1 ? 'hit ' : 'hits'} ${pinned ? 'pinned ' : '       '}${words}`.trimEnd()
}

function ageWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000)
  if (minutes < 60) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`
}
