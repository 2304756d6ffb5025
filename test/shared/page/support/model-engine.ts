import { brandAs, type JobId } from '../../../../src/shared/brand.ts'
import type { JobSnapshot, ResultRef } from '../../../../src/shared/change.ts'
import { isEnded, type Job, type JobState } from '../../../../src/shared/job.ts'
import { pageFromSaved, savedPage } from '../../../../src/shared/page/saved-page.ts'
import { type Asked, jobOf, jobStates, PageRig } from './page-rig.ts'

interface Live { readonly asked: Asked; job: Job; seq: number; value: unknown; result: ResultRef | null }

/** What a call returns: its own token for every output, so that a test sees whose result is shown. */
function resultOf(rig: PageRig, { token, call }: Asked): unknown {
  const { output } = rig.state.descriptor.callbacks.find(({ id }) => id === call.callbackId) ?? { output: null }
  if (!Array.isArray(output)) return null
  const slots = rig.state.calls.find((open) => open.token === token)?.outputs ?? []
  return output.map((_, at) => slots[at]?.many === true ? slots[at].ids.map(() => token) : token)
}

/** A small model of the engine and the page host of one page, moved step by step. Triggers are answered in order; the rest may come as it likes. */
export class ModelEngine {
  rig: PageRig
  readonly #live = new Map<JobId, Live>()
  #unanswered: Asked[] = []
  #lights: Asked[] = []
  #seen = 0
  #effects = 0
  #clock = 0
  /** How often each trigger got its one reply. */
  readonly answers = new Map<Asked, number>()

  constructor(rig: PageRig) {
    this.rig = rig
    this.settle()
  }

  get isIdle(): boolean { return this.choices().length === 0 }

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

  /** Everything that can happen next, outside the user. */
  choices(): readonly (() => void)[] {
    const [first] = this.#unanswered
    const steps = first === undefined ? [] : [
      () => { this.#answer(first, 'queued') }, () => { this.#answer(first, 'cached') }, () => { this.#answer(first, 'refused') },
      () => { this.rig.send({ event: 'slow', token: first.token }) },
    ]
    const lights = this.#lights.map((asked) => () => {
      this.#lights = this.#lights.filter((other) => other !== asked)
      this.#count(asked)
      this.rig.answer(asked, resultOf(this.rig, asked))
    })
    return [...steps.slice(0, 3), ...lights, ...[...this.#live.values()].flatMap((live) => this.#jobSteps(live))].map((step) => () => { step(); this.settle() })
  }

  /** The reply to the oldest trigger takes long. */
  slow(): void {
    for (const asked of this.#unanswered) this.rig.send({ event: 'slow', token: asked.token })
    this.settle()
  }

  /** The window goes; its light calls are lost, its triggers reached the engine; another window takes the page. */
  reload(): void {
    const page = pageFromSaved(structuredClone(savedPage(this.rig.state, 0)), this.rig.state)
    if (page === undefined) throw new Error('A saved page was not taken over')
    for (const asked of [...this.#unanswered, ...this.#lights]) if (!this.answers.has(asked)) this.#count(asked)
    const unanswered = this.#unanswered
    this.#unanswered = []
    this.#lights = []
    for (const asked of unanswered) this.#accept(asked)
    this.rig = new PageRig(page)
    this.#seen = 0
    this.#effects = 0
    const jobs: readonly JobSnapshot[] = [...this.#live.values()].map(({ job, seq, value, result }) =>
      ({ job, progress: seq === 0 ? null : { seq, value }, props: [], result, cached: null }))
    this.rig.send({ event: 'restored', jobs })
    for (const [id, { job }] of this.#live) if (isEnded(job.state)) this.#live.delete(id)
    this.settle()
  }

  #count(asked: Asked): void { this.answers.set(asked, (this.answers.get(asked) ?? 0) + 1) }

  #answer(asked: Asked, how: 'queued' | 'cached' | 'refused'): void {
    this.#unanswered = this.#unanswered.filter((other) => other !== asked)
    this.#count(asked)
    const { token } = asked
    if (how === 'refused') { this.rig.send({ event: 'replied', token, reply: { ok: false, error: { code: 'SCRIPT_BROKEN', message: 'x' } } }); return }
    const result = { kind: 'value', value: resultOf(this.rig, asked) } as const
    if (how === 'cached') {
      const job = jobOf(`hit ${this.#clock++}`, asked.call, { ...jobStates.succeeded, from: 'cache' }, this.#clock)
      this.rig.send({ event: 'replied', token, reply: { ok: true, value: { reply: 'cached', job, result, cached: { computedAt: 1, tookMs: 1 } } } })
      return
    }
    const accepted = this.#accept(asked)
    this.rig.send({ event: 'replied', token, reply: { ok: true, value: typeof accepted === 'string' ? { reply: 'ignored', by: accepted } : { reply: 'queued', job: accepted.live.job, replaced: accepted.replaced } } })
  }

  #accept(asked: Asked): JobId | { readonly live: Live; readonly replaced: readonly JobId[] } {
    const own = this.#own(asked)
    const { whenRunning } = this.rig.state.descriptor.callbacks.find(({ id }) => id === asked.call.callbackId) ?? { whenRunning: 'replace' }
    const [first] = own
    if (whenRunning === 'ignore' && first !== undefined) return first.job.id
    const replaced = whenRunning === 'replace' ? own.map(({ job }) => job.id) : []
    for (const jobId of replaced) this.#cancel(jobId, 'replaced')
    const job = jobOf(`job ${this.#clock++}`, asked.call, jobStates.queued, this.#clock)
    const live: Live = { asked, job, seq: 0, value: null, result: null }
    this.#live.set(job.id, live)
    return { live, replaced }
  }

  #own({ call }: Asked): readonly Live[] {
    return [...this.#live.values()].filter(({ job }) => job.callbackId === call.callbackId && job.instance === call.instance && (job.state.status === 'queued' || job.state.status === 'running'))
  }

  #jobSteps(live: Live): readonly (() => void)[] {
    const { status } = live.job.state
    const succeed = (): void => { this.#tell(live, jobStates.succeeded, { kind: 'value', value: resultOf(this.rig, live.asked) }) }
    if (status === 'queued') return this.#own(live.asked)[0] === live ? [() => { this.#tell(live, jobStates.running) }] : []
    if (status === 'canceling') return [() => { this.#tell(live, jobStates.canceled(live.job.state.status === 'canceling' ? live.job.state.by : 'user')) }, succeed]
    return [succeed, () => { this.#progress(live) }, () => { this.#tell(live, jobStates.failed({ code: 'TASK_THREW', message: 'x' })) }, () => { this.#tell(live, jobStates.succeeded, { kind: 'noUpdate' }) }]
  }

  #progress(live: Live): void {
    live.seq += 1
    live.value = `progress ${live.seq} of ${live.job.id}`
    this.rig.send({ event: 'progress', jobIds: [live.job.id], progress: { seq: live.seq, value: live.value } })
  }

  #tell(live: Live, state: JobState, result?: ResultRef): void {
    live.job = { ...live.job, state }
    live.result = result ?? null
    if (isEnded(state)) this.#live.delete(live.job.id)
    this.rig.send({ event: 'job', job: live.job, ...(result === undefined ? {} : { result }) })
  }

  #cancel(jobId: JobId, by: 'user' | 'replaced'): void {
    const live = this.#live.get(brandAs<JobId>(jobId))
    if (live?.job.state.status === 'queued') this.#tell(live, jobStates.canceled(by))
    else if (live?.job.state.status === 'running') this.#tell(live, jobStates.canceling(by))
  }
}
