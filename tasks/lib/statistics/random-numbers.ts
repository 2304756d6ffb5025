/**
 * A stream of random numbers that depends on its seed alone: xoshiro128++ by Blackman and Vigna (period 2^128 − 1),
 * its state filled by splitmix32. Not for secrets.
 */
export class RandomNumbers {
  #a: number
  #b: number
  #c: number
  #d: number
  #spare: number | null = null

  constructor(seed: number) {
    let state = seed | 0
    const next = (): number => {
      state = state + 0x9e3779b9 | 0
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return mixed ^ (mixed >>> 15)
    }
    this.#a = next()
    this.#b = next()
    this.#c = next()
    this.#d = next()
  }

  /** A whole number from 0 to 2^32 − 1. */
  bits(): number {
    const sum = this.#a + this.#d | 0
    const result = rotated(sum, 7) + this.#a | 0
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = rotated(this.#d, 11)
    return result >>> 0
  }

  /** Evenly distributed from 0 to below 1, with 53 bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 0x4000000 + (this.bits() >>> 6)) / 0x20000000000000
  }

  /** Normally distributed with mean 0 and standard deviation 1 (Marsaglia's polar method, two at a time). */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const scale = Math.sqrt(-2 * Math.log(square) / square)
      this.#spare = y * scale
      return x * scale
    }
  }
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
