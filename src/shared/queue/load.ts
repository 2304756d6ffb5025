import type { TaskId } from '../brand.ts'
import type { WaitReason } from '../job.ts'
import type { Needs } from './needs.ts'

/** A run as far as it takes something. */
export interface Taking { readonly taskId: TaskId; readonly needs?: Needs }

/** What runs take and, once they are first of their kind in the queue, keep for themselves (G1). */
export class QueueLoad {
  readonly #byTask = new Map<TaskId, number>()
  readonly #taken = new Map<string, number>()
  readonly #reserved = new Map<string, number>()
  #running = 0

  constructor(running: Iterable<Taking>) { for (const run of running) this.take(run) }

  get running(): number { return this.#running }

  take({ taskId, needs }: Taking): void {
    this.#running += 1
    this.#byTask.set(taskId, (this.#byTask.get(taskId) ?? 0) + 1)
    add(this.#taken, needs)
  }

  /** Keeps what a waiting run asks for from those behind it: else those that want less would pass it for ever. */
  reserve({ needs }: Taking): void { add(this.#reserved, needs) }

  /** What a run lacks beside a slot, or null. */
  lacks({ taskId, needs }: Taking): Extract<WaitReason, { reason: 'concurrency' | 'resource' }> | null {
    if (needs === undefined) return null
    const { concurrency } = needs
    if (concurrency !== null && (this.#byTask.get(taskId) ?? 0) >= concurrency) return { reason: 'concurrency', limit: concurrency }
    for (const [resource, wanted] of Object.entries(needs.resources)) {
      const total = needs.totals[resource] ?? 0
      const free = Math.max(0, total - (this.#taken.get(resource) ?? 0))
      const reserved = this.#reserved.get(resource) ?? 0
      if (free - reserved < wanted) return { reason: 'resource', resource, wanted, free, total }
    }
    return null
  }
}

function add(amounts: Map<string, number>, needs: Needs | undefined): void {
  for (const [name, amount] of Object.entries(needs?.resources ?? {})) amounts.set(name, (amounts.get(name) ?? 0) + amount)
}
