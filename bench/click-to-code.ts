import { runInMain } from './main-process/run.ts'
import { type Bench, row } from './row.ts'
import { median, quantile } from './statistics.ts'

/** P1: from the trigger to the first line of user code. */
export const clickToCode: Bench = {
  id: 'P1',
  run: async () => {
    const { code = [], bare = [], burstCode = [], burstBare = [] } = await runInMain('clickToCode')
    const about = { id: 'P1', unit: 'ms' }
    return [
      row({ ...about, what: 'trigger → first line of user code, task open, p50', target: '≤ 0.1 × bare child' }, { value: median(code), baseline: median(bare) }, (_value, ratio) => ratio <= 0.1),
      row({ ...about, what: 'the same, p99', target: '≤ 0.3 × bare child, p50' }, { value: quantile(code, 0.99), baseline: median(bare) }, (_value, ratio) => ratio <= 0.3),
      row({ ...about, what: 'bursts of 10 at once, p50', target: '≤ 1.25 × burst of 10 bare children' }, { value: median(burstCode), baseline: median(burstBare) }, (_value, ratio) => ratio <= 1.25),
    ]
  },
}
