import type { WaitReason } from '../job.ts'

/** Why a queued job has not started, as a sentence without its full stop. */
export function waitWords(wait: WaitReason): string {
  switch (wait.reason) {
    case 'slot': return `Waiting: ${wait.running} of ${wait.limit} jobs run`
    case 'previous': return 'Waiting for the previous run to end'
    case 'concurrency': return `Waiting: this task runs at most ${wait.limit} at once`
    case 'resource': return resourceWords(wait)
    case 'held': return 'Held back until it is released'
    case 'queueHeld': return 'The queue is held'
    case 'draining': return 'The queue is drained: nothing starts until it is released'
    case 'starting': return 'Starting'
  }
}

function resourceWords({ resource, wanted, free, total }: Extract<WaitReason, { reason: 'resource' }>): string {
  if (free >= wanted) return `Waiting for ${resource}, which a job before it needs`
  return `Waiting for ${resource}: ${wanted === 1 && total === 1 ? 'in use' : `${free} of ${total} free, ${wanted} needed`}`
}
