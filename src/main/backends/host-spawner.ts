import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { freemem } from 'node:os'
import { dirname, join } from 'node:path'
import type { KillReceipt } from '../../shared/job.ts'
import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { Clock } from '../engine/ports.ts'
import { endTree } from './end-tree.ts'
import { hostEnvironment } from './host-environment.ts'
import { exitOf, type HostParts, HostProcess } from './host-process.ts'
import type { ProcessTable } from './process-table.ts'
import { ProcessTree } from './process-tree.ts'
import { ProcessTrees } from './process-trees.ts'
import { Reaper } from './reaper.ts'
import type { Runtimes } from './runtimes.ts'
import { systemProcessTable } from './system-process-table.ts'
import { unstartable } from './unstartable.ts'
import { WorkFolders } from './work-folders.ts'

export interface HostSpawnerOptions {
  /** Path of `out/host/main.js`. */
  readonly hostProgram: string
  /** Known to everything that this engine starts, by its environment. */
  readonly ownerToken: string
  readonly runtimes: Runtimes
  /** Where hosts get their working folders. */
  readonly folder: string
  /** Where folders go that a task keeps; `kept` beside `folder` where it is not given. */
  readonly kept?: string
  readonly clock: Clock
  /** Bytes that the computer could still give; asked of the system unless a test says. */
  readonly freeMemory?: () => number
  /** False only to show what it is for. */
  readonly reaper?: boolean
  /** False only to show what it is for. */
  readonly watchdog?: boolean
}

export type HostKind = 'job' | 'page' | 'describe'

/** Starts and ends hosts, for jobs, pages and descriptions alike; whatever it started it ends when it is disposed of. */
export class HostSpawner implements AsyncDisposable {
  readonly trees: ProcessTrees
  readonly folders: WorkFolders
  readonly #options: HostSpawnerOptions
  readonly #table: ProcessTable
  readonly #reaper: Reaper | null
  readonly #live = new Set<HostProcess>()

  constructor(options: HostSpawnerOptions) {
    this.#options = options
    this.#table = systemProcessTable()
    this.trees = new ProcessTrees(this.#table)
    this.#reaper = options.reaper === false ? null : new Reaper(options.ownerToken)
    this.folders = new WorkFolders({ folder: options.folder, kept: options.kept ?? join(dirname(options.folder), 'kept') })
  }

  /** By which hosts' time is measured. */
  get clock(): Clock { return this.#options.clock }

  /** Bytes that the computer could still give. */
  freeMemory(): number { return (this.#options.freeMemory ?? freemem)() }

  /** Undefined where there is none: on Windows, or switched off. */
  get reaperPid(): number | undefined { return this.#reaper?.pid }

  /**
   * Starts a host that imports `bundle`. It leads a process group of its own and works in a folder of its own. Plain
   * `spawn`, where execa would do: it costs main less, and what execa adds for descendants does not reach those that
   * detach themselves. Throws HOST_FAILED or DISK_FULL.
   */
  async start(kind: HostKind, runtime: RuntimeName, bundle: Bundle): Promise<HostProcess> {
    const token = randomUUID()
    const { file, env } = this.#options.runtimes.find(runtime)
    const folder = this.folders.make(token)
    let failure: unknown
    try {
      const child = this.#spawn(file, { kind, folder, env: hostEnvironment({ owner: this.#options.ownerToken, run: token }, env) })
      const exited = exitOf(child)
      if (child.pid !== undefined) {
        const host = await this.#own({ child, exited, folder, pid: child.pid, token })
        host.send({ to: 'load', bundle })
        return host
      }
      failure = (await exited).failure
    } catch (thrown) { failure = thrown }
    await this.folders.remove(folder)
    throw unstartable(file, failure)
  }

  #spawn(file: string, { kind, folder, env }: { readonly kind: HostKind; readonly folder: string; readonly env: NodeJS.ProcessEnv }): ChildProcess {
    const { hostProgram, watchdog } = this.#options
    return spawn(file, [hostProgram, kind, watchdog === false ? 'no-watchdog' : 'watchdog'], {
      cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true,
    })
  }

  async #own({ child, exited, folder, pid, token }: Pick<HostParts, 'child' | 'exited' | 'folder'> & { readonly pid: number; readonly token: string }): Promise<HostProcess> {
    // Asked for at once, not after an await: a process that is gone already has told all it had to.
    const startTime = this.#startTimeOf(pid)
    const known = typeof startTime === 'string' ? startTime : await startTime
    const tree = new ProcessTree({ pid, startTime: known }, token)
    const host = new HostProcess({ child, exited, tree, folder, clock: this.#options.clock, identity: { pid, startTime: known, bootId: this.#table.bootId, token } })
    this.#reaper?.add(tree.leader)
    this.trees.add(tree)
    this.#live.add(host)
    return host
  }

  /** Empty where it cannot be told: such a process is known by its token alone. */
  #startTimeOf(pid: number): string | Promise<string> {
    try {
      const startTime = this.#table.startTimeOf(pid)
      return startTime instanceof Promise ? startTime.then((known) => known ?? '', () => '') : startTime ?? ''
    } catch { return '' }
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
    await this.folders.remove(host.folder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#live].map((host) => this.discard(host)))
    await this.#reaper?.[Symbol.asyncDispose]()
  }
}
