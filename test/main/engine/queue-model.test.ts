import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '../../support/property-seed.ts'
import { brandAs, type CallbackId, type JobId } from '../../../src/shared/brand.ts'
import type { QueueTarget } from '../../../src/shared/queue/queue-edit.ts'
import type { QueueMode } from '../../../src/shared/queue/queue-state.ts'
import type { Priority } from '../../../src/shared/task.ts'
import { recover } from '../../../src/main/engine/recovery.ts'
import { systemClock } from '../../../src/main/engine/system-clock.ts'
import { callbackOf, type EngineBench, engineBench } from '../../support/engine-bench.ts'
import { fullSize } from '../../support/full-size.ts'

const limit = 2
const priorities: readonly Priority[] = ['high', 'normal', 'low']
const rank = (priority: Priority): number => priorities.indexOf(priority)
const callbackNamed = (priority: Priority) => callbackOf({ id: brandAs<CallbackId>(priority), whenRunning: 'parallel', priority })

/** What a person would write down of the queue: a list. */
interface Entry { readonly id: JobId; priority: Priority; held: boolean }
class Model {
  queued: Entry[] = []
  running: JobId[] = []
  started: JobId[] = []
  mode: QueueMode = 'open'

  add(entry: Entry): void {
    const behind = this.queued.findLastIndex((other) => rank(other.priority) <= rank(entry.priority))
    this.queued.splice(behind + 1, 0, entry)
  }

  take(id: JobId): Entry | undefined {
    const at = this.queued.findIndex((entry) => entry.id === id)
    return at < 0 ? undefined : this.queued.splice(at, 1)[0]
  }

  move(id: JobId, to: QueueTarget): void {
    const at = this.queued.findIndex((entry) => entry.id === id)
    const others = this.queued.filter((entry) => entry.id !== id)
    const entry = this.queued[at]
    if (entry === undefined) return
    const [target, behind] = this.#target(others, at, to)
    if (target === undefined) return
    entry.priority = target.priority
    others.splice(others.indexOf(target) + (behind ? 1 : 0), 0, entry)
    this.queued = others
  }

  /** Starts what has a slot. */
  settle(): void {
    while (this.mode === 'open' && this.running.length < limit) {
      const next = this.queued.find(({ held }) => !held)
      if (next === undefined) return
      this.take(next.id)
      this.running.push(next.id)
      this.started.push(next.id)
    }
  }

  #target(others: readonly Entry[], at: number, to: QueueTarget): readonly [Entry | undefined, boolean] {
    switch (to) {
      case 'first': return [others[0], false]
      case 'last': return [others.at(-1), true]
      case 'up': return [others[at - 1], false]
      case 'down': return [others[at], true]
      default: return 'before' in to ? [others.find(({ id }) => id === to.before), false] : [others.find(({ id }) => id === to.after), true]
    }
  }
}

/** Two real engines on one folder, each with a real database connection. */
class Pair {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'simmer-queue-'))
  readonly benches: [EngineBench, EngineBench] = [this.#open(), this.#open()]
  readonly started: JobId[] = []
  readonly #alive = new Set<string>()
  readonly #begun = new Set<unknown>()
  /** Leaves out what keeps the order: for the negative control. */
  readonly #broken: boolean

  constructor(broken = false) {
    this.#broken = broken
    this.#know()
  }

  async add(which: number, priority: Priority, count: number): Promise<readonly JobId[]> {
    const { engine, task } = this.#at(which)
    const callbackId = brandAs<CallbackId>(priority)
    const reply = await engine.triggerMany({ taskId: task.taskId, callbackId, args: Array.from({ length: count }, (_, at) => [at]), fresh: false })
    if (reply.reply !== 'queued') throw new Error(reply.reply)
    return reply.jobs.map(({ id }) => id)
  }

  async end(id: JobId): Promise<void> {
    const [, run] = this.#runOf(id)
    run.returns(null)
    run.exit()
    await this.settle()
  }

  edit(which: number, edit: Parameters<EngineBench['engine']['queue']['edit']>[0]): void {
    if (this.#broken && edit.edit === 'move') return
    this.#at(which).engine.queue.edit(edit)
  }

  /** Ends an engine, with a goodbye or without one, and starts another in its place. */
  async replace(which: number, goodbye: boolean): Promise<void> {
    const gone = this.#at(which)
    if (goodbye) await gone.engine.stop()
    this.#alive.delete(this.#ownerOf(gone))
    gone.store.close()
    await this.#recover(1 - which)
    this.benches[which] = this.#open()
    this.#know()
  }

  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      const before = this.started.length
      for (const { engine } of this.benches) {
        await new Promise((resolve) => { setImmediate(resolve) })
        engine.lookAround()
        this.#note()
      }
      if (this.started.length > before) quiet = -1
    }
  }

  async close(): Promise<void> {
    for (const { engine, store } of this.benches) { await engine.stop(); store.close() }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get store() { return this.benches[0].store.jobs }

  #at(which: number): EngineBench { return this.benches[which === 0 ? 0 : 1] }
  #ownerOf({ ownerId }: EngineBench): string { return ownerId }
  #know(): void { for (const bench of this.benches) this.#alive.add(this.#ownerOf(bench)) }
  #open(): EngineBench {
    return engineBench(callbackNamed('normal'), { folder: this.#folder, jobLimit: limit, others: [callbackNamed('high'), callbackNamed('low')] })
  }

  /** Jobs in the order in which they were told to run. */
  #note(): void {
    for (const { backend, changes } of this.benches) {
      // One that never got so far would be queued again after a death (G8).
      for (const run of backend.runs.filter((each) => !this.#begun.has(each))) {
        this.#begun.add(run)
        run.observer.spawned({ pid: 4_000_000, startTime: '1', bootId: 'b', token: 't' })
      }
      for (const change of changes.splice(0)) if (change.change === 'job' && change.job.state.status === 'running' && !this.started.includes(change.job.id)) this.started.push(change.job.id)
    }
  }

  #runOf(id: JobId) {
    for (const bench of this.benches) {
      const run = bench.backend.runs.find(({ request }) => request.run.id === this.store.find(id)?.job.runId)
      if (run !== undefined) return [bench, run] as const
    }
    throw new Error(`nothing runs for ${id}`)
  }

  async #recover(which: number): Promise<void> {
    const { engine, ownerId, store, task } = this.#at(which)
    await recover({
      store: store.jobs, clock: systemClock, ownerId, engine, worksQueue: true, broadcaster: { send: () => undefined },
      tasks: { runnable: () => Promise.resolve(task) }, sweeper: { endLeftovers: () => Promise.resolve({ ended: 0, left: 0, tookMs: 0 }) },
      probe: { isAlive: ({ startTime }) => Promise.resolve(this.#alive.has(startTime)) },
    })
  }
}

const which = fc.nat({ max: 1 }), pick = fc.nat({ max: 30 })
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), which, priority: fc.constantFrom(...priorities), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('end' as const), pick }),
  fc.record({ do: fc.constant('cancel' as const), which, pick }),
  fc.record({ do: fc.constant('move' as const), which, pick, to: fc.constantFrom('first' as const, 'last' as const, 'up' as const, 'down' as const) }),
  fc.record({ do: fc.constant('drag' as const), which, pick, target: pick, before: fc.boolean() }),
  fc.record({ do: fc.constant('priority' as const), which, pick, priority: fc.constantFrom(...priorities) }),
  fc.record({ do: fc.constantFrom('hold' as const, 'release' as const), which, pick }),
  fc.record({ do: fc.constant('mode' as const), which, mode: fc.constantFrom<QueueMode>('open', 'open', 'held', 'draining') }),
  fc.record({ do: fc.constant('replace' as const), which, goodbye: fc.boolean() }),
)
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never
const sequences = fc.array(step, { minLength: 4, maxLength: 16 })

async function play(pair: Pair, model: Model, step: Step): Promise<void> {
  const chosen = (at: number): JobId | undefined => model.queued[at % Math.max(1, model.queued.length)]?.id
  switch (step.do) {
    case 'add': for (const id of await pair.add(step.which, step.priority, step.count)) model.add({ id, priority: step.priority, held: false }); return
    case 'end': {
      const id = model.running[step.pick % Math.max(1, model.running.length)]
      if (id === undefined) return
      model.running = model.running.filter((each) => each !== id)
      await pair.end(id)
      return
    }
    case 'cancel': {
      const id = chosen(step.pick)
      if (id === undefined) return
      model.take(id)
      pair.benches[step.which === 0 ? 0 : 1].engine.cancel(id, 'user')
      for (const { engine, ownerId, store } of pair.benches) for (const ask of store.jobs.takeCancels(ownerId)) engine.cancel(ask.jobId, ask.by)
      return
    }
    case 'move':
    case 'drag': {
      const id = chosen(step.pick)
      const target = step.do === 'drag' ? chosen(step.target) : undefined
      const to: QueueTarget | undefined = step.do === 'move' ? step.to : target === undefined ? undefined : step.before ? { before: target } : { after: target }
      if (id === undefined || to === undefined) return
      model.move(id, to)
      pair.edit(step.which, { edit: 'move', jobIds: [id], to })
      return
    }
    case 'priority': {
      const id = chosen(step.pick)
      const entry = model.queued.find((each) => each.id === id)
      if (id === undefined || entry === undefined) return
      if (entry.priority !== step.priority) { model.take(id); model.add({ ...entry, priority: step.priority }) }
      pair.edit(step.which, { edit: 'priority', jobIds: [id], priority: step.priority })
      return
    }
    case 'hold':
    case 'release': {
      const id = chosen(step.pick)
      const entry = model.queued.find((each) => each.id === id)
      if (id === undefined || entry === undefined) return
      entry.held = step.do === 'hold'
      pair.edit(step.which, { edit: step.do, jobIds: [id] })
      return
    }
    case 'mode':
      model.mode = step.mode
      pair.benches[step.which === 0 ? 0 : 1].engine.queue.setMode(step.mode)
      return
    case 'replace': {
      const { ownerId } = pair.benches[step.which === 0 ? 0 : 1]
      const lost = new Set(pair.store.runningJobs().filter((job) => job.ownerId === ownerId).map(({ id }) => id))
      model.running = model.running.filter((id) => !lost.has(id))
      await pair.replace(step.which, step.goodbye)
    }
  }
}

/** Plays a sequence on both; the first difference fails. */
async function compare(steps: readonly Step[], broken = false): Promise<void> {
  const pair = new Pair(broken)
  const model = new Model()
  try {
    for (const each of steps) {
      await play(pair, model, each)
      model.settle()
      await pair.settle()
      const queued = pair.store.queuedJobs().map(({ id, priority, state }) => ({ id, priority, held: state.status === 'queued' && state.held }))
      expect({ queued, running: pair.store.runningJobs().map(({ id }) => id).sort() }).toEqual({ queued: model.queued, running: [...model.running].sort() })
      expect(pair.started).toEqual(model.started)
    }
  } finally { await pair.close() }
}

describe('The queue of two engines', () => {
  const runs = fullSize(12, 2_000)
  test(`R10: ${runs} sequences of adding, ending, moving, holding, draining, restarts and kills go as on a plain list`, { timeout: 60_000 + runs * 2_000 }, async () => {
    await fc.assert(fc.asyncProperty(sequences, (steps) => compare(steps)), { numRuns: runs })
  })

  test('R10, negative control: a move that is forgotten is seen', async () => {
    const steps: readonly Step[] = [
      { do: 'add', which: 0, priority: 'normal', count: 4 }, { do: 'add', which: 1, priority: 'normal', count: 2 }, { do: 'move', which: 1, pick: 3, to: 'first' },
    ]
    await expect(compare(steps, true)).rejects.toThrow()
  })
})
