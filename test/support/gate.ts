/** Lets a test wait for a fact: looked at again whenever something was told. */
export class Gate {
  readonly #waiting = new Set<{ readonly seen: () => boolean; readonly open: () => void }>()

  until(seen: () => boolean): Promise<void> {
    if (seen()) return Promise.resolve()
    return new Promise((open) => { this.#waiting.add({ seen, open }) })
  }

  look(): void {
    for (const each of this.#waiting) {
      if (!each.seen()) continue
      this.#waiting.delete(each)
      each.open()
    }
  }
}
