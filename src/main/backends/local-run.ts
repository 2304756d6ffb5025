import { setTimeout as sleep } from 'node:timers/promises'
import { limitEndings } from '../../shared/endings/limit-endings.ts'
import { startEndings } from '../../shared/endings/start-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError, type ErrorCode, type ErrorInfo, type SourcePlace, toErrorInfo } from '../../shared/errors.ts'
import { emptyReceipt, type KillReceipt, type Usage } from '../../shared/job.ts'
import { Mask } from '../../shared/secrets/mask.ts'
import type { FromHost } from '../../shared/protocol.ts'
import type { Clock, RunEnd, RunObserver, RunRequest } from '../engine/ports.ts'
import { afterAwake } from './awake-timer.ts'
import type { MemorySample } from './for-want-of-memory.ts'
import { crashError } from './host-death.ts'
import type { HostProcess } from './host-process.ts'
import type { HostSpawner } from './host-spawner.ts'
import { UsageMeter } from './usage-meter.ts'

export interface LocalRunParts {
  readonly request: RunRequest
  readonly observer: RunObserver
  readonly signal: AbortSignal
  readonly spawner: HostSpawner
  readonly clock: Clock
  /** User code has begun: what is only for later may be done now. */
  readonly begun: () => void
}

/** Why a run is over. The first that is known stays, but for a result that was on its way (E5). */
type Cause =
  | { readonly cause: 'returned' | 'aborted' }
  /** `lived`: it closed its channel, and was there still. */
  | { readonly cause: 'died'; readonly lived: boolean }
  | { readonly cause: 'failed'; readonly error: ErrorInfo }
  /** The script ended by itself, with an error. */
  | { readonly cause: 'threw'; readonly error: ErrorInfo }

/** Seconds that a bundle may take to be imported. */
const loadLimit = 60
/** ms that the rest of a dead host's output may take to come. */
const drainLimit = 2000
const lastLineCount = 50
/** Ends that Simmer made: what the script did last tells why, as with a crash. */
const endedHere: ReadonlySet<ErrorCode> = new Set(['TIMED_OUT', 'MEMORY_LIMIT'])

/** One run in one host, from the order to the last of its processes. */
export class LocalRun {
  readonly #parts: LocalRunParts
  readonly #host: HostProcess
  readonly #over: Promise<void>
  readonly #meter: UsageMeter
  #cause: Cause | undefined
  #end: () => void = () => undefined
  #begun = false
  #exitPlace: SourcePlace | undefined
  #memory: MemorySample | undefined
  #usesSignal = false
  #stopping = false
  #limits: (() => void)[] = []

  constructor(host: HostProcess, parts: LocalRunParts) {
    this.#host = host
    this.#parts = parts
    this.#meter = new UsageMeter((usage) => { this.#tell(() => { parts.observer.sampled(usage) }) })
    this.#over = new Promise((resolve) => { this.#end = resolve })
  }

  /** Lets the script send its next progress value. */
  acknowledge(seq: number): void { this.#host.send({ to: 'ack', seq }) }

  /** Ends a grace that has begun. */
  endGrace(): void { if (this.#stopping) this.#end() }

  /** True of a run that is over: its process died before the script's function was called. */
  get diedUnbegun(): boolean { return this.#cause?.cause === 'died' && !this.#begun }

  async run(): Promise<RunEnd> {
    const { request, observer, signal, spawner } = this.#parts
    const host = this.#host
    const aborted = (): void => { this.#stop({ cause: 'aborted' }) }
    this.#tell(() => { observer.spawned(host.identity) })
    this.#order()
    host.listen((message) => { this.#receive(message) })
    host.logs.start((chunks) => { this.#tell(() => { observer.logged(chunks) }) }, new Mask(request.secrets))
    this.#watch()
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted, { once: true })
    await this.#over
    signal.removeEventListener('abort', aborted)
    for (const off of this.#limits) off()
    const killed = this.#cause?.cause === 'aborted' || this.#cause?.cause === 'failed'
    const receipt = await spawner.end(host, killed)
    await Promise.race([Promise.all([host.silent, host.logs.ended]), sleep(drainLimit, undefined, { ref: false })])
    await this.#putAway()
    if (!killed && receipt.ended > 0) host.logs.note(`${receipt.ended === 1 ? '1 process that the script left was' : `${receipt.ended} processes that the script left were`} ended.`)
    host.logs.flush()
    return this.#result({ receipt, ...usageOf(host) })
  }

  #order(): void {
    const { run, callback, args, context, secrets } = this.#parts.request
    if (callback.keepFiles) this.#parts.spawner.folders.mark(this.#host.folder, this.#keptName)
    try {
      this.#host.send({ to: 'run', runId: run.id, callbackId: callback.id, args, context, workDir: this.#host.folder, attempt: run.attempt, interval: callback.interval, niceness: callback.niceness, secrets })
    } catch (thrown) {
      this.#decide({ cause: 'failed', error: toErrorInfo(new AppError('NOT_CLONEABLE', 'The arguments cannot be sent to the script', { cause: thrown })) })
    }
    this.#limit(loadLimit, () => {
      this.#decide({ cause: 'failed', error: tellEnding(startEndings.importHangs, { limit: loadLimit }) })
    })
  }

  #watch(): void {
    const { spawner, request: { callback: { memoryLimit } } } = this.#parts
    const mostBytes = memoryLimit === null ? null : memoryLimit * 1e6
    spawner.trees.watch(this.#host.tree, { exactAbove: mostBytes, seen: (sample) => {
      this.#meter.see(sample, performance.now())
      // One that is dying holds nothing any more.
      if (sample.memory > 0) this.#memory = { held: sample.memory, free: spawner.freeMemory() }
      if (mostBytes === null || memoryLimit === null || sample.memory <= mostBytes) return
      this.#decide({ cause: 'failed', error: tellEnding(limitEndings.overMemory, { used: Math.round(sample.memory / 1e6), limit: memoryLimit }) })
    } })
    void this.#host.exited.then(async () => {
      if (this.#cause === undefined) await spawner.trees.orphaned(this.#host.tree)
      // What it said last is still on its way.
      await Promise.race([this.#host.silent, sleep(drainLimit, undefined, { ref: false })])
      this.#decide({ cause: 'died', lived: false })
    })
    void this.#host.silent.then(async () => {
      await Promise.race([this.#host.exited, sleep(drainLimit / 2, undefined, { ref: false })])
      // On a starved computer it may take its time to die.
      if (!this.#host.gone && (await spawner.trees.table.alive([this.#host.tree.leader])).length === 0) await this.#host.exited
      this.#decide({ cause: 'died', lived: !this.#host.gone })
    })
  }

  #receive(message: FromHost): void {
    const { observer } = this.#parts
    switch (message.from) {
      case 'started': this.#started(); break
      case 'usesSignal': this.#usesSignal = true; break
      case 'progress': this.#tell(() => { observer.progressed(message.progress) }); break
      case 'props': this.#tell(() => { observer.propsSet(message.props) }); break
      case 'returned':
        if (this.#cause?.cause === 'returned') break
        this.#cause = { cause: 'returned' }
        this.#took(message.took)
        this.#tell(() => { observer.returned(message.value) })
        this.#end()
        break
      case 'threw': case 'loadFailed':
        if (message.from === 'threw') this.#took(message.took)
        // A script that was told to stop says so by throwing: the reason to stop stands.
        if (this.#stopping) this.#end()
        else this.#decide({ cause: 'threw', error: message.error })
        break
      case 'exiting': this.#exitPlace = message.place; break
      case 'loaded': case 'described': case 'answered': break
    }
  }

  #started(): void {
    const { observer, begun, request: { callback: { timeout } } } = this.#parts
    this.#begun = true
    this.#tell(() => { observer.started() })
    for (const off of this.#limits.splice(0)) off()
    if (timeout !== null) {
      this.#limit(timeout, () => {
        this.#stop({ cause: 'failed', error: tellEnding(limitEndings.timesOut, { limit: timeout }) })
      })
    }
    begun()
  }

  /** A script that was quick says itself what it took: nobody looked meanwhile. */
  #took(usage: Usage | undefined): void { if (usage !== undefined) this.#host.tree.usage.add(usage) }

  #limit(seconds: number, then: () => void): void {
    this.#limits.push(afterAwake(seconds, this.#parts.clock, then))
  }

  /** Ends the run: with its grace where the script uses the signal, else at once (E2). */
  #stop(cause: Cause): void {
    if (this.#cause !== undefined) return
    this.#cause = cause
    this.#stopping = true
    if (!this.#usesSignal) { this.#end(); return }
    this.#host.send({ to: 'cancel' })
    const { cancelGrace } = this.#parts.request.callback
    this.#limit(cancelGrace, this.#end)
    this.#tell(() => { this.#parts.observer.graceBegan(cancelGrace * 1000) })
  }

  #decide(cause: Cause): void {
    this.#cause ??= cause
    this.#end()
  }

  /** The engine's faults are told as the run's end: nobody else waits for them. */
  #tell(call: () => void): void {
    try { call() } catch (thrown) { this.#decide({ cause: 'failed', error: toErrorInfo(thrown) }) }
  }

  get #keptName(): string {
    const { id, attempt } = this.#parts.request.run
    return attempt === 1 ? id : `${id}-${attempt}`
  }

  /** A folder that cannot be removed changes nothing of how the run ended: its log says so (G2). */
  async #putAway(): Promise<void> {
    const { request: { callback }, spawner: { folders } } = this.#parts
    const { folder, logs } = this.#host
    if (callback.keepFiles) { logs.note(`Working files are kept in ${await folders.keep(folder, this.#keptName)}`); return }
    const problem = await folders.remove(folder)
    if (problem !== null) logs.note(`The working folder could not be removed: ${problem}`)
  }

  get #lastLines(): readonly string[] { return this.#host.logs.lastLines(lastLineCount) }

  async #result(after: After): Promise<RunEnd> {
    const cause = this.#cause
    switch (cause?.cause) {
      case 'returned': return { end: 'returned', ...after }
      case 'aborted': return { end: 'aborted', ...after }
      case 'failed': return { end: 'failed', error: endedHere.has(cause.error.code) ? { ...cause.error, lastLines: this.#lastLines } : cause.error, ...after }
      case 'threw': return { end: 'failed', error: this.#lastLines.length === 0 ? cause.error : { ...cause.error, lastLines: this.#lastLines }, ...after }
      case 'died': case undefined: {
        const exit = cause?.lived === true ? null : await this.#host.exited
        return { end: 'failed', error: crashError({ exit, garbled: this.#host.garbled, begun: this.#begun, place: this.#exitPlace, memory: this.#memory, lastLines: this.#lastLines }), ...after }
      }
    }
  }
}

/** What is known once nothing is left. */
interface After { readonly receipt: KillReceipt; readonly usage?: Usage }

function usageOf({ tree }: HostProcess): Pick<After, 'usage'> {
  const { total } = tree.usage
  return total === undefined ? {} : { usage: total }
}

/** A run that never had a process. */
export function unstarted(thrown: unknown): RunEnd {
  return { end: 'failed', error: toErrorInfo(thrown, 'HOST_FAILED'), receipt: emptyReceipt }
}
