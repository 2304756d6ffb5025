import { expect, it } from 'vitest'
import { readNumber } from '../../../src/shared/reading/read-number.ts'

it('reads numbers as people write them', () => {
  expect(['12', ' 1e6 ', '1,000,000', '1_000_000', '-2 500.5', '.5', '-0'].map(readNumber)).toEqual([12, 1e6, 1e6, 1e6, -2500.5, 0.5, -0])
})

it('gives null for nothing, and the text itself for what is no number, so that the check can tell', () => {
  expect(['', '  ', 'abc', '12px', '1,00', 'Infinity', '0x'].map(readNumber)).toEqual([null, null, 'abc', '12px', '1,00', 'Infinity', '0x'])
})
