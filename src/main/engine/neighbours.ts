import type { OwnerId } from '../../shared/brand.ts'
import { packQueued } from '../../shared/queue/pack-queued.ts'
import type { Engine } from './engine.ts'
import type { Broadcaster, Clock, JobStore } from './ports.ts'

const pollMs = 200
const heartbeatMs = 5_000
const deathCheckMs = 2_000

export interface NeighbourParts {
  readonly store: JobStore
  readonly engine: Engine
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly ownerId: OwnerId
  /** Decides the jobs of owners that died since. */
  readonly recover: () => Promise<unknown>
}

/** Notices what other engines on the same data folder did and asked (G9). */
export class Neighbours implements Disposable {
  readonly #parts: NeighbourParts
  readonly #timers = new Map<string, () => void>()
  #version = -1
  #recovering = false

  constructor(parts: NeighbourParts) {
    this.#parts = parts
    this.#every('poll', pollMs, () => { this.#poll() })
    this.#every('heartbeat', heartbeatMs, () => { this.#beat() })
    this.#every('deaths', deathCheckMs, () => { void this.#lookForDeaths() })
  }

  [Symbol.dispose](): void {
    for (const stop of this.#timers.values()) stop()
    this.#timers.clear()
  }

  #poll(): void {
    const { broadcaster, engine, ownerId, store } = this.#parts
    const version = store.version()
    if (version === this.#version) return
    this.#version = version
    // First: a cancel may be of a job that has just joined.
    engine.lookAround()
    for (const { jobId, by, force } of store.takeCancels(ownerId)) {
      if (engine.snapshotOf(jobId) === undefined) continue
      engine.cancel(jobId, by)
      if (force) engine.force(jobId, by)
    }
    const changed = store.foreignChanges(ownerId)
    for (const jobs of packQueued(changed.map(({ job }) => job))) broadcaster.send({ change: 'queued', jobs })
    for (const { job, result } of changed) if (job.state.status !== 'queued') broadcaster.send({ change: 'job', job, ...(result === null ? {} : { result }) })
  }

  /** Also a look whether something can start now that could not: there may be room on the disk again. */
  #beat(): void {
    const { clock, engine, ownerId, store } = this.#parts
    store.heartbeat(ownerId, clock.now())
    engine.lookAround()
  }

  async #lookForDeaths(): Promise<void> {
    if (this.#recovering) return
    this.#recovering = true
    try {
      await this.#parts.recover()
      // Our own writes are no news: jobs whose run went with that engine are looked for.
      this.#parts.engine.lookAround()
    } finally { this.#recovering = false }
  }

  /** A fault of one turn (a locked or full disk) must not end the watch: the next turn looks again. */
  #every(name: string, ms: number, turn: () => void): void {
    const again = (): void => {
      this.#timers.set(name, this.#parts.clock.after(ms, () => {
        try { turn() } catch (thrown) { this.#say(thrown) }
        if (this.#timers.has(name)) again()
      }))
    }
    again()
  }

  #say(thrown: unknown): void {
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    this.#parts.broadcaster.send({ change: 'notice', notice: { id: 'neighbours', level: 'warning', title: 'Other Simmer processes cannot be seen right now', text } })
  }
}
