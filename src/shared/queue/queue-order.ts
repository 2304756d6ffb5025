import type { Job } from '../job.ts'
import type { Priority } from '../task.ts'

/** Smaller goes first. */
export const priorityRank: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

/** For sorting queued jobs the way they start: by priority, then by their order (G1). Jobs that share a run stay together. */
export function queueOrder(one: Job, other: Job): number {
  return priorityRank[one.priority] - priorityRank[other.priority] || orderOf(one) - orderOf(other) || one.createdAt - other.createdAt
}

function orderOf({ state }: Job): number { return state.status === 'queued' ? state.order : 0 }
