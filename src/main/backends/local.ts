import { availableParallelism } from 'node:os'
import type { RunId } from '../../shared/brand.ts'
import { emptyReceipt } from '../../shared/job.ts'
import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { Backend, RunEnd, RunObserver, RunRequest } from '../engine/ports.ts'
import { HostSpawner, type HostSpawnerOptions } from './host-spawner.ts'
import { LocalRun, unstarted } from './local-run.ts'
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
    this.#warm = new WarmHost(this.spawner)
  }

  async run(request: RunRequest, observer: RunObserver, signal: AbortSignal): Promise<RunEnd> {
    if (signal.aborted) return { end: 'aborted', receipt: emptyReceipt }
    const { id } = request.run
    try {
      const host = await this.#warm.take(request.bundle, request.callback.runtime)
        ?? await this.spawner.start('job', request.callback.runtime, request.bundle)
      const run = new LocalRun(host, {
        request, observer, signal, spawner: this.spawner, clock: this.#options.clock, begun: () => { this.#warm.replace() },
      })
      this.#runs.set(id, run)
      return await run.run()
    } catch (thrown) {
      return unstarted(thrown)
    } finally {
      this.#runs.delete(id)
      this.#warm.replace()
    }
  }

  keepWarm(bundle: Bundle | null, runtime: RuntimeName): void { this.#warm.keep(bundle, runtime) }

  acknowledge(runId: RunId, seq: number): void { this.#runs.get(runId)?.acknowledge(seq) }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#warm[Symbol.asyncDispose]()
    await this.spawner[Symbol.asyncDispose]()
  }
}
