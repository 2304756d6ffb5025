import type { OwnerId, TaskId } from '../../shared/brand.ts'
import { limitEndings } from '../../shared/endings/limit-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { toErrorInfo } from '../../shared/errors.ts'
import { type Job, type KillReceipt, reduceJob } from '../../shared/job.ts'
import type { Engine } from './engine.ts'
import { type JobFate, fateOf } from './job-fate.ts'
import type { Broadcaster, Clock, JobStore, LeftJob, LivenessProbe, OwnerRow, ProcessSweeper, RunnableTask, TaskSource } from './ports.ts'
import { nobodyId } from './queue-port.ts'

export interface RecoveryParts {
  readonly store: JobStore
  readonly sweeper: ProcessSweeper
  readonly probe: LivenessProbe
  readonly tasks: TaskSource
  readonly engine: Pick<Engine, 'adopt' | 'rest'>
  /** False: queued jobs are left to an engine that works through the queue. */
  readonly worksQueue: boolean
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly ownerId: OwnerId
}

/**
 * Decides every job that dead owners left unfinished (G8, R7): their processes are ended first, by identity and
 * never by bare pid; queued jobs go on in this engine; what becomes of running ones says {@link fateOf}. All are
 * decided in one transaction. Jobs of living owners are not touched (G9). Answers with the dead.
 */
export async function recover(parts: RecoveryParts): Promise<readonly OwnerId[]> {
  const dead = await deadOwners(parts)
  // Their jobs are this engine's in the store before it knows how to run them.
  if (dead.length > 0) await parts.engine.rest(() => recoverOwners(parts, dead))
  return dead.map(({ id }) => id)
}

async function recoverOwners(parts: RecoveryParts, dead: readonly OwnerRow[]): Promise<void> {
  const left = dead.flatMap(({ id }) => parts.store.takeOver(id, parts.ownerId))
  const processes = new Map(left.flatMap(({ job, process }) => (process === null ? [] : [[job.runId, process]])))
  const receipt = await parts.sweeper.endLeftovers([...processes.values()], dead.map(({ token }) => token))
  const queued = decideAll(parts, { left, receipt, tasks: await tasksOf(parts, left) })
  if (parts.worksQueue) await goOn(parts, queued)
  else if (queued.length > 0) parts.store.leave(queued.map(({ job }) => job.id))
}

async function deadOwners({ store, probe, ownerId, worksQueue }: RecoveryParts): Promise<readonly OwnerRow[]> {
  const others = store.owners().filter(({ id }) => id !== ownerId && (worksQueue || id !== nobodyId))
  const alive = await Promise.all(others.map((owner) => probe.isAlive(owner)))
  return others.filter((_owner, index) => alive[index] === false)
}

type Tasks = ReadonlyMap<TaskId, RunnableTask>

/** Each task that had a job running, looked at once. One that is gone or broken cannot ask for another try; why is told when somebody opens it. */
async function tasksOf({ tasks }: RecoveryParts, left: readonly LeftJob[]): Promise<Tasks> {
  const ids = new Set(left.filter(({ job }) => job.state.status === 'running').map(({ job }) => job.taskId))
  const found = await Promise.allSettled([...ids].map((id) => tasks.runnable(id)))
  return new Map(found.flatMap((each) => (each.status === 'fulfilled' ? [[each.value.taskId, each.value]] : [])))
}

function asksAgain(tasks: Tasks, { taskId, callbackId }: Job): boolean {
  return tasks.get(taskId)?.descriptor.callbacks.find(({ id }) => id === callbackId)?.onInterrupted === 'requeue'
}

interface Found { readonly left: readonly LeftJob[]; readonly receipt: KillReceipt; readonly tasks: Tasks }

/** Saves and tells what becomes of each job; answers with those that are queued. */
function decideAll({ store, broadcaster, clock }: RecoveryParts, { left, receipt, tasks }: Found): readonly LeftJob[] {
  const at = clock.now()
  const decided = left.map((each) => ({ ...each, job: decide(each.job, { fate: fateOf(each, asksAgain(tasks, each.job)), at, receipt, deaths: each.deaths + 1, order: each.order ?? 0 }) }))
  const interrupted = left.filter(({ job }) => job.state.status !== 'queued')
  if (interrupted.length > 0) {
    store.together(() => {
      store.countDeaths([...new Set(interrupted.map(({ job }) => job.runId))])
      store.updateJobs(decided.filter((_each, index) => left[index]?.job.state.status !== 'queued').map(({ job }) => job))
    })
  }
  for (const { job } of decided) broadcaster.send({ change: 'job', job })
  return decided.filter(({ job }) => job.state.status === 'queued')
}

/** What becomes of a job whose owner is dead; pure. `deaths`: how many owners its run has outlived now. */
function decide(job: Job, facts: { readonly fate: JobFate; readonly at: number; readonly receipt: KillReceipt; readonly deaths: number; readonly order: number }): Job {
  switch (facts.fate) {
    case 'keep': return job
    case 'requeue': return reduceJob(job, { event: 'requeued', order: facts.order })
    case 'interrupt': return reduceJob(job, {
      event: 'failed', at: facts.at, receipt: facts.receipt,
      error: tellEnding(limitEndings.interrupted),
    })
    case 'quarantine': return reduceJob(job, {
      event: 'failed', at: facts.at, receipt: facts.receipt,
      error: tellEnding(limitEndings.quarantined, { times: facts.deaths === 2 ? 'twice' : `${facts.deaths} times` }),
    })
  }
}

/** Queues what goes on; a job that cannot run any more fails with the reason. */
async function goOn({ engine, store, broadcaster, clock }: RecoveryParts, queued: readonly LeftJob[]): Promise<void> {
  if (queued.length === 0) return
  const refused = await engine.adopt(queued)
  const jobs = refused.map(({ job, thrown }) => reduceJob(job, { event: 'failed', at: clock.now(), error: toErrorInfo(thrown), receipt: null }))
  store.updateJobs(jobs)
  for (const job of jobs) broadcaster.send({ change: 'job', job })
}
