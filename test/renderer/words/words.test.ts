import { describe, expect, it } from 'vitest'
import { clockTime } from '../../../src/renderer/words/clock-time.ts'
import { duration, elapsed } from '../../../src/renderer/words/duration.ts'
import { endingWords } from '../../../src/renderer/words/ending-words.ts'
import { jobAppearance } from '../../../src/renderer/words/job-appearance.ts'
import { verdictWords } from '../../../src/renderer/words/verdict-words.ts'
import type { ErrorCode } from '../../../src/shared/errors.ts'

const at = (day: number, hour: number, minute: number): number => new Date(2026, 10, day, hour, minute).getTime()
const now = at(22, 15, 0)

describe('words', () => {
  it('tells durations as exactly as their size deserves, and never rounds up to sixty', () => {
    expect([40, 2_100, 9_940, 9_960, 48_400, 59_600, 185_000, 3_599_700, 7_620_000, 90_000_000].map(duration))
      .toEqual(['0.04 s', '2.1 s', '9.9 s', '10 s', '48 s', '1 min 00 s', '3 min 05 s', '1 h 00 min', '2 h 07 min', '1 d 01 h'])
    expect([0, 999, 1_000, 61_500].map(elapsed)).toEqual(['0 s', '0 s', '1 s', '1 min 01 s'])
  })

  it('tells times as seen from now', () => {
    expect([at(22, 14, 2), at(21, 23, 59), at(3, 9, 5), new Date(2025, 1, 3, 9, 5).getTime()].map((time) => clockTime(time, now)))
      .toEqual(['14:02', 'yesterday 23:59', '3 Nov 09:05', '3 Feb 2025 09:05'])
  })

  it('H11: the verdict says what Run would do, and which parts differ', () => {
    expect(verdictWords({ verdict: 'hit', cached: { computedAt: at(22, 14, 2), tookMs: 2_100 } }, now)).toBe('Instant: same as 14:02, took 2.1 s')
    expect(verdictWords({ verdict: 'miss', differs: [{ part: 'limit', before: '1e6', now: '2e6' }, { part: 'code', before: '', now: '' }] }, now))
      .toBe('Will run: limit 1e6 → 2e6, code changed')
    expect(verdictWords({ verdict: 'miss', differs: [] }, now)).toBe('Will run: not computed before')
  })

  it('E3: a cancel tells its receipt in words', () => {
    const receipt = { ended: 7, left: 0, tookMs: 9 }
    expect(endingWords({ status: 'canceled', startedAt: 1, finishedAt: 2, by: 'user', receipt }, null, now)).toBe('Canceled. 7 processes ended, 0 left.')
    expect(endingWords({ status: 'canceled', startedAt: null, finishedAt: 2, by: 'user', receipt: { ...receipt, ended: 0 } }, null, now)).toBe('Canceled before it started.')
    expect(endingWords({ status: 'canceled', startedAt: 1, finishedAt: 2, by: 'replaced', receipt: { ...receipt, ended: 1 } }, null, now))
      .toBe('Replaced by a newer run. 1 process ended, 0 left.')
  })

  it('H5: a hit says when it was computed and how long that took', () => {
    expect(endingWords({ status: 'succeeded', startedAt: 1, finishedAt: 1, from: 'cache' }, { computedAt: at(21, 8, 30), tookMs: 65_000 }, now))
      .toBe('From cache, computed at yesterday 08:30, took 1 min 05 s.')
  })

  it('F1: every way to fail has a word and an icon of its own', () => {
    const codes: readonly ErrorCode[] = ['TASK_THREW', 'CRASHED', 'TIMED_OUT', 'MEMORY_LIMIT', 'INTERRUPTED']
    const looks = codes.map((code) => jobAppearance({ status: 'failed', startedAt: 1, finishedAt: 2, receipt: null, error: { code, message: '' } }))
    expect(looks.map(({ word }) => word)).toEqual(['Failed', 'Crashed', 'Timed out', 'Over its memory limit', 'Interrupted'])
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(codes.length)
  })
})
