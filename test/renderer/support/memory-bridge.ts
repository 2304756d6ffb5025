import { vi } from 'vitest'
import { brandAs, type CallbackId, type CodeHash, type FolderId, type JobId, type OwnerId, type PageId, type RunId, type TaskId } from '../../../src/shared/brand.ts'
import type { Change, JobSnapshot } from '../../../src/shared/change.ts'
import { type ChangeBatch, type OpenedTask, type RequestName, requestNames, type Requests, type SimmerBridge, type Snapshot } from '../../../src/shared/contract.ts'
import { type Result, toErrorInfo } from '../../../src/shared/errors.ts'
import type { Job, JobState } from '../../../src/shared/job.ts'
import type { TaskDescriptor, TaskSummary } from '../../../src/shared/task.ts'

export const taskId = brandAs<TaskId>('folder/task.ts'), folderId = brandAs<FolderId>('folder'), pageId = brandAs<PageId>('page'), codeHash = brandAs<CodeHash>('code')

type Answers = { [Name in RequestName]: (...args: Parameters<Requests[Name]>) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>> }
export interface Asked { readonly name: RequestName; readonly args: readonly unknown[] }

const emptySnapshot: Snapshot = {
  revision: 0, folders: [], tasks: [], jobs: [], queued: [], queue: { mode: 'open', limit: 3 }, notices: [], about: { version: '0', electron: '0', node: '0', platform: 'test', jobLimit: 3, storage: '/data' },
}
const refuse = (name: string) => (): never => { throw new Error(`Nobody expected "${name}"`) }

/** Main as a window sees it, in memory: every request of the contract, answered by what a test sets; all that passes is cloned, as between processes. */
export class MemoryBridge {
  readonly asked: Asked[] = []
  readonly answers: Answers
  /** What the value store has, by hash. */
  readonly values = new Map<string, unknown>()
  revision = 0
  readonly #listeners = new Set<(batch: ChangeBatch) => void>()

  constructor() {
    const unset = Object.fromEntries(requestNames.map((name) => [name, refuse(name)])) as unknown as Answers
    this.answers = { ...unset, snapshot: () => ({ ...emptySnapshot, revision: this.revision }), savePage: () => undefined, presets: () => [], checkForm: () => [], closePage: () => undefined, cancelJob: () => undefined, forceJob: () => undefined }
  }

  get listeners(): number { return this.#listeners.size }
  of(name: RequestName): readonly (readonly unknown[])[] { return this.asked.filter((one) => one.name === name).map(({ args }) => args) }

  /** One batch of changes, as main sends it. */
  tell(...changes: readonly Change[]): void { this.tellAt(this.revision + 1, ...changes) }
  tellAt(revision: number, ...changes: readonly Change[]): void {
    this.revision = revision
    for (const listener of this.#listeners) listener(structuredClone({ revision, changes }))
  }

  get bridge(): SimmerBridge {
    const requests = Object.fromEntries(requestNames.map((name) => [name, (...args: readonly unknown[]) => this.#answer(name, args)])) as unknown as SimmerBridge
    return { ...requests, onChanged: (listener) => { this.#listeners.add(listener); return () => { this.#listeners.delete(listener) } }, pathOfFile: (file) => (file instanceof File ? `/dropped/${file.name}` : '') }
  }

  async #answer(name: RequestName, args: readonly unknown[]): Promise<Result<unknown>> {
    const given = structuredClone(args)
    this.asked.push({ name, args: given })
    try {
      const answer = this.answers[name] as (...args: readonly unknown[]) => unknown
      return structuredClone({ ok: true, value: await answer(...given) })
    } catch (thrown) { return { ok: false, error: toErrorInfo(thrown) } }
  }
}

/** Text kept by name, as a browser keeps it. */
function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => { kept.set(name, text) }, removeItem: (name) => { kept.delete(name) } }
}

/** A window with this bridge, and fresh storages. Undone by `vi.unstubAllGlobals()`. */
export function openWindow(main: MemoryBridge): EventTarget {
  const window = Object.assign(new EventTarget(), { simmer: main.bridge })
  vi.stubGlobal('window', window)
  vi.stubGlobal('Worker', class extends EventTarget {
    /** The thread that reads large values: it answers from the bridge, since there is nothing here that serves them. */
    postMessage({ id, hash }: { readonly id: number; readonly hash: string }): void {
      const data = main.values.has(hash) ? { id, ok: true, value: structuredClone(main.values.get(hash)) } : { id, ok: false, message: 'it is not there' }
      queueMicrotask(() => { this.dispatchEvent(Object.assign(new Event('message'), { data })) })
    }
    terminate(): void { /* There is no thread. */ }
  })
  vi.stubGlobal('localStorage', memoryStorage())
  vi.stubGlobal('sessionStorage', memoryStorage())
  return window
}

/** Settles when every answer that is on its way has arrived. */
export async function arrivals(): Promise<void> { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve() }

export function jobWith(id: string, state: JobState, more: Partial<Job> = {}): Job {
  return {
    id: brandAs<JobId>(id), runId: brandAs<RunId>(`run of ${id}`), taskId, callbackId: brandAs<CallbackId>('job'), instance: '', pageId,
    ownerId: brandAs<OwnerId>('owner'), createdAt: 1, label: '', priority: 'normal', fresh: false, state, ...more,
  }
}
export function snapshotOf(job: Job, more: Partial<JobSnapshot> = {}): JobSnapshot { return { job, progress: null, props: [], result: null, cached: null, ...more } }
export function summaryOf(path: string, more: Partial<TaskSummary> = {}): TaskSummary {
  return { id: brandAs<TaskId>(`folder/${path}`), folder: folderId, path, title: path, description: null, state: 'ready', codeHash, error: null, ...more }
}
export function openedTask(descriptor: TaskDescriptor | null, more: Partial<OpenedTask> = {}): OpenedTask {
  return { pageId, task: summaryOf('task.ts'), described: descriptor === null ? null : { descriptor, codeHash }, saved: null, lastValues: {}, jobs: [], ...more }
}
