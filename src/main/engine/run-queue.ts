import type { RunId, TaskId } from '../../shared/brand.ts'
import type { WaitReason } from '../../shared/job.ts'
import type { CallbackDescriptor, Priority } from '../../shared/task.ts'
import type { LiveRun } from './live-run.ts'

const rank: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

/** What decides whether a run may start. */
export interface Load {
  readonly limit: number
  readonly running: readonly LiveRun[]
  /** The folder's totals of named resources, by task. */
  readonly totals: (taskId: TaskId) => Readonly<Record<string, number>>
}

/** Runs accepted and not started: by priority, then first in, first out (G1). */
export class RunQueue {
  #runs: LiveRun[] = []

  get runs(): readonly LiveRun[] { return this.#runs }

  add(run: LiveRun): void {
    const behind = this.#runs.findLastIndex((other) => rank[other.callback.priority] <= rank[run.callback.priority])
    this.#runs.splice(behind + 1, 0, run)
  }

  remove(run: LiveRun): void {
    this.#runs = this.#runs.filter((other) => other !== run)
  }

  /** The first run that may start now, or undefined. */
  next(load: Load): LiveRun | undefined {
    if (load.running.length >= load.limit) return undefined
    return this.#runs.find((run) => waitReason(run, load) === null)
  }
}

/** Why a run has to wait, or null where nothing holds it. */
export function waitReason(run: LiveRun, load: Load): WaitReason | null {
  const previous = run.waitsFor.values().next()
  if (previous.done !== true) return { reason: 'previous', jobId: previous.value }
  if (load.running.length >= load.limit) return { reason: 'slot', running: load.running.length, limit: load.limit }
  const { concurrency } = run.callback
  const ofTask = load.running.filter((other) => other.run.taskId === run.run.taskId)
  if (concurrency !== null && ofTask.length >= concurrency) return { reason: 'concurrency', limit: concurrency }
  const short = missingResource(run, load)
  return short === null ? null : { reason: 'resource', resource: short }
}

function missingResource(run: LiveRun, load: Load): string | null {
  const totals = load.totals(run.run.taskId)
  for (const [name, wanted] of Object.entries(run.callback.resources)) {
    const taken = load.running.reduce((sum, other) => sum + amount(other.callback, name), 0)
    if (taken + wanted > (totals[name] ?? 0)) return name
  }
  return null
}

function amount(callback: CallbackDescriptor, resource: string): number {
  return callback.resources[resource] ?? 0
}

/** A run's place in the queue, from 1. */
export function places(queue: RunQueue, most: number): ReadonlyMap<RunId, number> {
  return new Map(queue.runs.slice(0, most).map((run, index) => [run.run.id, index + 1]))
}
