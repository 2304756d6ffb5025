import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { coveredIds, coverageLine, idsOf, promisedIds } from '../../../scripts/checks/covered.mjs'

it.each([
  ['C5: the newest trigger wins', ['C5']],
  ['D1, D2: every running target is off', ['D1', 'D2']],
  ['B2 and B3 hold', ['B2', 'B3']],
  ['L04 shows its progress', ['L04']],
  ['takes A1 as it is', []],
  ['R2D2 is no promise', []],
  ['A1.5 times as fast', []],
])('reads the ids at the start of "%s"', (title, ids) => {
  expect(idsOf(title)).toEqual(ids)
})

it('finds what the documents promise', () => {
  const { statements, scenarios } = promisedIds()
  expect(statements).toEqual(expect.arrayContaining(['A1', 'A14', 'B5', 'C11', 'D10', 'E7', 'F11', 'I6']))
  expect(scenarios).toEqual(expect.arrayContaining(['S1', 'S7', 'L01', 'L30']))
})

it('counts only tests that passed, and names what has none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simmer-covered-'))
  onTestFinished(() => { rmSync(folder, { recursive: true }) })
  const assertionResults = [{ status: 'passed', title: 'A1: refuses' }, { status: 'failed', title: 'A2: refuses' }, { status: 'passed', title: 'L01 echoes' }]
  writeFileSync(join(folder, 'one.json'), JSON.stringify({ testResults: [{ status: 'failed', assertionResults }] }))
  const line = (statements: readonly string[]): string => coverageLine({ statements, scenarios: ['L01'] }, coveredIds([folder]))
  expect(line(['A1', 'A2'])).toBe('1 of 2 statements and 1 of 1 scenarios have a test; none: A2')
  expect(line(['A1'])).toBe('1 of 1 statements and 1 of 1 scenarios have a test')
})
