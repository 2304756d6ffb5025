import type { Job } from '../../shared/job.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import type { RunBook } from './run-book.ts'

/** Jobs of its instance that a new one waits for (C5, E3). Those canceled before they start, or that only leave a shared run, are over at once. */
export function mustBeOver({ whenRunning }: CallbackDescriptor, own: readonly Job[], book: RunBook): readonly Job[] {
  switch (whenRunning) {
    case 'queue': return own
    case 'replace': return own.filter(({ id, state }) => state.status !== 'queued' && book.ofJob(id)?.jobs.size === 1)
    case 'parallel':
    case 'ignore': return []
  }
}
