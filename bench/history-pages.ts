import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openStore } from '../src/main/store/open-store.ts'
import { brandAs, type TaskId } from '../src/shared/brand.ts'
import type { HistoryQuery } from '../src/shared/history.ts'
import { fillHistory, taskOf } from './history/fill-history.ts'
import { type Bench, type BenchRow, row } from './row.ts'
import { median } from './statistics.ts'

const rounds = 30
const sizes = [10_000, 1_000_000] as const
const everything: HistoryQuery = { taskId: null, outcomes: [], words: '', before: null }
const aTask = brandAs<TaskId>(taskOf(7))

/** What people do in History; each is measured by its slowest question of several. */
const questions: readonly { readonly what: string; readonly asked: (count: number) => readonly Partial<HistoryQuery>[] }[] = [
  { what: 'first page', asked: () => [{}] },
  { what: 'a page in the middle', asked: (count) => [{ before: Math.floor(count / 2) }, { before: Math.floor(count / 2), taskId: aTask }, { before: Math.floor(count / 2), words: 'sales' }] },
  { what: 'filter by task and outcome', asked: () => [{ taskId: aTask }, { outcomes: ['failed'] }, { taskId: aTask, outcomes: ['crashed'] }, { outcomes: ['failed', 'crashed', 'canceled'] }, { outcomes: ['timedOut'] }] },
  { what: 'search', asked: () => [{ words: 'word77' }, { words: 'task sales' }, { words: 'limit 4711' }, { words: 'sigsegv', taskId: aTask }, { words: 'word77 task', outcomes: ['failed'] }, { words: 'word5 word77' }, { words: 'nowhere' }] },
]

/** P9: history with a million runs. */
export const historyPages: Bench = {
  id: 'P9',
  run: async () => {
    const [small, large] = await Promise.all(sizes.map(measure))
    return questions.map(({ what }, index): BenchRow => row(
      { id: 'P9', what: `${what}, 1,000,000 runs, beside 10,000`, unit: 'ms', target: '≤ 10 ms' },
      { value: large?.[index] ?? Number.NaN, baseline: small?.[index] ?? Number.NaN }, (value) => value <= 10,
    ))
  },
}

async function measure(count: number): Promise<readonly number[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-history-'))
  try {
    fillHistory(folder, count)
    const store = openStore(folder)
    const slowest = questions.map(({ asked }) => Math.max(...asked(count).map((query) => {
      const times = Array.from({ length: rounds }, () => {
        const began = performance.now()
        store.history.page({ ...everything, ...query })
        return performance.now() - began
      })
      return median(times)
    })))
    store.close()
    return await Promise.resolve(slowest)
  } finally { rmSync(folder, { recursive: true, force: true }) }
}
