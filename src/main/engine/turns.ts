/** Lets what belongs to one name happen one after the other, and what belongs to different names at once. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `act` when everything taken before under `name` has settled; at once where there is nothing. */
  async take<T>(name: string, act: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name)
    const mine = before === undefined ? act() : before.then(act, act)
    this.#last.set(name, mine)
    try { return await mine } finally { if (this.#last.get(name) === mine) this.#last.delete(name) }
  }
}
