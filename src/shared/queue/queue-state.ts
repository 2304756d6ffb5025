/** What the queue as a whole does: `held` starts nothing; `draining` neither, until what runs has ended and after. */
export type QueueMode = 'open' | 'held' | 'draining'

/** What a window needs to tell why a job waits, beside the jobs themselves. */
export interface QueueState {
  readonly mode: QueueMode
  /** Jobs at once. */
  readonly limit: number
}
