import { expect, it } from 'vitest'
import { clipLine } from '../../../../src/renderer/components/log/clip-line.ts'

it('draws the beginning of a line of a million characters and says how much is left out', () => {
  expect(clipLine('x'.repeat(1_000_000))).toBe(`${'x'.repeat(4_000)} … 996,000 more characters`)
})

it('draws a line of ordinary length whole', () => {
  expect(clipLine('y'.repeat(4_000))).toBe('y'.repeat(4_000))
})
