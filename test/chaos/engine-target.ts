import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { localNode } from '../../scripts/lib/local-node.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { brandAs, type JobId, type PageId, type TaskId } from '../../src/shared/brand.ts'
import type { TriggerReply } from '../../src/shared/contract.ts'
import { fromErrorInfo } from '../../src/shared/errors.ts'
import type { FromEngine, ToEngine } from './engine-messages.ts'
import { Gone } from './gone.ts'
import type { Ask, Hear, Target } from './target.ts'

export interface EngineTargetOptions {
  readonly name: string
  /** From {@link buildEngine}. */
  readonly program: string
  readonly kind: 'app' | 'terminal'
  readonly env: NodeJS.ProcessEnv
  readonly hear: Hear
}

type Question = ToEngine extends infer Each ? Each extends ToEngine ? Omit<Each, 'id'> : never : never
interface Waiting { readonly resolve: (value: unknown) => void; readonly reject: (reason: Error) => void }

/** How much of what it printed is kept, characters. */
const lastWordsLength = 2_000

/** An engine in a process of its own, heard by its IPC channel. */
export class EngineTarget implements Target {
  readonly name: string
  readonly #options: EngineTargetOptions
  readonly #waiting = new Map<number, Waiting>()
  #child: ChildProcess | undefined
  #ready: Promise<TaskId> = Promise.reject(new Gone('not started yet'))
  #asked = 0
  #ending = false
  #said = ''
  #diedAlone = false

  constructor(options: EngineTargetOptions) {
    this.name = options.name
    this.#options = options
    this.#ready.catch(() => undefined)
  }

  get pid(): number | undefined { return this.#child?.pid }
  get lastWords(): string { return this.#said }

  takeDiedAlone(): boolean {
    const died = this.#diedAlone
    this.#diedAlone = false
    return died
  }

  async start(): Promise<void> {
    const { program, kind, env } = this.#options
    this.#ending = false
    const child = spawn(localNode, [program, root, kind], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => { this.#said = (this.#said + String(piece)).slice(-lastWordsLength) })
    child.once('exit', (code, signal) => { this.#gone(child, `code ${code}, signal ${signal}`) })
    this.#ready = new Promise((resolve, reject) => {
      child.once('exit', () => { reject(new Gone(`${this.name} ended while it started`)) })
      child.on('message', (message: FromEngine) => {
        if (message.say === 'ready') resolve(message.taskId)
        else if (message.say === 'failed') { this.#ending = true; reject(fromErrorInfo(message.error)) }
        else this.#hear(message)
      })
    })
    await this.#ready
  }

  async trigger({ page, ...ask }: Ask): Promise<TriggerReply> {
    const pageId = page === null ? null : brandAs<PageId>(`chaos-page-${this.name}-${page}`)
    const call = { ...ask, taskId: await this.#ready, pageId, instance: '', context: { triggered: [], inputs: {}, states: {} } }
    return await this.#ask({ ask: 'trigger', call }) as TriggerReply
  }

  async cancel(jobId: JobId): Promise<void> { await this.#ask({ ask: 'cancel', jobId }) }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    this.#ending = true
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async quit(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    this.#ending = true
    const gone = once(child, 'exit')
    await this.#ask({ ask: 'quit' }).catch(() => undefined)
    await gone
  }

  async #ask(question: Question): Promise<unknown> {
    await this.#ready
    const child = this.#child
    if (child?.connected !== true) throw new Gone(`${this.name} is not running`)
    const id = this.#asked += 1
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      child.send({ ...question, id }, (error) => { if (error !== null) this.#settle(id)?.reject(new Gone(error.message)) })
    })
  }

  #hear(message: FromEngine): void {
    if (message.say === 'changed') this.#options.hear(message.batch)
    if (message.say !== 'answer') return
    const waiting = this.#settle(message.id)
    if (message.result.ok) waiting?.resolve(message.result.value)
    else waiting?.reject(fromErrorInfo(message.result.error))
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }

  #gone(child: ChildProcess, how: string): void {
    if (this.#child !== child) return
    this.#child = undefined
    if (!this.#ending) {
      this.#diedAlone = true
      this.#said += `\n${this.name} ended by itself: ${how}`
    }
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new Gone(`${this.name} died`))
  }
}
