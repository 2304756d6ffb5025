import { brandAs, type CallbackId, type CodeHash, type JobId, type OwnerId, type PageId, type RunId, type TaskId } from '../../../../src/shared/brand.ts'
import type { CallbackCall, JobSnapshot, ResultRef } from '../../../../src/shared/change.ts'
import { idKey, type IdPattern } from '../../../../src/shared/dependency.ts'
import type { ErrorInfo } from '../../../../src/shared/errors.ts'
import { emptyReceipt, type CanceledBy, type Job, type JobState } from '../../../../src/shared/job.ts'
import { createPage } from '../../../../src/shared/page/create-page.ts'
import type { PageEffect, PageEvent } from '../../../../src/shared/page/events.ts'
import { indexOf } from '../../../../src/shared/page/page-index.ts'
import { reducePage } from '../../../../src/shared/page/reduce-page.ts'
import type { LastEnd, PageState } from '../../../../src/shared/page/state.ts'
import type { TaskDescriptor } from '../../../../src/shared/task.ts'

export const pageId = brandAs<PageId>('page'), taskId = brandAs<TaskId>('folder/task.ts')
const codeHash = brandAs<CodeHash>('code')

export interface Asked { readonly token: number; readonly call: CallbackCall; readonly kind: 'trigger' | 'light' }

export function jobOf(id: string, call: Pick<CallbackCall, 'callbackId' | 'instance'>, state: JobState, createdAt = 0): Job {
  return {
    id: brandAs<JobId>(id), runId: brandAs<RunId>(`run of ${id}`), taskId, callbackId: call.callbackId, instance: call.instance, pageId,
    ownerId: brandAs<OwnerId>('owner'), createdAt, label: '', priority: 'normal', fresh: false, state,
  }
}
export const jobStates = {
  queued: { status: 'queued', order: 1, held: false, after: null },
  running: { status: 'running', startedAt: 1 },
  succeeded: { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' },
  canceling: (by: CanceledBy = 'user'): JobState => ({ status: 'canceling', startedAt: 1, by }),
  canceled: (by: CanceledBy = 'user'): JobState => ({ status: 'canceled', startedAt: 1, finishedAt: 2, by, receipt: emptyReceipt }),
  failed: (error: ErrorInfo): JobState => ({ status: 'failed', startedAt: 1, finishedAt: 2, error, receipt: null }),
} as const

/** A page with a hand on everything outside it: what it asked for, and answers for it. */
export class PageRig {
  state: PageState
  /** Every trigger and light call that the page made, in order. */
  readonly asked: Asked[] = []
  readonly effects: PageEffect[] = []
  readonly #jobs = new Map<JobId, Job>()
  #nextJob = 1

  constructor(from: TaskDescriptor | PageState) {
    this.state = 'pageId' in from ? from : createPage({ pageId, taskId, codeHash, descriptor: from })
  }
  static created(descriptor: TaskDescriptor): PageRig {
    const rig = new PageRig(descriptor)
    rig.send({ event: 'created' })
    return rig
  }

  send(event: PageEvent): readonly PageEffect[] {
    const [state, effects] = reducePage(this.state, event)
    this.state = state
    this.effects.push(...effects)
    for (const effect of effects) {
      if (effect.effect === 'trigger' || effect.effect === 'light') this.asked.push({ token: effect.token, call: effect.call, kind: effect.effect })
    }
    return effects
  }

  prop(id: IdPattern, prop: string): unknown {
    const key = idKey(id)
    const own = this.state.overlay.get(key)
    if (own !== undefined && Object.hasOwn(own, prop)) return own[prop]
    return indexOf(this.state).byKey.get(key)?.component.props[prop]
  }
  change(id: IdPattern, prop: string, value: unknown): readonly PageEffect[] {
    return this.send({ event: 'changed', changes: [{ id: idKey(id), prop, value }] })
  }

  /** The newest call that was asked for. */
  get last(): Asked { return this.at(this.asked.length - 1) }
  at(index: number): Asked {
    const asked = this.asked[index]
    if (asked === undefined) throw new Error(`The page asked ${this.asked.length} times, not ${index + 1}`)
    return asked
  }
  argsOf(callbackId: string): readonly (readonly unknown[])[] {
    return this.asked.filter(({ call }) => call.callbackId === callbackId).map(({ call }) => call.args)
  }
  end(callbackId: string, instance = ''): LastEnd | undefined {
    return this.state.ends.find((end) => end.callbackId === callbackId && end.instance === instance)
  }

  queue({ token, call }: Asked, replaced: readonly JobId[] = [], reply: 'queued' | 'joined' = 'queued'): JobId {
    const job = jobOf(`job ${this.#nextJob++}`, call, jobStates.queued, this.#nextJob)
    this.#jobs.set(job.id, job)
    this.send({ event: 'replied', token, reply: { ok: true, value: { reply, job, replaced } } })
    return job.id
  }
  job(jobId: JobId, state: JobState, result?: ResultRef): readonly PageEffect[] {
    return this.send({ event: 'job', job: this.jobWith(jobId, state), ...(result === undefined ? {} : { result }) })
  }
  jobWith(jobId: JobId, state: JobState): Job {
    const job = this.#jobs.get(jobId)
    if (job === undefined) throw new Error(`No job ${jobId}`)
    return { ...job, state }
  }
  snapshot(jobId: JobId, state: JobState, more: Partial<JobSnapshot> = {}): JobSnapshot {
    return { job: this.jobWith(jobId, state), progress: null, props: [], result: null, cached: null, ...more }
  }
  /** A job of this call that the engine has not told of yet. */
  untold(call: CallbackCall): Job { return jobOf(`hit ${this.#nextJob++}`, call, jobStates.queued, this.#nextJob) }
  /** Queued and running. */
  start(asked: Asked = this.last, replaced: readonly JobId[] = []): JobId {
    const jobId = this.queue(asked, replaced)
    this.job(jobId, jobStates.running)
    return jobId
  }
  succeed(jobId: JobId, value: unknown): readonly PageEffect[] { return this.job(jobId, jobStates.succeeded, { kind: 'value', value }) }
  progress(jobId: JobId, seq: number, value: unknown): readonly PageEffect[] {
    return this.send({ event: 'progress', jobIds: [jobId], progress: { seq, value } })
  }
  answer({ token }: Asked, value: unknown): readonly PageEffect[] {
    return this.send({ event: 'lightReplied', token, reply: { ok: true, value: { reply: 'value', value } } })
  }
}

export const callback = (id: string): CallbackId => brandAs<CallbackId>(id)
export const triggers = (effects: readonly PageEffect[]): readonly CallbackCall[] => effects.flatMap((effect) => effect.effect === 'trigger' || effect.effect === 'light' ? [effect.call] : [])
