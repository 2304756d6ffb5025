import type { CacheNote } from '../../shared/change.ts'
import type { JobState } from '../../shared/job.ts'
import { receiptWords } from '../../shared/receipt-words.ts'
import { clockTime } from './clock-time.ts'
import { duration } from './duration.ts'
import { jobAppearance } from './job-appearance.ts'

type EndedState = Extract<JobState, { finishedAt: number }>

/** How a job ended, as one or two sentences: what happened, how long it took, what was ended. `now` is in ms. */
export function endingWords(state: EndedState, cached: CacheNote | null, now: number): string {
  switch (state.status) {
    case 'succeeded':
      if (cached !== null) return `From cache, computed at ${clockTime(cached.computedAt, now)}, took ${duration(cached.tookMs)}.`
      return `${state.from === 'joined' ? 'Finished with a run that was already going' : 'Finished'} in ${duration(state.finishedAt - state.startedAt)}.`
    case 'failed': {
      const after = state.startedAt === null ? '' : ` after ${duration(state.finishedAt - state.startedAt)}`
      const ended = state.receipt === null || state.receipt.ended === 0 ? '' : ` ${receiptWords(state.receipt)}`
      return `${jobAppearance(state).word}${after}.${ended}`
    }
    case 'canceled': return canceledWords(state)
  }
}

function canceledWords(state: Extract<EndedState, { status: 'canceled' }>): string {
  const who = { user: 'Canceled', replaced: 'Replaced by a newer run', quit: 'Canceled at quit', terminal: 'Canceled from a terminal' }[state.by]
  return state.startedAt === null ? `${who} before it started.` : `${who}. ${receiptWords(state.receipt)}`
}
