import { Worker } from 'node:worker_threads'
import { AppError, fromErrorInfo } from '../../shared/errors.ts'
import type { FromHashWorker, HashSubject, ToHashWorker } from './hash-protocol.ts'

interface Waiting { readonly resolve: (hash: string) => void; readonly reject: (reason: unknown) => void }

/** The hashing thread as seen from main: started at the first question, kept with what it learned, started again should it die. */
export class HashThread implements AsyncDisposable {
  readonly #program: URL
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(program: URL) { this.#program = program }

  /** The hash of a file or folder. Throws what reading it throws; an aborted signal's reason at once. */
  async hash(subject: HashSubject, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted()
    const id = ++this.#lastId
    const worker = this.#worker ??= this.#start()
    const leave = (): void => {
      this.#post({ to: 'abort', id })
      this.#settle(id)?.reject(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject })
        worker.ref()
        this.#post({ to: 'hash', id, subject })
      })
    } finally { signal?.removeEventListener('abort', leave) }
  }

  async [Symbol.asyncDispose](): Promise<void> { await this.#worker?.terminate() }

  #start(): Worker {
    const worker = new Worker(this.#program, { execArgv: [], name: 'hashing' })
    worker.unref()
    worker.on('message', ({ id, result }: FromHashWorker) => {
      const waiting = this.#settle(id)
      if (result.ok) waiting?.resolve(result.value)
      else waiting?.reject(fromErrorInfo(result.error))
    })
    worker.on('error', (cause) => { this.#lost(worker, cause) })
    worker.on('exit', () => { this.#lost(worker) })
    return worker
  }

  #lost(worker: Worker, cause?: unknown): void {
    if (this.#worker !== worker) return
    this.#worker = null
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id)?.reject(new AppError('INTERNAL', 'The thread that reads files for the cache has ended.', { cause, hint: 'Try again.' }))
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    // An idle thread must not keep a terminal's process alive.
    if (this.#waiting.size === 0) this.#worker?.unref()
    return waiting
  }

  #post(message: ToHashWorker): void { this.#worker?.postMessage(message) }
}
