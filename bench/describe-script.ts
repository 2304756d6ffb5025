import { runInMain } from './main-process/run.ts'
import { type Bench, row } from './row.ts'
import { median } from './statistics.ts'

/** P18: how long a saved script takes until it can run, and how long it takes to see that it was not saved. */
export const describeScript: Bench = {
  id: 'P18',
  run: async () => {
    const { measured = [], baseline = [], unchanged = [] } = await runInMain('describeScript')
    const about = { id: 'P18', unit: 'ms' }
    return [
      row({ ...about, what: 'a script of 50 files saved → bundled and described', target: '≤ 1.3 × esbuild + bare child' },
        { value: median(measured), baseline: median(baseline) }, (_value, ratio) => ratio <= 1.3),
      row({ ...about, what: 'the same, unchanged', target: '≤ 2 ms' }, { value: median(unchanged) }, (value) => value <= 2),
    ]
  },
}
