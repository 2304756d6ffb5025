import { availableParallelism } from 'node:os'
import type { RunId } from '../../shared/brand.ts'
import { emptyReceipt } from '../../shared/job.ts'
import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { Backend, RunEnd, RunObserver, RunRequest } from '../engine/ports.ts'
import { HostSpawner, type HostSpawnerOptions } from './host-spawner.ts'
import { LocalRun, type LocalRunParts, unstarted } from './local-run.ts'
import { WarmHost } from './warm-host.ts'

export interface LocalBackendOptions extends HostSpawnerOptions {
  /** How many runs at once; default: one less than the computer's cores, at least 1 (G1). */
  readonly capacity?: number
}

/** Runs jobs on this computer, each in a process of its own. Disposing of it ends them all. */
export class LocalBackend implements Backend {
  readonly capacity: number
  /** Starts page hosts and describers too, so that one reaper and one record guard all. */
  readonly spawner: HostSpawner
  readonly #options: LocalBackendOptions
  readonly #warm: WarmHost
  readonly #runs = new Map<RunId, LocalRun>()

  constructor(options: LocalBackendOptions) {
    this.#options = options
    this.capacity = options.capacity ?? Math.max(1, availableParallelism() - 1)
    this.spawner = new HostSpawner(options)
    this.#warm = new WarmHost(this.spawner, options.clock)
  }

  async run(request: RunRequest, observer: RunObserver, signal: AbortSignal): Promise<RunEnd> {
    if (signal.aborted) return { end: 'aborted', receipt: emptyReceipt }
    const { bundle, callback: { runtime } } = request
    const parts: LocalRunParts = {
      request, observer, signal, spawner: this.spawner, clock: this.#options.clock, begun: () => { this.#warm.replaceSoon() },
    }
    try {
      const spare = await this.#warm.take(bundle, runtime)
      if (spare !== null) {
        const run = new LocalRun(spare, parts)
        const end = await this.#follow(run, request.run.id)
        // A spare that died before the script's function was called has done nothing yet: another host does it.
        if (!run.diedUnbegun) return end
      }
      return await this.#follow(new LocalRun(await this.spawner.start('job', runtime, bundle), parts), request.run.id)
    } catch (thrown) {
      return unstarted(thrown)
    } finally {
      this.#warm.replace()
    }
  }

  keepWarm(bundle: Bundle | null, runtime: RuntimeName): void { this.#warm.keep(bundle, runtime) }

  endGrace(runId: RunId): void { this.#runs.get(runId)?.endGrace() }

  acknowledge(runId: RunId, seq: number): void { this.#runs.get(runId)?.acknowledge(seq) }

  async #follow(run: LocalRun, id: RunId): Promise<RunEnd> {
    this.#runs.set(id, run)
    try { return await run.run() } finally { this.#runs.delete(id) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#warm[Symbol.asyncDispose]()
    await this.spawner[Symbol.asyncDispose]()
  }
}
