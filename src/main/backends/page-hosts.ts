import type { ErrorInfo, Result } from '../../shared/errors.ts'
import { toErrorInfo } from '../../shared/errors.ts'
import type { Bundle, FromHost, HostCall } from '../../shared/protocol.ts'
import type { PageHosts } from '../engine/ports.ts'
import { afterAwake } from './awake-timer.ts'
import { crashError } from './host-death.ts'
import type { HostProcess } from './host-process.ts'
import type { HostSpawner } from './host-spawner.ts'

/** Seconds awake that a call may take. */
const limit = 30
/** Seconds that a form's check may take: someone waits for it with a finger on Run. */
const checkLimit = 10
const lastLineCount = 50

/** `bystander`: the process was ended for what another call did. */
type Answer = (result: Result<unknown>, bystander?: boolean) => void

/** Why a host is ended; `culprit`: the call that it hangs in. */
interface Failure { readonly error: ErrorInfo; readonly culprit?: number }
/** A resident host and the calls that it has not answered. */
interface PageHost { readonly host: HostProcess; readonly calls: Map<number, Answer>; closed: boolean }

/** Resident processes, one per bundle, started at the first call. One that dies or hangs is replaced at the next. */
export class LocalPageHosts implements PageHosts {
  readonly #spawner: HostSpawner
  readonly #limit: number
  readonly #hosts = new Map<string, Promise<PageHost>>()
  #lastId = 0

  /** `limitSeconds` only for tests of the limit. */
  constructor(spawner: HostSpawner, limitSeconds = limit) {
    this.#spawner = spawner
    this.#limit = limitSeconds
  }

  async call(bundle: Bundle, call: HostCall): Promise<Result<unknown>> {
    const page = await this.#page(bundle).catch((thrown: unknown) => toErrorInfo(thrown, 'HOST_FAILED'))
    if (!('calls' in page)) return { ok: false, error: page }
    const id = ++this.#lastId
    return new Promise((resolve) => {
      const seconds = call.call === 'validate' ? Math.min(checkLimit, this.#limit) : this.#limit
      const inTime = afterAwake(seconds, this.#spawner.clock, () => { this.#fail(bundle, page, { error: tooLong(call, seconds), culprit: id }) })
      page.calls.set(id, (result, bystander = false) => {
        inTime()
        page.calls.delete(id)
        // A check changes nothing: it is asked again, where one of older values hung.
        resolve(bystander && call.call === 'validate' ? this.call(bundle, call) : result)
      })
      try { page.host.send({ to: 'call', id, call }) } catch (thrown) { page.calls.get(id)?.({ ok: false, error: toErrorInfo(thrown, 'NOT_CLONEABLE') }) }
    })
  }

  release(bundle: Bundle): void {
    const page = this.#hosts.get(bundle.file)
    this.#hosts.delete(bundle.file)
    void page?.then((each) => this.#close(each, { error: { code: 'HOST_FAILED', message: 'The page was closed before its callback answered' } }), () => undefined)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const pages = [...this.#hosts.values()]
    this.#hosts.clear()
    await Promise.allSettled(pages.map(async (page) => this.#close(await page, { error: { code: 'HOST_FAILED', message: 'Simmer is closing' } })))
  }

  #page(bundle: Bundle): Promise<PageHost> {
    const known = this.#hosts.get(bundle.file)
    if (known !== undefined) return known
    const page = this.#start(bundle)
    this.#hosts.set(bundle.file, page)
    page.catch(() => { this.#hosts.delete(bundle.file) })
    return page
  }

  async #start(bundle: Bundle): Promise<PageHost> {
    const host = await this.#spawner.start('page', 'app', bundle)
    const page: PageHost = { host, calls: new Map(), closed: false }
    host.logs.start(() => undefined)
    host.listen((message) => { this.#receive(bundle, page, message) })
    void Promise.all([host.exited, host.silent]).then(([exit]) => {
      host.logs.flush()
      this.#fail(bundle, page, { error: { ...crashError({ exit, garbled: host.garbled, begun: true, lastLines: host.logs.lastLines(lastLineCount) }), code: 'HOST_FAILED' } })
    })
    return page
  }

  #receive(bundle: Bundle, page: PageHost, message: FromHost): void {
    if (message.from === 'answered') page.calls.get(message.id)?.(message.result)
    else if (message.from === 'loadFailed') this.#fail(bundle, page, { error: message.error })
  }

  /** Ends a host that is of no more use; the next call starts another. */
  #fail(bundle: Bundle, page: PageHost, failure: Failure): void {
    void this.#hosts.get(bundle.file)?.then((current) => { if (current === page) this.#hosts.delete(bundle.file) })
    void this.#close(page, failure)
  }

  async #close(page: PageHost, { error, culprit }: Failure): Promise<void> {
    if (page.closed) return
    page.closed = true
    for (const [id, answer] of [...page.calls]) answer({ ok: false, error }, culprit !== undefined && id !== culprit)
    await this.#spawner.discard(page.host)
  }
}

function tooLong({ call }: HostCall, seconds: number): ErrorInfo {
  if (call === 'validate') return { code: 'HOST_FAILED', message: `The script's validate did not answer within ${seconds} s; its process was restarted`, hint: 'Check only what is quick to check; leave the rest to run.' }
  return { code: 'HOST_FAILED', message: `The callback did not answer within ${seconds} s; its process was restarted`, hint: 'Long work belongs in a longCallback.' }
}
