import { brandAs, type CodeHash, type JobId } from '../../../../src/shared/brand.ts'
import type { JobSnapshot, ResultRef } from '../../../../src/shared/change.ts'
import { type Dependency, idKey, isDependency } from '../../../../src/shared/dependency.ts'
import { mapGrouping } from '../../../../src/shared/grouping.ts'
import { isEnded, type Job, type JobState } from '../../../../src/shared/job.ts'
import type { PageEvent } from '../../../../src/shared/page/events.ts'
import { pageFromSaved, savedPage } from '../../../../src/shared/page/saved-page.ts'
import type { TaskDescriptor } from '../../../../src/shared/task.ts'
import { type Asked, jobOf, jobStates, PageRig } from './page-rig.ts'
import { delivery } from './random-task.ts'

interface Live { readonly asked: Asked; job: Job; seq: number; value: unknown; propsSeq: number; result: ResultRef | null }
type Rewrite = (descriptor: TaskDescriptor) => TaskDescriptor

/** What a call returns: its own token for every output, so that a test sees whose result is shown; or components to show. */
function resultOf(rig: PageRig, { token, call }: Asked): unknown {
  if (call.callbackId === 'show') return [delivery(token)]
  const { output } = rig.state.descriptor.callbacks.find(({ id }) => id === call.callbackId) ?? { output: null }
  if (output === null) return null
  const slots = rig.state.calls.find((open) => open.token === token)?.outputs ?? []
  let at = 0
  return mapGrouping<Dependency, unknown>(output, () => { const slot = slots[at++]; return slot?.many === true ? slot.ids.map(() => token) : token }, isDependency)
}

/**
 * A small model of the engine and the page host of one page, moved step by step. Triggers are answered in order; the
 * rest may come as it likes: late, twice, or not at all until the window asks anew.
 */
export class ModelEngine {
  rig: PageRig
  readonly #live = new Map<JobId, Live>()
  /** Ended, and the page did not hear of it. */
  readonly #untold = new Map<JobId, Live>()
  #unanswered: Asked[] = []
  #lights: Asked[] = []
  #news: PageEvent[] = []
  #losing = 0
  #seen = 0
  #effects = 0
  #clock = 0
  /** How often each trigger got its one reply. */
  readonly answers = new Map<Asked, number>()

  constructor(rig: PageRig) {
    this.rig = rig
    this.settle()
  }

  get isIdle(): boolean { return this.#choices().length === 0 && this.#untold.size === 0 }

  /** One of the things that can happen next, outside the user; 0 brings things to an end. Answers, light answers and jobs are as likely, however many there are. */
  step(at: number): void {
    const kinds = this.#choices()
    const kind = kinds[at % Math.max(1, kinds.length)] ?? []
    kind[Math.floor(at / Math.max(1, kinds.length)) % Math.max(1, kind.length)]?.()
    this.settle()
  }

  /** Takes what the page asked for since. */
  settle(): void {
    // A cancel may make the page ask for more.
    for (let effect = this.rig.effects[this.#effects]; effect !== undefined; effect = this.rig.effects[this.#effects]) {
      this.#effects += 1
      if (effect.effect === 'cancel') this.#cancel(effect.jobId, 'user')
    }
    for (const asked of this.rig.asked.slice(this.#seen)) (asked.kind === 'trigger' ? this.#unanswered : this.#lights).push(asked)
    this.#seen = this.rig.asked.length
  }

  #choices(): readonly (readonly (() => void)[])[] {
    const [first] = this.#unanswered
    const answers = first === undefined ? [] : (['queued', 'queued', 'queued', 'cached', 'refused'] as const).map((how) => () => { this.#answer(first, how) })
    const lights = this.#lights.flatMap((asked) => (['value', 'noUpdate', 'failed'] as const).map((how) => () => { this.#answerLight(asked, how) }))
    return [answers, lights, [...this.#live.values()].flatMap((live) => this.#jobSteps(live))].filter((kind) => kind.length > 0)
  }

  /** The reply to the oldest trigger takes long. */
  slow(): void {
    for (const asked of this.#unanswered) this.rig.send({ event: 'slow', token: asked.token })
    this.settle()
  }

  /** Something that was told is told again, late. */
  again(at: number): void {
    const event = this.#news[this.#news.length - 1 - at % Math.max(1, this.#news.length)]
    if (event !== undefined) this.rig.send(event)
    this.settle()
  }

  /** The next news do not arrive. */
  lose(count: number): void { this.#losing = count }

  /** The window noticed that it missed something, and asks for its jobs anew. */
  resync(): void {
    this.#losing = 0
    for (const { jobId, propsSeq } of this.rig.state.calls) {
      const live = jobId === null ? undefined : this.#live.get(jobId) ?? this.#untold.get(jobId)
      if (live === undefined) continue
      const { job, progress, props, result } = snapshotOf(live)
      if (progress !== null) this.rig.send({ event: 'progress', jobIds: [job.id], progress })
      if (props.length > 0) this.rig.send({ event: 'props', jobIds: [job.id], props: { seq: propsSeq + 1, value: props } })
      this.rig.send({ event: 'job', job, ...(result === null ? {} : { result }) })
    }
    this.#untold.clear()
    this.settle()
  }

  /** The window goes; its light calls are lost, its triggers reached the engine; another window takes the page, with the script as it then is. */
  reload(rewrite: Rewrite = (descriptor) => descriptor): void {
    const descriptor = rewrite(this.rig.state.descriptor)
    const codeHash = descriptor === this.rig.state.descriptor ? this.rig.state.codeHash : brandAs<CodeHash>(`code ${this.#clock++}`)
    const page = pageFromSaved(structuredClone(savedPage(this.rig.state, 0)), { descriptor, codeHash })
    if (page === undefined) throw new Error('A saved page was not taken over')
    const unanswered = this.#unanswered
    for (const asked of [...unanswered, ...this.#lights]) this.#count(asked)
    this.#unanswered = []
    this.#lights = []
    for (const asked of unanswered) this.#accept(asked)
    this.rig = new PageRig(page)
    this.#seen = 0
    this.#effects = 0
    this.#losing = 0
    this.rig.send({ event: 'restored', jobs: [...this.#live.values(), ...this.#untold.values()].map(snapshotOf) })
    this.#untold.clear()
    for (const [id, { job }] of this.#live) if (isEnded(job.state)) this.#live.delete(id)
    this.settle()
  }

  /** The script is saved while the page is open. */
  rewrite(rewrite: Rewrite): void {
    this.rig.send({ event: 'described', descriptor: rewrite(this.rig.state.descriptor), codeHash: brandAs<CodeHash>(`code ${this.#clock++}`) })
    this.settle()
  }

  #count(asked: Asked): void { this.answers.set(asked, (this.answers.get(asked) ?? 0) + 1) }

  /** News of jobs can be lost and come twice; answers to what the page asked come, and may come twice. */
  #tell(event: PageEvent): boolean {
    this.#news.push(event)
    const isNews = event.event === 'job' || event.event === 'progress' || event.event === 'props'
    if (isNews && this.#losing > 0) { this.#losing -= 1; return false }
    this.rig.send(event)
    return true
  }

  #answerLight(asked: Asked, how: 'value' | 'noUpdate' | 'failed'): void {
    this.#lights = this.#lights.filter((other) => other !== asked)
    this.#count(asked)
    const value = how === 'value' ? { reply: 'value' as const, value: resultOf(this.rig, asked) } : how === 'noUpdate' ? { reply: 'noUpdate' as const } : { reply: 'failed' as const, error, instead: null }
    this.#tell({ event: 'lightReplied', token: asked.token, reply: { ok: true, value } })
  }

  #answer(asked: Asked, how: 'queued' | 'cached' | 'refused'): void {
    this.#unanswered = this.#unanswered.filter((other) => other !== asked)
    this.#count(asked)
    const { token } = asked
    if (how === 'refused') { this.#tell({ event: 'replied', token, reply: { ok: false, error } }); return }
    const result = { kind: 'value', value: resultOf(this.rig, asked) } as const
    if (how === 'cached') {
      const job = jobOf(`hit ${this.#clock++}`, asked.call, { ...jobStates.succeeded, from: 'cache' }, this.#clock)
      this.#tell({ event: 'replied', token, reply: { ok: true, value: { reply: 'cached', job, result, cached: { computedAt: 1, tookMs: 1 } } } })
      return
    }
    const accepted = this.#accept(asked)
    this.#tell({ event: 'replied', token, reply: { ok: true, value: typeof accepted === 'string' ? { reply: 'ignored', by: accepted } : { reply: 'queued', job: accepted.live.job, replaced: accepted.replaced } } })
  }

  #accept(asked: Asked): JobId | { readonly live: Live; readonly replaced: readonly JobId[] } {
    const own = this.#own(asked)
    const { whenRunning } = this.rig.state.descriptor.callbacks.find(({ id }) => id === asked.call.callbackId) ?? { whenRunning: 'replace' }
    const [first] = own
    if (whenRunning === 'ignore' && first !== undefined) return first.job.id
    const replaced = whenRunning === 'replace' ? own.map(({ job }) => job.id) : []
    for (const jobId of replaced) this.#cancel(jobId, 'replaced')
    const job = jobOf(`job ${this.#clock++}`, asked.call, jobStates.queued, this.#clock)
    const live: Live = { asked, job, seq: 0, value: null, propsSeq: 0, result: null }
    this.#live.set(job.id, live)
    return { live, replaced }
  }

  #own({ call }: Asked): readonly Live[] {
    return [...this.#live.values()].filter(({ job }) => job.callbackId === call.callbackId && job.instance === call.instance && (job.state.status === 'queued' || job.state.status === 'running'))
  }

  #jobSteps(live: Live): readonly (() => void)[] {
    const { status } = live.job.state
    const succeed = (): void => { this.#move(live, jobStates.succeeded, { kind: 'value', value: resultOf(this.rig, live.asked) }) }
    if (status === 'queued') return this.#own(live.asked)[0] === live ? [() => { this.#move(live, jobStates.running) }] : []
    if (status === 'canceling') return [() => { this.#move(live, jobStates.canceled(live.job.state.status === 'canceling' ? live.job.state.by : 'user')) }, succeed]
    return [succeed, () => { this.#progress(live) }, () => { this.#setProps(live) }, () => { this.#move(live, jobStates.failed(error)) }, () => { this.#move(live, jobStates.succeeded, { kind: 'noUpdate' }) }]
  }

  #progress(live: Live): void {
    live.seq += 1
    live.value = `progress ${live.seq} of ${live.job.id}`
    this.#tell({ event: 'progress', jobIds: [live.job.id], progress: { seq: live.seq, value: live.value } })
  }

  #setProps(live: Live): void {
    live.propsSeq += 1
    this.#tell({ event: 'props', jobIds: [live.job.id], props: { seq: live.propsSeq, value: propsOf(live) } })
  }

  #move(live: Live, state: JobState, result?: ResultRef): void {
    live.job = { ...live.job, state }
    live.result = result ?? null
    const isHeard = this.#tell({ event: 'job', job: live.job, ...(result === undefined ? {} : { result }) })
    if (!isEnded(state)) return
    this.#live.delete(live.job.id)
    if (!isHeard) this.#untold.set(live.job.id, live)
  }

  #cancel(jobId: JobId, by: 'user' | 'replaced'): void {
    const live = this.#live.get(brandAs<JobId>(jobId))
    if (live?.job.state.status === 'queued') this.#move(live, jobStates.canceled(by))
    else if (live?.job.state.status === 'running') this.#move(live, jobStates.canceling(by))
  }
}

const error = { code: 'TASK_THREW', message: 'x' } as const

function propsOf({ job, propsSeq }: Live): JobSnapshot['props'] {
  return propsSeq === 0 ? [] : [{ id: idKey('c5'), props: { note: `note ${propsSeq} of ${job.id}` } }]
}

function snapshotOf(live: Live): JobSnapshot {
  const { job, seq, value, result } = live
  return { job, progress: seq === 0 ? null : { seq, value }, props: propsOf(live), result, cached: null }
}
