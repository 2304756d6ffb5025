import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { summary, tallyOf } from '../../../scripts/checks/tally.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-tally-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the count of tests', () => {
  it('adds up all reports', () => {
    report('one', [{ status: 'passed', tests: ['passed', 'passed', 'skipped'] }])
    report('two', [{ status: 'failed', tests: ['failed', 'passed', 'todo'] }])
    expect(tallyOf(folder)).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    report('one', [{ status: 'failed', tests: [] }])
    expect(tallyOf(folder)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts a report that was cut short as a failure', () => {
    writeFileSync(join(folder, 'one.json'), '{ "testResults": [')
    expect(tallyOf(folder).failed).toBe(1)
  })

  it('is told in one line', () => {
    expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
    expect(summary({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
  })
})

function report(name: string, files: readonly { status: string; tests: readonly string[] }[]): void {
  const testResults = files.map(({ status, tests }) => ({ status, assertionResults: tests.map((test) => ({ status: test })) }))
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ testResults }))
}
