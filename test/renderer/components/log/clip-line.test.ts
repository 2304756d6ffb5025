import { expect, it } from 'vitest'
import { clipLine } from '../../../../src/renderer/components/log/clip-line.ts'

it('says how much of a very long line is left out', () => {
  expect(clipLine('x'.repeat(4_000), 1_000_000)).toBe(`${'x'.repeat(4_000)} … 996,000 more characters`)
})

it('draws a line of ordinary length whole', () => {
  expect(clipLine('y'.repeat(40), 40)).toBe('y'.repeat(40))
})
