import type { Wish } from '../fixtures/chaos/perform.ts'

/** The callbacks of test/fixtures/chaos/mix.ts. */
export type CallbackName = 'plain' | 'urgent' | 'lazy' | 'gpu' | 'single' | 'again' | 'retried' | 'limited' | 'graceful' | 'queued' | 'cached' | 'cachedLarge'
export type CachedName = Extract<CallbackName, `cached${string}`>

/** One trigger. `at`: ms after the round's begin. */
export interface PlannedJob {
  readonly at: number
  /** Which of the targets is asked. */
  readonly target: number
  readonly callback: CallbackName
  /** The page that triggers it, one of few; null: none, as from a terminal. */
  readonly page: number | null
  readonly wish: Wish
  /** The argument of the cached callbacks. */
  readonly n: number
  readonly fresh: boolean
}

/** What is done to the running system. Times in ms. */
export type Strike = { readonly at: number } & (
  | { readonly strike: 'kill' | 'quit'; readonly target: number; /** Until it is started again. */ readonly dead: number }
  | { readonly strike: 'freeze'; readonly target: number; readonly frozen: number }
  | { readonly strike: 'killHost' }
  | { readonly strike: 'freezeHost'; readonly frozen: number }
  | { readonly strike: 'cancel'; readonly job: number; readonly target: number }
  | { readonly strike: 'fillDisk'; readonly full: number }
  | { readonly strike: 'editScript' | 'editInput' | 'damageEntry' }
  | { readonly strike: 'reload' | 'crashWindow' | 'newWindow' | 'closeWindow' }
)

/** All that happens in one round, in the order of time. A seed and a round's number decide it. */
export interface RoundPlan {
  readonly round: number
  readonly jobs: readonly PlannedJob[]
  readonly strikes: readonly Strike[]
  /** Every engine is killed at the end: then nothing may be left of what ran. */
  readonly endsInDeath: boolean
}
