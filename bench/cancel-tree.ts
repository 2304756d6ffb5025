import { runInMain } from './main-process/run.ts'
import { type Bench, row } from './row.ts'
import { median, quantile } from './statistics.ts'

/** P6: from the cancel until nothing of the job's processes is left. */
export const cancelTree: Bench = {
  id: 'P6',
  run: async () => {
    const { gone = [], bare = [] } = await runInMain('cancelTree')
    const about = { id: 'P6', unit: 'ms' }
    return [
      row({ ...about, what: 'cancel → nothing of 3 levels of processes left, p50', target: '≤ 25 ms' }, { value: median(gone), baseline: median(bare) }, (value) => value <= 25),
      row({ ...about, what: 'the same, p99', target: '≤ 100 ms' }, { value: quantile(gone, 0.99), baseline: quantile(bare, 0.99) }, (value) => value <= 100),
    ]
  },
}
