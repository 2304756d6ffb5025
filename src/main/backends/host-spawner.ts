import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { KillReceipt } from '../../shared/job.ts'
import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { Clock } from '../engine/ports.ts'
import { endTree } from './end-tree.ts'
import { hostEnvironment } from './host-environment.ts'
import { exitOf, HostProcess } from './host-process.ts'
import type { ProcessTable } from './process-table.ts'
import { ProcessTree } from './process-tree.ts'
import { ProcessTrees } from './process-trees.ts'
import { Reaper } from './reaper.ts'
import type { Runtimes } from './runtimes.ts'
import { systemProcessTable } from './system-process-table.ts'

export interface HostSpawnerOptions {
  /** Path of `out/host/main.js`. */
  readonly hostProgram: string
  /** Known to everything that this engine starts, by its environment. */
  readonly ownerToken: string
  readonly runtimes: Runtimes
  /** Where hosts get their working folders. */
  readonly folder: string
  readonly clock: Clock
  /** False only to show what it is for. */
  readonly reaper?: boolean
  /** False only to show what it is for. */
  readonly watchdog?: boolean
}

export type HostKind = 'job' | 'page' | 'describe'

/** Starts and ends hosts, for jobs, pages and descriptions alike; whatever it started it ends when it is disposed of. */
export class HostSpawner implements AsyncDisposable {
  readonly trees: ProcessTrees
  readonly #options: HostSpawnerOptions
  readonly #table: ProcessTable
  readonly #reaper: Reaper | null
  readonly #live = new Set<HostProcess>()

  constructor(options: HostSpawnerOptions) {
    this.#options = options
    this.#table = systemProcessTable()
    this.trees = new ProcessTrees(this.#table)
    this.#reaper = options.reaper === false ? null : new Reaper(options.ownerToken)
    mkdirSync(options.folder, { recursive: true })
  }

  /** Undefined where there is none: on Windows, or switched off. */
  get reaperPid(): number | undefined { return this.#reaper?.pid }

  /**
   * Starts a host that imports `bundle`. It leads a process group of its own and works in a folder of its own. Plain
   * `spawn`, where execa would do: it costs main less, and what execa adds for descendants does not reach those that
   * detach themselves. Throws HOST_FAILED.
   */
  async start(kind: HostKind, runtime: RuntimeName, bundle: Bundle): Promise<HostProcess> {
    const { hostProgram, ownerToken, clock, watchdog } = this.#options
    const { file, env } = this.#options.runtimes.find(runtime)
    const token = randomUUID()
    const folder = join(this.#options.folder, token)
    mkdirSync(folder, { recursive: true })
    const child = spawn(file, [hostProgram, kind, watchdog === false ? 'no-watchdog' : 'watchdog'], {
      cwd: folder, env: hostEnvironment({ owner: ownerToken, run: token }, env),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true,
    })
    const exited = exitOf(child)
    const { pid } = child
    if (pid === undefined) {
      const { failure } = await exited
      await removeFolder(folder)
      throw new AppError('HOST_FAILED', `${file} could not be started: ${failure?.message ?? 'no reason was given'}`, { cause: failure })
    }
    // Asked for at once, not after an await: a process that is gone already has told all it had to.
    const startTime = this.#table.startTimeOf(pid)
    const known = typeof startTime === 'string' ? startTime : await startTime ?? ''
    const tree = new ProcessTree({ pid, startTime: known }, token)
    const host = new HostProcess({ child, exited, tree, folder, clock, identity: { pid, startTime: known, bootId: this.#table.bootId, token } })
    this.#reaper?.add(tree.leader)
    this.trees.add(tree)
    this.#live.add(host)
    host.send({ to: 'load', bundle })
    return host
  }

  /** Ends a host and all that came from it. `countLeader` as in {@link endTree}. */
  async end(host: HostProcess, countLeader: boolean): Promise<KillReceipt> {
    const receipt = await endTree(host.tree, this.trees, { leaderGone: host.exited, countLeader })
    this.trees.remove(host.tree)
    this.#reaper?.remove(host.tree.leader.pid)
    this.#live.delete(host)
    return receipt
  }

  /** Ends a host and removes its folder: for hosts that nobody waits for. */
  async discard(host: HostProcess): Promise<void> {
    await this.end(host, true)
    await removeFolder(host.folder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#live].map((host) => this.discard(host)))
    await this.#reaper?.[Symbol.asyncDispose]()
  }
}

/** Removes a working folder with all that is in it. Most are empty, which is quick. */
export async function removeFolder(folder: string): Promise<void> {
  try { rmdirSync(folder) } catch { await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined) }
}
