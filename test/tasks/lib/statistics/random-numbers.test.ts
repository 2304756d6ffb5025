import { describe, expect, it } from 'vitest'
import { RandomNumbers } from '../../../../tasks/lib/statistics/random-numbers.ts'

const count = 200_000
const draw = (seed: number, next: (random: RandomNumbers) => number): readonly number[] => {
  const random = new RandomNumbers(seed)
  return Array.from({ length: count }, () => next(random))
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('RandomNumbers', () => {
  it('gives equal numbers for equal seeds, and others for others', () => {
    const first = (seed: number): readonly number[] => {
      const random = new RandomNumbers(seed)
      return Array.from({ length: 20 }, () => random.bits())
    }
    expect(first(7)).toEqual(first(7))
    expect(first(7)).not.toEqual(first(8))
    expect(first(0)).not.toEqual(first(4_294_967_295))
  })

  it('follows the published algorithm step by step', () => {
    // xoshiro128++ in 64-bit arithmetic, from the same start.
    const mask = 0xffff_ffffn
    const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & mask
    const state = splitmix32(42, 4).map(BigInt) as [bigint, bigint, bigint, bigint]
    const random = new RandomNumbers(42)
    for (let step = 0; step < 1000; step += 1) {
      const expected = (rotate((state[0] + state[3]) & mask, 7n) + state[0]) & mask
      const shifted = (state[1] << 9n) & mask
      state[2] ^= state[0]
      state[3] ^= state[1]
      state[1] ^= state[2]
      state[0] ^= state[3]
      state[2] ^= shifted
      state[3] = rotate(state[3], 11n)
      expect(random.bits()).toBe(Number(expected))
    }
  })

  it('fills 100 equal parts of [0, 1) evenly', () => {
    const parts = new Array<number>(100).fill(0)
    for (const value of draw(1, (random) => random.uniform())) {
      expect(value >= 0 && value < 1).toBe(true)
      const part = Math.floor(value * 100)
      parts[part] = (parts[part] ?? 0) + 1
    }
    const expected = count / 100
    const chiSquare = parts.reduce((sum, part) => sum + (part - expected) ** 2 / expected, 0)
    // 99 degrees of freedom: below 149 with a chance of 99.9 %, above 61 as well.
    expect(chiSquare).toBeLessThan(149)
    expect(chiSquare).toBeGreaterThan(61)
  })

  it('draws normal numbers with the right moments and tails, independent of one another', () => {
    const values = draw(2, (random) => random.normal())
    const error = (power: number): number => 5 / Math.sqrt(count) * Math.sqrt([0, 1, 2, 15, 96][power] ?? 0)
    expect(Math.abs(mean(values))).toBeLessThan(error(1))
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(error(2))
    expect(Math.abs(mean(values.map((value) => value ** 3)))).toBeLessThan(error(3))
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(error(4))
    expect(mean(values.map((value) => (Math.abs(value) > 1.96 ? 1 : 0)))).toBeCloseTo(0.05, 2)
    expect(Math.abs(mean(values.slice(1).map((value, index) => value * (values[index] ?? 0))))).toBeLessThan(error(1))
  })
})

function splitmix32(seed: number, length: number): readonly number[] {
  let state = BigInt(seed)
  const mask = 0xffff_ffffn
  return Array.from({ length }, () => {
    state = (state + 0x9e3779b9n) & mask
    let mixed = ((state ^ (state >> 16n)) * 0x21f0aaadn) & mask
    mixed = ((mixed ^ (mixed >> 15n)) * 0x735a2d97n) & mask
    return Number(mixed ^ (mixed >> 15n))
  })
}
