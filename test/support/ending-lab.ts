import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brandAs, type OwnerId, type PageId, type RunId, type TaskId } from '../../src/shared/brand.ts'
import type { Change, LogChunk } from '../../src/shared/change.ts'
import { isEnded, type Job, type JobState } from '../../src/shared/job.ts'
import type { Bundle } from '../../src/shared/protocol.ts'
import type { StoredValue } from '../../src/shared/stored-value.ts'
import type { CallbackDescriptor } from '../../src/shared/task.ts'
import { LocalPageHosts } from '../../src/main/backends/page-hosts.ts'
import { Engine } from '../../src/main/engine/engine.ts'
import type { ProcessIdentity, RunnableTask } from '../../src/main/engine/ports.ts'
import { ResultCache } from '../../src/main/engine/result-cache.ts'
import { systemClock } from '../../src/main/engine/system-clock.ts'
import { randomIds } from '../../src/main/session/random-ids.ts'
import { openStore, type Store } from '../../src/main/store/open-store.ts'
import { Gate } from './gate.ts'
import type { LocalLab } from './local-lab.ts'

export type EndedState = Extract<JobState, { finishedAt: number }>

export interface EndingWish {
  readonly bundle: Bundle
  readonly change?: Partial<CallbackDescriptor>
  /** Where the database goes; a folder of its own. */
  readonly folder?: string
}

/** A real engine on a real database with real processes, and one script: what happens to its jobs. */
export class EndingLab implements AsyncDisposable {
  readonly taskId = brandAs<TaskId>('folder/task.ts')
  readonly pageId = brandAs<PageId>('page')
  readonly ownerId = brandAs<OwnerId>(randomIds.job())
  readonly runId: RunId = randomIds.run()
  readonly store: Store
  readonly engine: Engine
  readonly changes: Change[] = []
  /** Called with a result before it is kept. */
  beforeKept: (value: StoredValue) => void = () => undefined
  task: RunnableTask
  readonly #gate = new Gate()
  readonly folder: string
  readonly #pageHosts: LocalPageHosts

  private constructor(task: RunnableTask, folder: string, backend: Awaited<ReturnType<LocalLab['backend']>>) {
    this.task = task
    this.folder = folder
    const store = openStore(path.join(folder, 'data'))
    this.store = store
    this.store.jobs.addOwner({ id: this.ownerId, pid: process.pid, startTime: '1', bootId: 'b', kind: 'app', token: this.ownerId, heartbeat: Date.now() })
    this.#pageHosts = new LocalPageHosts(backend.spawner)
    const policies = { read: () => Promise.reject(new Error('these scripts have no policies')) }
    this.engine = new Engine({
      backend, clock: systemClock, codec: store.codec, jobLimit: () => 2, ownerId: this.ownerId, pageHosts: this.#pageHosts, store: store.jobs,
      surroundings: { of: () => ({ environment: null, machine: null }) },
      // The first run has a known id, so that a test can prepare where its log goes.
      ids: { ...randomIds, run: () => (this.changes.length === 0 ? this.runId : randomIds.run()) },
      cache: new ResultCache({ entries: store.cache, policies, pageHosts: this.#pageHosts, clock: systemClock, launchUid: this.ownerId, isIntact: (hash) => Promise.resolve(store.values.read(hash) !== undefined) }),
      values: {
        adopt: (value) => { this.beforeKept(value); return store.values.adopt(value) },
        read: (hash) => store.values.read(hash),
      },
      broadcaster: { send: (change, sent) => { this.tell(change); sent?.() } },
      tasks: { runnable: () => Promise.resolve(this.task) },
    })
  }

  static async open(lab: LocalLab, { bundle, change = {}, folder }: EndingWish): Promise<EndingLab> {
    const descriptor = await lab.describe(bundle)
    const task: RunnableTask = {
      taskId: brandAs('folder/task.ts'), relativePath: 'task.ts', bundle,
      descriptor: { ...descriptor, callbacks: descriptor.callbacks.map((callback) => ({ ...callback, ...change })) },
    }
    return new EndingLab(task, folder ?? mkdtempSync(path.join(tmpdir(), 'simmer-ending-')), await lab.backend())
  }

  /** Triggers the script's callback. */
  async trigger(options: { readonly onPage?: boolean; readonly arg?: unknown } = {}): Promise<Job> {
    const [callback] = this.task.descriptor.callbacks
    if (callback === undefined) throw new Error('The script has no callback')
    const reply = await this.engine.trigger({
      taskId: this.taskId, callbackId: callback.id, instance: '', pageId: options.onPage === true ? this.pageId : null, args: [options.arg ?? 1],
      context: { triggered: [], inputs: {}, states: {} }, fresh: false,
    })
    if (reply.reply === 'ignored') throw new Error('The trigger was ignored')
    return reply.job
  }

  /** Settles when `seen` is true of what was told. */
  async until(seen: (changes: readonly Change[]) => boolean): Promise<void> { await this.#gate.until(() => seen(this.changes)) }

  /** Settles when a text was printed. */
  async printed(text: string): Promise<void> { await this.until(() => this.told.includes(text)) }

  /** Settles when its processes were seen to hold so many bytes. */
  async sampled(job: Job, bytes: number): Promise<void> {
    await this.until((changes) => changes.some((change) => change.change === 'usage' && change.jobIds.includes(job.id) && change.usage.memory >= bytes))
  }

  /** As the engine would. */
  tell(change: Change): void {
    this.changes.push(change)
    this.#gate.look()
  }

  /** How a job ended. */
  async ended(job: Job): Promise<EndedState> {
    await this.until(() => this.#stateOf(job) !== undefined)
    const state = this.#stateOf(job)
    if (state === undefined) throw new Error('The job has not ended')
    return state
  }

  /** All that was printed, Simmer's own lines too. */
  get told(): string { return this.chunks.map(({ text }) => text).join('') }
  get chunks(): readonly LogChunk[] { return this.changes.flatMap((change) => (change.change === 'log' ? change.chunks : [])) }

  /** The process of a job. */
  process(job: Job): ProcessIdentity {
    const found = this.store.jobs.unfinished(this.ownerId).find((record) => record.job.id === job.id)?.process
    if (found === undefined || found === null) throw new Error('The job has no process')
    return found
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.stop()
    await this.#pageHosts[Symbol.asyncDispose]()
    this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #stateOf(job: Job): EndedState | undefined {
    const last = this.changes.findLast((change) => change.change === 'job' && change.job.id === job.id && isEnded(change.job.state))
    return last?.change === 'job' && isEnded(last.job.state) ? last.job.state : undefined
  }
}
