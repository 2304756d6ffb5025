import type { JobId } from '../../shared/brand.ts'
import type { LogChunk, ResultRef } from '../../shared/change.ts'
import { goodEndings } from '../../shared/endings/good-endings.ts'
import { withFacts } from '../../shared/endings/with-facts.ts'
import { type ErrorCode, toErrorInfo } from '../../shared/errors.ts'
import { isEnded, reduceJob, type Job, type JobEvent } from '../../shared/job.ts'
import { isNoUpdateMark } from '../../shared/protocol.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import { Mask } from '../../shared/secrets/mask.ts'
import { maskError } from '../../shared/secrets/mask-error.ts'
import { withSecrets } from './form-call.ts'
import type { Guests } from './guests.ts'
import type { Backend, Broadcaster, Clock, JobStore, PageHosts, RunEnd, RunObserver, Surroundings, TaskSource, ValueCodec, ValueStore } from './ports.ts'
import type { ResultCache } from './result-cache.ts'
import { keepLatest } from './keep-latest.ts'
import { resultRef } from './result-ref.ts'
import type { LiveRun } from './live-run.ts'
import type { RunBook } from './run-book.ts'
import { RunCaching } from './run-caching.ts'
import { unsavedNotice } from './unsaved-notice.ts'

export interface RunnerParts {
  readonly backend: Backend
  readonly store: JobStore
  readonly values: ValueStore
  readonly codec: ValueCodec
  readonly cache: ResultCache
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly book: RunBook
  readonly tasks: TaskSource
  readonly pageHosts: PageHosts
  readonly surroundings: Surroundings
  readonly guests: Guests
}

/** Failures that another try may not have; a limit or a shape would only be met again. */
const retried: ReadonlySet<ErrorCode> = new Set(['TASK_THREW', 'CRASHED'])

/** Takes one run from its slot to its end, and says all that happens on the way. */
export class Runner {
  readonly #parts: RunnerParts
  /** Called when a job can no longer hold back another (its processes are gone). */
  readonly #over: (jobs: readonly JobId[]) => void

  readonly #caching: RunCaching

  constructor(parts: RunnerParts, over: (jobs: readonly JobId[]) => void) {
    this.#parts = parts
    this.#over = over
    this.#caching = new RunCaching({ ...parts, note: (live, text) => { this.#note(live, text) } })
  }

  /** Settles when nothing of the run is left. Never rejects: a fault of ours ends the run's jobs as failed. */
  async run(live: LiveRun): Promise<void> {
    const jobIds = [...live.jobs.keys()]
    this.#caching.begin(live)
    try {
      const end = await this.#attempts(live)
      this.#ended(live, end, await this.#insteadOf(live, end))
    } catch (thrown) {
      this.#ended(live, { end: 'failed', error: toErrorInfo(thrown), receipt: { ended: 0, left: 0, tookMs: 0 } })
    } finally {
      jobIds.push(...live.jobs.keys())
      this.#parts.book.remove(live)
      this.#over(jobIds)
    }
  }

  /** Runs again what failed or crashed, as `retries` asks (F9). The slot stays taken in between, as the job runs on. */
  async #attempts(live: LiveRun): Promise<RunEnd> {
    const { retries } = live.callback
    const { signal } = live.controller
    // The claim of the slot counted the first one. Those of an engine that died count too.
    for (let attempt = live.run.attempt + 1; ; attempt += 1) {
      const request = withSecrets({ ...live.request, run: { ...live.run, attempt } }, live.secrets)
      const end = masked(await this.#parts.backend.run(request, this.#observer(live, attempt), signal), new Mask(request.secrets))
      const again = end.end === 'failed' && retries !== null && attempt <= retries.times && retried.has(end.error.code) && !signal.aborted
      if (!again) return end
      live.failedAttempts.push({ attempt, endedAt: this.#parts.clock.now(), error: end.error, ...(end.usage === undefined ? {} : { usage: end.usage }) })
      const seconds = retries.delay * retries.factor ** (attempt - 1)
      this.#note(live, withFacts(goodEndings.retriedWell.says, { attempt, most: retries.times + 1, why: end.error.message.replace(/\.$/, ''), seconds }))
      if (await this.#pause(seconds * 1_000, signal)) this.#parts.store.beginAttempt(live.run.id, attempt + 1)
    }
  }

  /** Settles after `ms`, at once and with false where the run is canceled. */
  async #pause(ms: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    return new Promise((resolve) => {
      const stop = this.#parts.clock.after(ms, () => { resolve(true) })
      signal.addEventListener('abort', () => { stop(); resolve(false) }, { once: true })
    })
  }

  #observer(live: LiveRun, attempt: number): RunObserver {
    const { backend, broadcaster, clock, store, surroundings } = this.#parts
    // Each attempt's process counts from 1 again; windows know a late value by its number.
    const before = { progress: live.progress?.seq ?? 0, props: live.propsSeq }
    return {
      spawned: (process) => { store.setProcess(live.run.id, process, { attempt, bundle: fileName(live.task.bundle.file), ...surroundings.of(live.callback) }) },
      started: () => { live.startedAt = live.beganAt = clock.now() },
      progressed: ({ seq, value }) => {
        const progress = { seq: before.progress + seq, value }
        live.progress = progress
        broadcaster.send({ change: 'progress', jobIds: [...live.jobs.keys()], progress }, () => { backend.acknowledge(live.run.id, seq) })
        this.#parts.guests.share(live)
      },
      propsSet: ({ seq, value }) => {
        const props = { seq: before.props + seq, value }
        keepLatest(live.props, props)
        live.propsSeq = props.seq
        broadcaster.send({ change: 'props', jobIds: [...live.jobs.keys()], props })
        this.#parts.guests.share(live)
      },
      logged: (chunks) => { this.#log(live, chunks) },
      graceBegan: (ms) => { this.#graceBegan(live, ms) },
      sampled: (usage) => { broadcaster.send({ change: 'usage', jobIds: [...live.jobs.keys()], usage }) },
      returned: (value) => {
        try { this.#returned(live, value) } catch (thrown) { this.#unkept(live, thrown) }
      },
    }
  }

  /** Commits a result and shows it, before its process is gone (F11). */
  #returned(live: LiveRun, returned: StoredValue | null): void {
    const { clock, codec, store, values } = this.#parts
    const value = returned === null ? null : values.adopt(returned)
    const at = clock.now()
    const tookMs = at - live.startedAt
    // A job being canceled has succeeded too: its result was first (E5).
    const jobs = this.#withGuests(live, () => {
      const ended = [...live.jobs.values()].map((job, index) => reduceJob(job, { event: 'returned', at, from: index === 0 ? 'run' : 'joined' }))
      store.commitResult({ jobs: ended, runId: live.run.id, value, tookMs })
      return ended
    })
    this.#parts.book.closeKey(live)
    if (value !== null && live.key !== null) void this.#caching.keep(live, value, tookMs)
    this.#tell(live, jobs, resultRef(value, codec, { fresh: true }))
  }

  /** Ends the jobs of a run, with those of other engines that joined it: none comes in between (H9). */
  #withGuests<T>(live: LiveRun, end: () => T): T {
    const { guests, store } = this.#parts
    if (live.key === null) return end()
    const ended: T[] = []
    store.together(() => {
      guests.welcome()
      guests.shareNow(live)
      ended.push(end())
    })
    guests.forget(live)
    return ended[0] as T
  }

  #graceBegan(live: LiveRun, ms: number): void {
    const from = this.#parts.clock.now()
    const jobs = [...live.jobs.values()].map((job) => reduceJob(job, { event: 'graceBegan', grace: { from, until: from + ms } }))
    this.#save(jobs)
    this.#tell(live, jobs)
  }

  /** A result that could not be made durable is a failure that says why, not a success that a restart forgets. */
  #unkept(live: LiveRun, thrown: unknown): void {
    const jobs = [...live.jobs.values()].map((job) =>
      reduceJob(job, { event: 'failed', at: this.#parts.clock.now(), error: toErrorInfo(thrown, 'DATABASE'), receipt: null }))
    this.#save(jobs)
    this.#tell(live, jobs)
  }

  /** Ends are told even where they cannot be written: a full disk must not leave a page waiting for ever. */
  #save(jobs: readonly Job[]): void {
    try { this.#parts.store.updateJobs(jobs) } catch (thrown) { this.#parts.broadcaster.send(unsavedNotice(thrown)) }
  }

  #note(live: LiveRun, text: string): void {
    this.#log(live, [{ seq: 0, at: this.#parts.clock.now(), stream: 'app', text: `${text}\n` }])
  }

  #log(live: LiveRun, chunks: readonly LogChunk[]): void {
    const numbered = chunks.map((chunk) => ({ ...chunk, seq: (live.lastLogged += 1) }))
    this.#parts.store.appendLog(live.run.id, numbered)
    this.#parts.broadcaster.send({ change: 'log', jobIds: [...live.members.keys()], chunks: numbered })
  }

  /** What the script's `onError` gives for the outputs of a failed job (F4); nothing where it has none or fails too. */
  async #insteadOf({ callback, task }: LiveRun, end: RunEnd): Promise<ResultRef | undefined> {
    if (end.end !== 'failed' || !callback.hasOnError) return undefined
    const answer = await this.#parts.pageHosts.call(task.bundle, { call: 'onError', callbackId: callback.id, error: end.error })
    if (!answer.ok) return undefined
    return isNoUpdateMark(answer.value) ? { kind: 'noUpdate' } : { kind: 'value', value: answer.value }
  }

  #ended(live: LiveRun, end: RunEnd, instead?: ResultRef): void {
    const at = this.#parts.clock.now()
    const event = endEvent(end, at)
    const ended = (): readonly Job[] => (event === null ? [] : [...live.jobs.values()].map((job) => {
      const next = reduceJob(job, event)
      // A host that died by itself while it was being ended: the cancel decides (E3).
      return isEnded(next.state) ? next : reduceJob(job, { event: 'gone', at, by: 'user', receipt: end.receipt })
    }))
    const jobs = this.#endTogether(live, { end, at }, ended)
    this.#tell(live, jobs, instead)
  }

  /** In one step: a kill between the two would leave an ended run that looks like one that never began (R8). */
  #endTogether(live: LiveRun, { end, at }: { readonly end: RunEnd; readonly at: number }, ended: () => readonly Job[]): readonly Job[] {
    const { broadcaster, guests, store } = this.#parts
    try {
      return this.#withGuests(live, () => {
        // Whoever joined did not cancel it.
        if (end.end === 'aborted') guests.sendHome(live)
        const jobs = ended()
        const { beganAt, failedAttempts } = live
        const close = { receipt: end.receipt, usage: end.usage ?? null, at, beganAt, failedAttempts }
        store.together(() => { store.endRun(live.run.id, close); store.updateJobs(jobs) })
        return jobs
      })
    } catch (thrown) {
      broadcaster.send(unsavedNotice(thrown))
      return ended()
    }
  }

  #tell(live: LiveRun, jobs: readonly Job[], result?: ResultRef): void {
    for (const job of jobs) {
      this.#parts.book.put(live, job)
      this.#parts.broadcaster.send({ change: 'job', job, ...(result === undefined ? {} : { result }) })
    }
  }
}

/** The last part of a path of any system. */
function fileName(file: string): string { return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) }

function masked(end: RunEnd, mask: Mask): RunEnd {
  return end.end === 'failed' ? { ...end, error: maskError(mask, end.error) } : end
}

function endEvent(end: RunEnd, at: number): JobEvent | null {
  switch (end.end) {
    case 'returned': return null
    case 'failed': return { event: 'failed', at, error: end.error, receipt: end.receipt }
    case 'aborted': return { event: 'gone', at, by: 'user', receipt: end.receipt }
  }
}
