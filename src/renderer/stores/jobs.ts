import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { JobId, PageId, TaskId } from '../../shared/brand.ts'
import type { CacheNote, Change, JobSnapshot, ProgressSummary, ResultRef, Sequenced } from '../../shared/change.ts'
import type { Snapshot } from '../../shared/contract.ts'
import { isEnded, type Job, type JobState } from '../../shared/job.ts'
import { unpackQueued } from '../../shared/queue/pack-queued.ts'
import { api } from '../api.ts'
import { summarizeProgress } from './summarize-progress.ts'
import { WaitingJobs } from './waiting-jobs.ts'

/*
 * useJobs()
 *   running, queued, ended: readonly Job[]          (queued in queue order; the others newest first; canceling counts as running)
 *   find(jobId): Job | undefined                    ofTask(taskId): readonly Job[] (newest first)
 *   ofPage(pageId): readonly Job[] (newest first)
 *   progressOf(jobId): ProgressSummary | null       { fraction 0…1 | null, text | null }
 *   resultOf(jobId): ResultRef | null               cachedOf(jobId): CacheNote | null
 *   cancel(jobId), force(jobId): Promise<void>                    loadOlder(): Promise<void>      more: boolean
 */

/** Ended jobs kept in this window's memory; older ones are asked for again. */
const endedLimit = 2_000

/** Every job that this window has heard of, with its latest progress and its result. */
export const useJobs = defineStore('jobs', () => {
  const byId = shallowReactive(new Map<JobId, Job>())
  const progress = shallowReactive(new Map<JobId, Sequenced<unknown>>())
  const outcomes = shallowReactive(new Map<JobId, Outcome>())
  const more = shallowRef(true)
  const waiting = new WaitingJobs()

  const newestFirst = computed(() => [...byId.values()].sort((one, other) => other.createdAt - one.createdAt))
  const running = computed(() => newestFirst.value.filter(({ state }) => state.status === 'running' || state.status === 'canceling'))
  const queued = waiting.list
  const ended = computed(() => newestFirst.value.filter(({ state }) => isEnded(state)))

  /** A job stands in one place: with those that wait, or with the others. */
  function put(job: Job): void {
    if (job.state.status === 'queued') {
      waiting.put([job])
      byId.delete(job.id)
    } else {
      waiting.take([job.id])
      byId.set(job.id, job)
    }
  }

  function take(snapshot: JobSnapshot): void {
    const { job } = snapshot
    put(job)
    if (snapshot.progress !== null) progress.set(job.id, snapshot.progress)
    if (snapshot.result !== null || snapshot.cached !== null) outcomes.set(job.id, { result: snapshot.result, cached: snapshot.cached })
  }

  function load(snapshot: Snapshot): void {
    byId.clear(); progress.clear(); outcomes.clear(); waiting.clear()
    more.value = true
    for (const job of snapshot.jobs) take(job)
    for (const jobs of snapshot.queued) waiting.put(unpackQueued(jobs))
  }

  function apply(change: Change): void {
    if (change.change === 'progress') {
      for (const jobId of change.jobIds) if ((progress.get(jobId)?.seq ?? 0) < change.progress.seq) progress.set(jobId, change.progress)
    }
    if (change.change === 'run') void changeEnded(change.jobId, change.what)
    if (change.change === 'queued') waiting.put(unpackQueued(change.jobs).filter(({ id }) => !byId.has(id)))
    if (change.change === 'jobs') becameAll(change.jobIds, change.state)
    if (change.change !== 'job') return
    const known = outcomes.get(change.job.id)
    put(change.job)
    if (change.result !== undefined || change.cached !== undefined) {
      outcomes.set(change.job.id, { result: change.result ?? known?.result ?? null, cached: change.cached ?? known?.cached ?? null })
    }
    if (isEnded(change.job.state)) forgetOldest()
  }

  /** A run was deleted, or had back. */
  async function changeEnded(jobId: JobId, what: Extract<Change, { change: 'run' }>['what']): Promise<void> {
    if (what === 'removed') { byId.delete(jobId); progress.delete(jobId); outcomes.delete(jobId) }
    if (what !== 'restored') return
    const snapshot = await api.jobSnapshot(jobId)
    if (snapshot !== null) take(snapshot)
  }

  /** Only the newest are kept of thousands that ended at once. */
  function becameAll(jobIds: readonly JobId[], state: JobState): void {
    for (const [at, job] of waiting.take(jobIds).toReversed().entries()) if (at < endedLimit || job.pageId !== null) put({ ...job, state })
    for (const jobId of jobIds) { const job = byId.get(jobId); if (job !== undefined && job.state !== state) put({ ...job, state }) }
    forgetOldest()
  }

  function forgetOldest(): void {
    if (byId.size <= endedLimit) return
    for (const job of ended.value.slice(endedLimit)) { byId.delete(job.id); progress.delete(job.id); outcomes.delete(job.id); more.value = true }
  }

  /** A job as this window last heard of it. */
  function snapshotOf(jobId: JobId): JobSnapshot | undefined {
    const job = byId.get(jobId) ?? waiting.get(jobId)
    const { result, cached } = outcomes.get(jobId) ?? { result: null, cached: null }
    return job === undefined ? undefined : { job, progress: progress.get(jobId) ?? null, props: [], result, cached }
  }

  async function loadOlder(): Promise<void> {
    const oldest = ended.value.at(-1)?.createdAt ?? Number.MAX_SAFE_INTEGER
    const page = await api.endedJobs(oldest)
    for (const snapshot of page.jobs) if (!byId.has(snapshot.job.id)) take(snapshot)
    more.value = page.more
  }

  return {
    running, queued, ended, more, load, apply, loadOlder, snapshotOf,
    find: (jobId: JobId): Job | undefined => byId.get(jobId) ?? waiting.get(jobId),
    ofPage: (pageId: PageId): readonly Job[] => [...queued.value.filter((job) => job.pageId === pageId).reverse(), ...newestFirst.value.filter((job) => job.pageId === pageId)],
    ofTask: (taskId: TaskId): readonly Job[] => [...queued.value.filter((job) => job.taskId === taskId).reverse(), ...newestFirst.value.filter((job) => job.taskId === taskId)],
    progressOf: (jobId: JobId): ProgressSummary | null => {
      const latest = progress.get(jobId)
      return latest === undefined ? null : summarizeProgress(latest.value)
    },
    resultOf: (jobId: JobId): ResultRef | null => outcomes.get(jobId)?.result ?? null,
    cachedOf: (jobId: JobId): CacheNote | null => outcomes.get(jobId)?.cached ?? null,
    cancel: (jobId: JobId): Promise<void> => api.cancelJob(jobId),
    force: (jobId: JobId): Promise<void> => api.forceJob(jobId),
  }
})

interface Outcome { readonly result: ResultRef | null; readonly cached: CacheNote | null }
