type Listener = () => void | Promise<void>

/** `job.signal` and `job.onCancel`: notices whether the script uses them, and when what it does on a cancel is over. */
export class CancelSignal {
  readonly #used: () => void
  readonly #listeners = new Set<Listener>()
  #controller: AbortController | undefined
  #listening = false
  #canceled = false

  /** `used` is called once, at the script's first use: from then on a cancel gives it its grace (E2). */
  constructor(used: () => void) { this.#used = used }

  get canceled(): boolean { return this.#canceled }
  /** The script reads the signal, so only its own return tells that it has dealt with a cancel. */
  get signalUsed(): boolean { return this.#controller !== undefined }

  get signal(): AbortSignal {
    this.#use()
    this.#controller ??= new AbortController()
    if (this.#canceled) this.#abort()
    return this.#controller.signal
  }

  /** Calls `listener` once at a cancel, at once where that was before; returns how to take it back. */
  add(listener: Listener): () => void {
    this.#use()
    if (this.#canceled) void Promise.resolve().then(listener)
    else this.#listeners.add(listener)
    return () => { this.#listeners.delete(listener) }
  }

  /** Tells the script; settles when all listeners have, whatever they threw. */
  async cancel(): Promise<void> {
    if (this.#canceled) return
    this.#canceled = true
    this.#abort()
    const listeners = [...this.#listeners]
    this.#listeners.clear()
    await Promise.allSettled(listeners.map(async (listener) => { await listener() }))
  }

  #abort(): void {
    this.#controller?.abort(new DOMException('The job was canceled', 'AbortError'))
  }

  #use(): void {
    if (this.#listening) return
    this.#listening = true
    this.#used()
  }
}
