/** Numbers that a seed decides: equal seeds give equal numbers everywhere (mulberry32). */
export class SeededRandom {
  #state: number

  /** `parts`: a seed and what it is for, as whole numbers. */
  constructor(...parts: readonly number[]) {
    this.#state = parts.reduce((state, part) => Math.imul(state ^ part, 0x9e3779b1) + 0x7f4a7c15 | 0, 1)
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = this.#state + 0x6d2b79f5 | 0
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number { return low + Math.floor(this.next() * (high - low + 1)) }

  chance(probability: number): boolean { return this.next() < probability }

  pick<T>(list: readonly [T, ...T[]]): T { return list[this.between(0, list.length - 1)] ?? list[0] }

  /** One of `choices` by their weights. */
  weighted<T extends string>(choices: Readonly<Record<T, number>>): T {
    const entries = Object.entries(choices) as [T, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of entries) if ((left -= weight) < 0) return choice
    throw new Error('Expected a choice with a weight above 0')
  }
}
