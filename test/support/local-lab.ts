import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize } from 'node:v8'
import { randomUUID } from 'node:crypto'
import { LocalDescriber } from '../../src/main/backends/describer.ts'
import { LocalBackend, type LocalBackendOptions } from '../../src/main/backends/local.ts'
import { LocalRuntimes } from '../../src/main/backends/runtimes.ts'
import type { Clock, ProcessIdentity, RunEnd, RunObserver, RunRequest } from '../../src/main/engine/ports.ts'
import { brandAs } from '../../src/shared/brand.ts'
import type { LogChunk, PropsUpdate, Sequenced } from '../../src/shared/change.ts'
import { fromErrorInfo } from '../../src/shared/errors.ts'
import type { Bundle } from '../../src/shared/protocol.ts'
import type { StoredValue } from '../../src/shared/stored-value.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../src/shared/task.ts'
import { buildHost, type BuiltHost } from './build-host.ts'
import { bundleScript } from './bundle-script.ts'
import { Gate } from './gate.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => { clearTimeout(timer) }
  },
}

/** Hears all and does nothing: a test overrides what it looks at. */
export const silentObserver: RunObserver = {
  spawned: () => undefined, started: () => undefined, progressed: () => undefined, propsSet: () => undefined, logged: () => undefined, sampled: () => undefined, graceBegan: () => undefined, returned: () => undefined,
}

/** A run under way, with all that it told; the waits settle on facts, not on time. */
export interface WatchedRun {
  readonly end: Promise<RunEnd>
  readonly controller: AbortController
  readonly process: Promise<ProcessIdentity>
  readonly started: Promise<undefined>
  readonly progress: Sequenced<unknown>[]
  readonly props: Sequenced<readonly PropsUpdate[]>[]
  readonly logs: LogChunk[]
  /** Settles with the value; rejects never, so await it only where a result comes. */
  readonly returned: Promise<StoredValue | null>
  /** Settles when `seen` is true of what was told so far. */
  until(seen: () => boolean): Promise<void>
}

export interface RunWish {
  readonly args?: readonly unknown[]
  readonly callback?: number
  readonly change?: Partial<CallbackDescriptor>
  /** Acknowledges each progress value, as a window does. */
  readonly acknowledge?: boolean
  /** A throw in one of these is what a broken engine would do. */
  readonly observe?: Partial<RunObserver>
}

/** Real hosts in a folder of the test's own. Dispose of it: nothing is left then. */
export class LocalLab implements AsyncDisposable {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'simmer-lab-')))
  readonly ownerToken = randomUUID()
  #built: Promise<BuiltHost> | undefined
  #backend: LocalBackend | undefined
  #options: Partial<LocalBackendOptions>
  readonly #described = new Map<string, Promise<TaskDescriptor>>()

  constructor(options: Partial<LocalBackendOptions> = {}) { this.#options = options }

  built(): Promise<BuiltHost> { return this.#built ??= buildHost(join(this.folder, 'out')) }

  async backend(): Promise<LocalBackend> {
    const { hostProgram } = await this.built()
    return this.#backend ??= new LocalBackend({
      hostProgram, ownerToken: this.ownerToken, runtimes: new LocalRuntimes(), folder: join(this.folder, 'work'), clock: systemClock, ...this.#options,
    })
  }

  async bundle(name: string, source: string): Promise<Bundle> {
    return bundleScript({ folder: this.folder, name, source, sdk: (await this.built()).sdk })
  }

  /** A script of one long callback without layout trouble: `run` is its source, `top` stands before all else. */
  async job(name: string, run: string, options = '', top = ''): Promise<Bundle> {
    return this.bundle(name, `${top}
      import { defineTask, longCallback, html, Input, Output, jobContext, setProps, noUpdate, PreventUpdate } from 'simmer'
      export default defineTask({
        title: '${name}',
        layout: html.div([html.button('go', { id: 'go' }), html.p('', { id: 'out' }), html.progress({ id: 'bar' })]),
        callbacks: [longCallback({
          output: Output('out', 'children'), inputs: [Input('go', 'nClicks')], progress: Output('bar', 'value'), ${options}
          ${run}
        })],
      })`)
  }

  async describe(bundle: Bundle): Promise<TaskDescriptor> {
    const { spawner } = await this.backend()
    const describe = async (): Promise<TaskDescriptor> => {
      const result = await new LocalDescriber(spawner).describe(bundle, 'app')
      if (!result.ok) throw fromErrorInfo(result.error)
      return result.value
    }
    const known = this.#described.get(bundle.file) ?? describe()
    this.#described.set(bundle.file, known)
    return known
  }

  async request(bundle: Bundle, wish: RunWish = {}): Promise<RunRequest> {
    const callback = (await this.describe(bundle)).callbacks[wish.callback ?? 0]
    if (callback === undefined) throw new Error('The script has no such callback')
    return {
      run: { id: brandAs(randomUUID()), taskId: brandAs('task'), callbackId: callback.id, codeHash: bundle.codeHash, cacheKey: null, attempt: 1 },
      // On a busy machine a test would wait for everybody else.
      callback: { ...callback, niceness: 0, ...wish.change }, bundle, args: wish.args ?? [1], context: { triggered: [], inputs: {}, states: {} }, secrets: [],
    }
  }

  async run(bundle: Bundle, wish: RunWish = {}): Promise<WatchedRun> {
    const backend = await this.backend()
    const request = await this.request(bundle, wish)
    const gate = new Gate()
    const controller = new AbortController()
    const spawned = Promise.withResolvers<ProcessIdentity>()
    const started = Promise.withResolvers<undefined>()
    const returned = Promise.withResolvers<StoredValue | null>()
    const told = { progress: [] as Sequenced<unknown>[], props: [] as Sequenced<readonly PropsUpdate[]>[], logs: [] as LogChunk[] }
    const observer: RunObserver = {
      spawned: (process) => { spawned.resolve(process) },
      started: () => { started.resolve(undefined) },
      progressed: (progress) => {
        told.progress.push(progress)
        if (wish.acknowledge !== false) backend.acknowledge(request.run.id, progress.seq)
        gate.look()
      },
      propsSet: (props) => { told.props.push(props); gate.look() },
      logged: (chunks) => { told.logs.push(...chunks); gate.look() },
      sampled: () => undefined,
      graceBegan: () => undefined,
      returned: (value) => { returned.resolve(value) },
      ...wish.observe,
    }
    const end = backend.run(request, observer, controller.signal)
    return { ...told, end, controller, process: spawned.promise, started: started.promise, returned: returned.promise, until: (seen) => gate.until(seen) }
  }

  /** Runs to the end and gives the result decoded. */
  async value(bundle: Bundle, wish: RunWish = {}): Promise<unknown> {
    const run = await this.run(bundle, wish)
    const end = await run.end
    if (end.end !== 'returned') throw new Error(end.end === 'failed' ? end.error.message : end.end)
    return decodeStored(await run.returned)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#backend?.[Symbol.asyncDispose]()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** What the store would give back for it; a file is gone once its run has settled, unless it was moved. */
export function decodeStored(stored: StoredValue | null): unknown {
  if (stored === null) return null
  return deserialize(stored.bytes ?? readFileSync(stored.file ?? ''))
}

/** All text of a stream, in order. */
export function textOf(logs: readonly LogChunk[], stream?: LogChunk['stream']): string {
  return logs.filter((chunk) => stream === undefined || chunk.stream === stream).map(({ text }) => text).join('')
}
