/** The timers of one page: each name has at most one, and all end with the page. */
export class PageTimers {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()

  /** Calls `then` after `ms`; a timer of that name that runs already goes on as it is. */
  begin(name: string, ms: number, then: () => void): void {
    if (this.#timers.has(name)) return
    this.#timers.set(name, setTimeout(() => { this.#timers.delete(name); then() }, ms))
  }

  end(name: string): void {
    clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
  }

  endAll(): void { for (const name of [...this.#timers.keys()]) this.end(name) }
  has(name: string): boolean { return this.#timers.has(name) }
}
