import { runInMain } from './main-process/run.ts'
import { type Bench, row } from './row.ts'
import { median } from './statistics.ts'

/** P14: how many empty jobs end in a second, each in a fresh process. */
export const throughput: Bench = {
  id: 'P14',
  run: async () => {
    const { jobs = [], bare = [], atOnce = [] } = await runInMain('throughput')
    return [row(
      { id: 'P14', what: `empty jobs, a fresh process each, ${atOnce.join()} at once`, unit: '/s', target: '≥ 0.8 × bare spawn loop' },
      { value: median(jobs), baseline: median(bare) }, (_value, ratio) => ratio >= 0.8,
    )]
  },
}
