import type { OwnerId } from '../../shared/brand.ts'
import { toErrorInfo } from '../../shared/errors.ts'
import { type Job, type KillReceipt, reduceJob } from '../../shared/job.ts'
import type { Engine } from './engine.ts'
import type { Broadcaster, Clock, JobRecord, JobStore, LivenessProbe, OwnerRow, ProcessSweeper, TaskSource } from './ports.ts'

export interface RecoveryParts {
  readonly store: JobStore
  readonly sweeper: ProcessSweeper
  readonly probe: LivenessProbe
  readonly tasks: TaskSource
  readonly engine: Pick<Engine, 'adopt'>
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly ownerId: OwnerId
}

/**
 * Decides every job that dead owners left unfinished (G8, R7): their processes are ended first, by identity and
 * never by bare pid; queued jobs go on in this engine; running ones are interrupted, or queued again where their
 * task asks for it. Jobs of living owners are not touched (G9). Answers with the dead.
 */
export async function recover(parts: RecoveryParts): Promise<readonly OwnerId[]> {
  const others = parts.store.owners().filter(({ id }) => id !== parts.ownerId)
  const alive = await Promise.all(others.map((owner) => parts.probe.isAlive(owner)))
  const dead = others.filter((_owner, index) => alive[index] === false)
  for (const owner of dead) await recoverOwner(parts, owner)
  return dead.map(({ id }) => id)
}

async function recoverOwner(parts: RecoveryParts, owner: OwnerRow): Promise<void> {
  const records = parts.store.takeOver(owner.id, parts.ownerId)
  const processes = records.flatMap(({ process }) => (process === null ? [] : [process]))
  const receipt = await parts.sweeper.endLeftovers(processes, [owner.token])
  const fates = await Promise.all(records.map(async (record) => fateOf(parts, record)))
  const decided = records.map((record, index) => decide(record.job, { fate: fates[index] ?? 'fail', at: parts.clock.now(), receipt }))
  parts.store.updateJobs(decided)
  for (const [index, job] of decided.entries()) {
    const record = records[index]
    if (record !== undefined && job.state.status === 'queued') await readopt(parts, { ...record, job })
    else parts.broadcaster.send({ change: 'job', job })
  }
}

type Fate = 'keep' | 'requeue' | 'fail'

async function fateOf({ tasks }: RecoveryParts, { job }: JobRecord): Promise<Fate> {
  if (job.state.status === 'queued') return 'keep'
  try {
    const { descriptor } = await tasks.runnable(job.taskId)
    const callback = descriptor.callbacks.find(({ id }) => id === job.callbackId)
    return job.state.status === 'running' && callback?.onInterrupted === 'requeue' ? 'requeue' : 'fail'
  } catch {
    // A script that is gone or broken cannot ask for another try; why is told when somebody opens it.
    return 'fail'
  }
}

/** What becomes of a job whose owner is dead; pure. */
export function decide(job: Job, facts: { readonly fate: Fate; readonly at: number; readonly receipt: KillReceipt }): Job {
  switch (facts.fate) {
    case 'keep': return job
    case 'requeue': return reduceJob(job, { event: 'requeued' })
    case 'fail': return reduceJob(job, {
      event: 'failed', at: facts.at, receipt: facts.receipt,
      error: { code: 'INTERRUPTED', message: 'Simmer or the computer stopped while this ran.', hint: 'Run it again.' },
    })
  }
}

async function readopt(parts: RecoveryParts, record: JobRecord): Promise<void> {
  try { await parts.engine.adopt(record) } catch (thrown) {
    const job = reduceJob(record.job, { event: 'failed', at: parts.clock.now(), error: toErrorInfo(thrown), receipt: null })
    parts.store.updateJobs([job])
    parts.broadcaster.send({ change: 'job', job })
  }
}
