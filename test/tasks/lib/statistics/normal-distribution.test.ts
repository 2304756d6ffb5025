import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../../../tasks/lib/statistics/normal-distribution.ts'

describe('normalCdf', () => {
  it.each([
    [0, 0.5], [1, 0.841344746068543], [-1, 0.158655253931457], [1.959963984540054, 0.975], [3, 0.998650101968370],
    [-5, 2.866515718791939e-7], [-10, 7.619853024160527e-24], [-38, 0], [40, 1],
  ])('is at %d what tables say: %d', (x, known) => {
    expect(normalCdf(x)).toBeCloseTo(known, 14)
    if (known > 0) expect(normalCdf(x) / known).toBeCloseTo(1, 8)
  })

  it('is the integral of the bell curve between any two points', () => {
    const point = fc.double({ min: -8, max: 8, noNaN: true })
    fc.assert(fc.property(point, fc.double({ min: 0, max: 2, noNaN: true }), (from, width) => {
      expect(normalCdf(from + width) - normalCdf(from)).toBeCloseTo(simpson(from, from + width), 9)
    }))
  })
})

function simpson(from: number, to: number): number {
  const density = (x: number): number => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)
  const parts = 200
  const step = (to - from) / parts
  let sum = density(from) + density(to)
  for (let part = 1; part < parts; part += 1) sum += density(from + part * step) * (part % 2 === 1 ? 4 : 2)
  return sum * step / 3
}
