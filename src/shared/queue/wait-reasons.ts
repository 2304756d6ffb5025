import type { Job, WaitReason } from '../job.ts'
import { QueueLoad } from './load.ts'
import { laneOf } from './needs.ts'
import type { QueueMode, QueueState } from './queue-state.ts'

/** Queued and running jobs of all engines; the queued ones in queue order. */
export interface QueueFacts extends QueueState { readonly queued: readonly Job[]; readonly running: readonly Job[] }

/**
 * Why each queued job waits, in the order of the queue, by the rules that starts go by (G1): who lacks something lets the
 * others pass, and the first of its kind keeps what it asks for. `starting`: nothing holds it any more.
 */
export function waitReasons({ mode, limit, queued, running }: QueueFacts): readonly WaitReason[] {
  const load = new QueueLoad(oneOfEachRun(running))
  const waiting = new Set<string>()
  const starting = new Set<string>()
  return queued.map((job) => {
    const held = heldBack(job, mode)
    if (held !== null) return held
    // Jobs that share a run start with it.
    if (starting.has(job.runId)) return { reason: 'starting' }
    if (load.running >= limit) return { reason: 'slot', running: load.running, limit }
    const lacks = load.lacks(job)
    if (lacks === null) {
      load.take(job)
      starting.add(job.runId)
      return { reason: 'starting' }
    }
    const lane = laneOf(job)
    if (lacks.reason === 'resource' && !waiting.has(lane)) { load.reserve(job); waiting.add(lane) }
    return lacks
  })
}

function heldBack({ state }: Job, mode: QueueMode): WaitReason | null {
  if (state.status !== 'queued') return null
  if (mode === 'held') return { reason: 'queueHeld' }
  if (mode === 'draining') return { reason: 'draining' }
  if (state.held) return { reason: 'held' }
  return state.after === null ? null : { reason: 'previous', jobId: state.after }
}

function oneOfEachRun(jobs: readonly Job[]): readonly Job[] {
  const runs = new Set<string>()
  return jobs.filter(({ runId }) => { const isNew = !runs.has(runId); runs.add(runId); return isNew })
}
