import { isNoUpdate, isPreventUpdate } from '../../sdk/internal.ts'
import type { RunnableCallback } from '../../sdk/types/runnable-callback.ts'
import type { ErrorInfo } from '../../shared/errors.ts'
import type { Bundle, FromHost, ToHost } from '../../shared/protocol.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import { Mask } from '../../shared/secrets/mask.ts'
import { maskValue } from '../../shared/secrets/mask-value.ts'
import { beNice } from './be-nice.ts'
import { CancelSignal } from './cancel-signal.ts'
import { encodeResult } from './encode-result.ts'
import type { HostChannel } from './host-channel.ts'
import { installJobContext, makeJobContext } from './job-context.ts'
import { KeptProps } from './kept-props.ts'
import { LatestProgress } from './latest-progress.ts'
import { ownUsage } from './own-usage.ts'
import { toTaskError } from './task-error.ts'

export type RunOrder = Extract<ToHost, { to: 'run' }>
export interface JobRunParts {
  readonly channel: HostChannel
  readonly flags: Int32Array
  readonly bundle: Bundle
  readonly order: RunOrder
  /** The script waits for a cancel: the process stays though nothing else keeps it. */
  readonly stay: () => void
}

/** One run of one callback in this process: its context, its progress, its one ending. */
export class JobRun {
  readonly #parts: JobRunParts
  readonly #cancel: CancelSignal
  readonly #progress: LatestProgress
  readonly #props: KeptProps
  /** Without the form's secrets: what leaves this process may be kept. */
  readonly #masked: (value: unknown) => unknown
  #ended = false
  #settled = false
  #listenersOver = false

  constructor(parts: JobRunParts) {
    this.#parts = parts
    const { channel, flags } = parts
    const mask = new Mask(parts.order.secrets)
    this.#masked = (value) => maskValue(mask, value)
    this.#cancel = new CancelSignal(() => {
      parts.stay()
      channel.send({ from: 'usesSignal' })
    })
    this.#progress = new LatestProgress(flags, (message) => { channel.post(message) }, this.#masked)
    this.#props = new KeptProps(flags, (message) => { channel.post(message) })
  }

  get ended(): boolean { return this.#ended }

  /** Calls the script's function and sends how that ended. */
  async run(callback: RunnableCallback): Promise<void> {
    const { channel, bundle, order } = this.#parts
    const context = makeJobContext({
      call: order.context, cancel: this.#cancel, scriptDir: bundle.scriptDir, workDir: order.workDir, attempt: order.attempt,
      setProps: (id, props) => { if (!this.#ended) this.#props.set({ id, props: this.#masked(props) as typeof props }) },
    })
    // One job per process: what the script calls from wherever it likes belongs to it.
    installJobContext(() => context)
    // Only from here on: the start, and the import, are what somebody waits for.
    beNice(order.niceness)
    channel.send({ from: 'started' })
    try {
      const value = await callback.run((progress) => { if (!this.#ended) this.#progress.set(progress) }, order.args)
      this.#returned(value, callback)
    } catch (thrown) { this.fail(thrown) }
  }

  /** The script threw, here or in something that it left running; `hint`: what to do, where the error does not say. */
  fail(thrown: unknown, hint?: string): void {
    if (isPreventUpdate(thrown)) this.#settle(() => null)
    else this.#settle(() => { throw thrown }, hint)
  }

  /** The script makes the process exit: what it set before is told still (D4, F6), and where it says so. */
  exiting(): void {
    if (this.#ended) return
    this.#ended = true
    this.#progress.sendLast()
    this.#props.sendLast()
    const { channel, bundle } = this.#parts
    const { place } = toTaskError(new Error('exit'), bundle)
    channel.send({ from: 'exiting', ...(place === undefined ? {} : { place }) })
    channel.sendBeforeExit(() => [...this.#progress.held(), ...this.#props.held()])
  }

  /** Tells the script; once it has dealt with that, main need not wait for its grace to end. */
  async cancel(): Promise<void> {
    await this.#cancel.cancel()
    this.#listenersOver = true
    if (!this.#cancel.signalUsed || this.#settled) this.#end({ from: 'threw', error: canceledError })
  }

  /** Sends values that had to wait for room. */
  sendKept(): void {
    if (this.#ended) return
    try {
      this.#progress.sendKept()
      this.#props.sendKept()
    } catch (thrown) { this.fail(thrown) }
  }

  #returned(value: unknown, callback: RunnableCallback): void {
    this.#settle(() => {
      if (isNoUpdate(value)) return null
      callback.checkResult(value)
      return encodeResult(this.#masked(value), this.#parts.order.workDir)
    })
  }

  #settle(result: () => StoredValue | null, hint?: string): void {
    if (this.#settled) return
    this.#settled = true
    // What a canceled script returns is no result: the cancel reached it first (E5).
    if (this.#cancel.canceled) { if (this.#listenersOver) this.#end({ from: 'threw', error: canceledError }); return }
    this.#end(this.#ending(result, hint))
  }

  #ending(result: () => StoredValue | null, hint?: string): Extract<FromHost, { from: 'returned' | 'threw' }> {
    try {
      this.#progress.sendLast()
      this.#props.sendLast()
      return { from: 'returned', value: result() }
    } catch (thrown) {
      return { from: 'threw', error: { ...(hint === undefined ? {} : { hint }), ...toTaskError(thrown, this.#parts.bundle) } }
    }
  }

  #end(message: Extract<FromHost, { from: 'returned' | 'threw' }>): void {
    if (this.#ended) return
    this.#ended = true
    this.#parts.channel.sendLast({ ...message, took: ownUsage() }, () => [...this.#progress.held(), ...this.#props.held()])
  }
}

const canceledError: ErrorInfo = { code: 'TASK_THREW', message: 'The job was canceled' }
