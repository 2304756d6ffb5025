import type { CallbackCall } from '../../shared/change.ts'
import { fromErrorInfo } from '../../shared/errors.ts'
import type { CacheVerdict, VerdictPart } from '../../shared/contract.ts'
import { toErrorInfo } from '../../shared/errors.ts'
import type { ContentHash, OwnerId } from '../../shared/brand.ts'
import type { CachePolicy } from '../../shared/policy.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { cacheKey, type CallKey } from './cache-key.ts'
import type { CacheEntry, CacheStore } from './cache-ports.ts'
import type { Clock, PageHosts, PolicyReader, RunnableTask } from './ports.ts'

export interface ResultCacheParts {
  readonly entries: CacheStore
  readonly policies: PolicyReader
  readonly pageHosts: PageHosts
  readonly clock: Clock
  /** Whether a value's file is what was written: looked at before a large hit is told (R12). */
  readonly isIntact: (hash: ContentHash) => Promise<boolean>
  /** What `launchUid()` reads. */
  readonly launchUid: OwnerId
}

/** What a call's key is made from. */
export interface Keyed { readonly task: RunnableTask; readonly callback: CallbackDescriptor; readonly args: readonly unknown[] }

/** `now`: the call as the script stands now; `unchanged`: all was as at the trigger when the run began. */
export interface StillSame { readonly now: Promise<Keyed>; readonly unchanged?: Promise<boolean> | undefined }
/** `changed`: what did while it was computed, by name; empty where that was noted before. */
export type Stored = { readonly stored: true } | { readonly stored: false; readonly changed: readonly string[] }

/** Results by what they depend on: looked up before anything starts (H5), only successes stored (H6). */
export class ResultCache {
  readonly #parts: ResultCacheParts
  /** Results just returned, on their way into the cache: a lookup of the same key waits for them. */
  readonly #settling = new Map<string, Promise<undefined>>()

  constructor(parts: ResultCacheParts) { this.#parts = parts }

  /** The key as things stand now; null where the callback is not cached (H1). Throws what a policy throws. */
  async keyOf(keyed: Keyed, signal?: AbortSignal): Promise<CallKey | null> {
    const { cacheBy } = keyed.callback
    if (cacheBy === null) return null
    const policyValues = await Promise.all(cacheBy.map((policy) => this.#policyValue(policy, keyed, signal)))
    return cacheKey({ ...keyed, policyValues })
  }

  /** A stored result, used: its expiry starts again (H7). */
  async find(key: CallKey): Promise<CacheEntry | undefined> {
    await this.#settling.get(key.key)
    const { clock, entries, isIntact } = this.#parts
    const entry = entries.get(key.key, clock.now())
    if (entry === undefined || entry.value.bytes !== undefined || await isIntact(entry.value.hash)) return entry
    entries.remove(key.key)
    return undefined
  }

  /** What a key covers and that is no more as it was, by name; `now` is the call as the script stands now. Throws what a policy throws. */
  async changes(key: CallKey, now: Promise<Keyed>): Promise<readonly string[]> {
    const keyNow = await this.keyOf(await now)
    return keyNow === null ? ['cacheBy'] : changedParts(key, keyNow)
  }

  /**
   * Stores a success, if its key is still what it was at the trigger (H14). From this call on lookups of the key wait. Else
   * the result is kept in history only: something it depends on has changed meanwhile, or had when its run began.
   */
  async store(key: CallKey, { now, unchanged = Promise.resolve(true) }: StillSame, result: Pick<CacheEntry, 'value' | 'tookMs'>): Promise<Stored> {
    const { promise: settled, resolve } = Promise.withResolvers<undefined>()
    this.#settling.set(key.key, settled)
    try {
      const keyed = await now
      const changed = await this.changes(key, now)
      if (changed.length > 0 || !await unchanged) return { stored: false, changed }
      this.#parts.entries.put({
        ...result, key: key.key, parts: key.parts, taskPath: keyed.task.relativePath, callbackId: keyed.callback.id,
        expire: keyed.callback.expire, storedAt: this.#parts.clock.now(),
      })
      return { stored: true }
    } finally {
      this.#settling.delete(key.key)
      resolve(undefined)
    }
  }

  /** What a trigger would find, without using it (H11). Rejects with the signal's reason where nobody waits for it any more. */
  async verdict(keyed: Keyed, signal?: AbortSignal): Promise<CacheVerdict> {
    try {
      const key = await this.keyOf(keyed, signal)
      if (key === null) return { verdict: 'uncached' }
      const entry = this.#parts.entries.peek(key.key, this.#parts.clock.now())
      if (entry !== undefined) return { verdict: 'hit', cached: { computedAt: entry.storedAt, tookMs: entry.tookMs } }
      const earlier = this.#parts.entries.recentParts(keyed.task.relativePath, keyed.callback.id, 200)
      const differs = nearestDifference(key.parts, earlier)
      // The same call has been computed: it is there no more, or too old.
      return { verdict: 'miss', differs: differs ?? [], ...(differs?.length === 0 ? { expired: true } : {}) }
    } catch (thrown) {
      signal?.throwIfAborted()
      return { verdict: 'unknown', error: toErrorInfo(thrown) }
    }
  }

  async #policyValue(policy: CachePolicy, { task, callback, args }: Keyed, signal?: AbortSignal): Promise<unknown> {
    if (policy.policy !== 'function') {
      return this.#parts.policies.read(policy, { scriptDir: task.bundle.scriptDir, args, launchUid: this.#parts.launchUid }, signal)
    }
    const answer = await this.#parts.pageHosts.call(task.bundle, { call: 'policy', callbackId: callback.id, index: policy.index })
    if (!answer.ok) throw fromErrorInfo(answer.error)
    return answer.value
  }
}

function changedParts(before: CallKey, now: CallKey): readonly string[] {
  if (before.key === now.key) return []
  const names = Object.keys({ ...before.parts, ...now.parts }).filter((name) => before.parts[name] !== now.parts[name])
  return names.length === 0 ? ['what it depends on'] : names.map((name) => (name === 'code' ? 'the code' : name))
}

type Parts = Readonly<Record<string, string>>

/** The parts that differ from the entry with the fewest differing parts; of equals, the newest (first). null: there is none. */
function nearestDifference(now: Parts, earlier: readonly Parts[]): readonly VerdictPart[] | null {
  const differences = earlier.map((before) => Object.keys({ ...before, ...now })
    .filter((part) => before[part] !== now[part])
    .map((part) => ({ part, before: before[part] ?? '—', now: now[part] ?? '—' })))
  return differences.reduce<readonly VerdictPart[] | null>((best, next) => (best === null || next.length < best.length ? next : best), null)
}

/** What a call is keyed by. */
export function keyedOf(task: RunnableTask, callback: CallbackDescriptor, call: CallbackCall): Keyed {
  return { task, callback, args: call.args }
}
