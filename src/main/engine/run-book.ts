import type { CacheKey, CallbackId, JobId, PageId, RunId } from '../../shared/brand.ts'
import { isEnded, type Job } from '../../shared/job.ts'
import type { LiveRun } from './live-run.ts'

/** A callback's instance on a page (C6). */
export interface InstanceKey { readonly pageId: PageId; readonly callbackId: CallbackId; readonly instance: string }

/** All live runs of this engine, found by run, job, key and page instance. */
export class RunBook {
  readonly #runs = new Map<RunId, LiveRun>()
  readonly #byJob = new Map<JobId, LiveRun>()
  readonly #byKey = new Map<CacheKey, LiveRun>()
  readonly #byInstance = new Map<string, Set<JobId>>()

  get runs(): IterableIterator<LiveRun> { return this.#runs.values() }
  /** Runs of other engines that jobs of this one joined. */
  get visits(): readonly LiveRun[] { return [...this.#runs.values()].filter(({ host }) => host !== null) }

  add(live: LiveRun): void {
    this.#runs.set(live.run.id, live)
    if (live.key !== null) this.#byKey.set(live.key.key, live)
    for (const job of live.jobs.values()) this.put(live, job)
  }

  /** Adds or replaces a job of a live run; an ended job leaves it. */
  put(live: LiveRun, job: Job): void {
    if (isEnded(job.state)) { this.#leave(live, job); return }
    live.jobs.set(job.id, job)
    live.members.set(job.id, job.pageId)
    this.#byJob.set(job.id, live)
    if (job.pageId === null) return
    const name = instanceName({ pageId: job.pageId, callbackId: job.callbackId, instance: job.instance })
    const jobs = this.#byInstance.get(name)
    if (jobs === undefined) this.#byInstance.set(name, new Set([job.id]))
    else jobs.add(job.id)
  }

  /** Nobody joins this run any more. */
  closeKey(live: LiveRun): void {
    if (live.key !== null && this.#byKey.get(live.key.key) === live) this.#byKey.delete(live.key.key)
  }

  remove(live: LiveRun): void {
    this.closeKey(live)
    this.#runs.delete(live.run.id)
    for (const job of live.jobs.values()) this.#leave(live, job)
    for (const jobId of live.members.keys()) this.#byJob.delete(jobId)
  }

  get(runId: RunId): LiveRun | undefined { return this.#runs.get(runId) }
  /** The live run that a job wants or wanted. */
  ofJob(jobId: JobId): LiveRun | undefined { return this.#byJob.get(jobId) }
  withKey(key: CacheKey): LiveRun | undefined { return this.#byKey.get(key) }

  /** Unfinished jobs of an instance, oldest first. */
  ofInstance(instance: InstanceKey): readonly Job[] {
    const ids = this.#byInstance.get(instanceName(instance)) ?? new Set()
    return [...ids].flatMap((id) => this.#byJob.get(id)?.jobs.get(id) ?? [])
  }

  #leave(live: LiveRun, job: Job): void {
    live.jobs.delete(job.id)
    if (job.pageId === null) return
    const name = instanceName({ pageId: job.pageId, callbackId: job.callbackId, instance: job.instance })
    const jobs = this.#byInstance.get(name)
    jobs?.delete(job.id)
    if (jobs?.size === 0) this.#byInstance.delete(name)
  }
}

/** An instance as a map key. */
export function instanceName({ pageId, callbackId, instance }: InstanceKey): string {
  return JSON.stringify([pageId, callbackId, instance])
}
