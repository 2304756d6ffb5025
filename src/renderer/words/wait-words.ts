import type { WaitReason } from '../../shared/job.ts'

/** Why a queued job has not started, as a sentence without its full stop. */
export function waitWords(wait: WaitReason): string {
  switch (wait.reason) {
    case 'slot': return `Waiting: ${wait.running} of ${wait.limit} jobs run`
    case 'previous': return 'Waiting for the previous run to end'
    case 'concurrency': return `Waiting: this task runs at most ${wait.limit} at once`
    case 'resource': return `Waiting for ${wait.resource}`
    case 'starting': return 'Starting'
  }
}
