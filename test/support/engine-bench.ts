import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brandAs, type CallbackId, type CodeHash, type OwnerId, type PageId, type TaskId } from '../../src/shared/brand.ts'
import type { CallbackCall, Change } from '../../src/shared/change.ts'
import { AppError } from '../../src/shared/errors.ts'
import type { Job, WaitReason } from '../../src/shared/job.ts'
import type { CallbackDescriptor } from '../../src/shared/task.ts'
import { Engine } from '../../src/main/engine/engine.ts'
import type { PageHosts, RunnableTask } from '../../src/main/engine/ports.ts'
import { ResultCache } from '../../src/main/engine/result-cache.ts'
import { systemClock } from '../../src/main/engine/system-clock.ts'
import { queueLines } from '../../src/main/session/queue-view.ts'
import { randomIds } from '../../src/main/session/random-ids.ts'
import { openStore, type Store } from '../../src/main/store/open-store.ts'
import { FakeBackend } from './fake-backend.ts'

export const taskId = brandAs<TaskId>('folder/task.ts')
export const pageId = brandAs<PageId>('page-1')

/** A long callback with the defaults of a script that says nothing. */
export function callbackOf(overrides: Partial<CallbackDescriptor> = {}): CallbackDescriptor {
  return {
    id: brandAs<CallbackId>('run'), kind: 'long', output: null, inputs: { kind: 'input', id: 'run', prop: 'nClicks' }, state: null,
    preventInitialCall: true, running: [], cancel: [], progress: null, progressDefault: null, interval: 100, whenRunning: 'replace',
    cacheBy: null, cacheArgsToSkip: [], expire: null, codeInKey: true, timeout: null, memoryLimit: null, cancelGrace: 2, retries: null,
    runtime: 'app', priority: 'normal', niceness: 10, concurrency: null, resources: {}, onInterrupted: 'fail', keepFiles: false, hasOnError: false,
    ...overrides,
  }
}

export interface EngineBench {
  readonly engine: Engine
  readonly ownerId: OwnerId
  readonly backend: FakeBackend
  readonly store: Store
  readonly changes: Change[]
  readonly task: RunnableTask
  readonly calls: (args: readonly unknown[], more?: Partial<CallbackCall>) => CallbackCall
  /** The last state of a job that was told to windows. */
  readonly told: (jobId: string) => Job
  /** Why each queued job of the folder waits, in the order of the queue. */
  readonly waits: () => readonly WaitReason[]
  code: string
  /** Runs at once, from the next start on. */
  jobLimit: number
  close(): void
}

export interface EngineBenchOptions {
  readonly jobLimit?: number
  readonly folder?: string
  /** More long callbacks of the task. */
  readonly others?: readonly CallbackDescriptor[]
}

/** An engine on a real database in a fresh folder, with the in-memory backend. */
export function engineBench(callback: CallbackDescriptor, options: EngineBenchOptions = {}): EngineBench {
  const { jobLimit = 2, folder = mkdtempSync(path.join(tmpdir(), 'simmer-engine-')), others = [] } = options
  const store = openStore(folder)
  const backend = new FakeBackend()
  const changes: Change[] = []
  const ownerId = brandAs<OwnerId>(randomIds.job())
  store.jobs.addOwner({ id: ownerId, pid: process.pid, startTime: ownerId, bootId: 'b', kind: 'app', token: ownerId, heartbeat: Date.now() })
  const pageHosts: PageHosts = {
    call: async () => Promise.resolve({ ok: true, value: undefined }), release: () => undefined, [Symbol.asyncDispose]: async () => Promise.resolve(),
  }
  const cache = new ResultCache({
    entries: store.cache, pageHosts, clock: systemClock, launchUid: ownerId,
    isIntact: (hash) => Promise.resolve(store.values.read(hash) !== undefined),
    policies: {
      read: async (policy, { args, launchUid }) => {
        // As a file that takes long to hash: a lookup of its arguments is overtaken by others.
        if (args[0] === 'slow') for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
        return policy.policy === 'value' ? policy.value : launchUid
      },
    },
  })
  const bench: EngineBench = {
    backend, store, ownerId, changes, jobLimit, code: 'code-1',
    get task() {
      return {
        taskId, relativePath: 'task.ts',
        bundle: { file: 'task.mjs', codeHash: brandAs<CodeHash>(bench.code), scriptFile: 'task.ts', scriptDir: folder },
        descriptor: { title: 'Task', description: null, params: null, hasValidate: false, resultLayout: null, layout: { component: 'div', props: {} }, callbacks: [callback, ...others], suppressCallbackExceptions: false, resources: { gpu: 1 } },
      }
    },
    engine: new Engine({
      backend, cache, pageHosts, clock: systemClock, codec: store.codec, ids: randomIds, jobLimit: () => bench.jobLimit, ownerId, store: store.jobs, surroundings: { of: () => ({ environment: null, machine: null }) }, values: store.values,
      broadcaster: { send: (change, sent) => { changes.push(change); sent?.() } },
      tasks: { runnable: () => Promise.resolve(bench.task) },
    }),
    calls: (args, more = {}) => ({
      taskId, callbackId: callback.id, instance: '', pageId, args, context: { triggered: [], inputs: {}, states: {} }, fresh: false, ...more,
    }),
    told: (jobId) => {
      const change = changes.findLast((candidate) => candidate.change === 'job' && candidate.job.id === jobId)
      if (change?.change !== 'job') throw new AppError('INTERNAL', `Nothing was told of job ${jobId}`)
      return change.job
    },
    waits: () => queueLines(store.jobs, bench.engine.queue.state).map(({ wait }) => wait),
    close: () => { store.close(); rmSync(folder, { recursive: true, force: true }) },
  }
  return bench
}
