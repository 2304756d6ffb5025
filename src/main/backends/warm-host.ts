import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { Clock } from '../engine/ports.ts'
import type { HostProcess } from './host-process.ts'
import type { HostSpawner } from './host-spawner.ts'

/** A job that has begun may end in so short a time: its result must not wait for a process to be started. ms. */
const shortJob = 100
/** Jobs that begin so soon after one another are a series, in which the next start matters more. ms. */
const series = 250

/** A spare that somebody ended is not replaced sooner, lest two fight over the computer's memory. ms. */
const leastRest = 1000

interface Wanted { readonly bundle: Bundle; readonly runtime: RuntimeName }

/** One spare host with the open task's bundle imported. Each is used once, and then replaced. */
export class WarmHost implements AsyncDisposable {
  readonly #spawner: HostSpawner
  readonly #clock: Clock
  #begunAt = Number.NEGATIVE_INFINITY
  #wanted: Wanted | null = null
  #spare: Promise<HostProcess | null> | null = null

  constructor(spawner: HostSpawner, clock: Clock) {
    this.#spawner = spawner
    this.#clock = clock
  }

  /** Makes the spare fit; null: none is wanted any more. */
  keep(bundle: Bundle | null, runtime: RuntimeName): void {
    if (bundle === null) { this.#release(); return }
    if (this.#fits(bundle, runtime)) { this.replace(); return }
    this.#release()
    this.#wanted = { bundle, runtime }
    this.replace()
  }

  /** The spare, if there is one for this bundle; the caller owns it then, and asks for another with {@link replace}. */
  take(bundle: Bundle, runtime: RuntimeName): Promise<HostProcess | null> | null {
    if (!this.#fits(bundle, runtime)) return null
    const spare = this.#spare
    this.#spare = null
    return spare
  }

  /** Starts a spare where one is wanted and there is none. */
  replace(): void {
    if (this.#wanted === null || this.#spare !== null) return
    const { bundle, runtime } = this.#wanted
    const spare = this.#spawner.start('job', runtime, bundle).catch(() => null)
    this.#spare = spare
    void spare.then((host) => {
      if (host !== null) this.#watch(host, spare)
      // What could not be started is tried again after the next run.
      else if (this.#spare === spare) this.#spare = null
    })
  }

  /** A job has begun: starts a spare, but not right now where its result may be next. Starting a process takes Electron's main process 10 ms and more, all at once. */
  replaceSoon(): void {
    const now = performance.now()
    const inSeries = now - this.#begunAt < series
    this.#begunAt = now
    if (inSeries) this.replace()
    else this.#clock.after(shortJob, () => { this.replace() })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const spare = this.#spare
    this.#wanted = null
    this.#spare = null
    const host = await spare
    if (host !== null) await this.#spawner.discard(host)
  }

  /**
   * A spare that died or could not import the bundle is none; the run that comes finds out why for itself. One that was
   * ready and was ended by somebody is replaced, others are not before the next run: they would only die again.
   */
  #watch(host: HostProcess, spare: Promise<HostProcess | null>): void {
    const state = { loaded: false }
    const drop = (): void => {
      if (this.#spare !== spare) return
      this.#spare = null
      void this.#spawner.discard(host)
      if (state.loaded) this.#clock.after(leastRest, () => { this.replace() })
    }
    void host.exited.then(drop)
    host.peek((message) => {
      if (message.from === 'loaded') state.loaded = true
      if (message.from !== 'loadFailed') return
      state.loaded = false
      drop()
    })
  }

  #fits(bundle: Bundle, runtime: RuntimeName): boolean {
    const wanted = this.#wanted
    return wanted !== null && wanted.runtime === runtime && wanted.bundle.file === bundle.file && wanted.bundle.codeHash === bundle.codeHash
  }

  #release(): void {
    const spare = this.#spare
    this.#wanted = null
    this.#spare = null
    void spare?.then((host) => host === null ? undefined : this.#spawner.discard(host))
  }
}
