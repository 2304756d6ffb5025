import { expect, it } from 'vitest'
import { lineOfRow, rowCount, rowOfLine } from '../../../../src/renderer/components/log/log-rows.ts'
import type { LogExtent } from '../../../../src/shared/log.ts'

it('G3: rows are the lines that are there, with one that tells of the cut', () => {
  const extent: LogExtent = { lines: 10, bytes: 1, cut: { from: 3, to: 7, bytes: 1 } }
  expect(rowCount(extent)).toBe(7)
  expect(Array.from({ length: 7 }, (_, row) => lineOfRow(extent, row))).toEqual([0, 1, 2, null, 7, 8, 9])
  expect([0, 2, 3, 6, 7, 9].map((line) => rowOfLine(extent, line))).toEqual([0, 2, 3, 3, 4, 6])
})
