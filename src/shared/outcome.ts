import type { ErrorCode } from './errors.ts'
import type { JobState } from './job.ts'

/** Every way in which a job ends (F1), as history is filtered by it. */
export const outcomes = ['succeeded', 'failed', 'crashed', 'timedOut', 'memoryLimit', 'interrupted', 'canceled'] as const
export type Outcome = typeof outcomes[number]

const ofFailures: Readonly<Partial<Record<ErrorCode, Outcome>>> = {
  CRASHED: 'crashed', TIMED_OUT: 'timedOut', MEMORY_LIMIT: 'memoryLimit', INTERRUPTED: 'interrupted',
}

/** How a job ended; null while it has not. */
export function outcomeOf(state: JobState): Outcome | null {
  switch (state.status) {
    case 'queued':
    case 'running':
    case 'canceling': return null
    case 'succeeded':
    case 'canceled': return state.status
    case 'failed': return ofFailures[state.error.code] ?? 'failed'
  }
}
