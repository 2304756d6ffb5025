import { measureCache } from './cache/cache-size.ts'
import { type Bench, type BenchRow, row } from './row.ts'

const [few, many] = [1_000, 1_000_000]

/** P10: a lookup and a put of 1 kB, how they grow with the cache, and a page of its list. */
export const cacheEntries: Bench = {
  id: 'P10',
  run: () => {
    const [small, large] = [measureCache(few), measureCache(many)]
    const sizes = [[few, small], [many, large]] as const
    const about = { id: 'P10', unit: 'µs' }
    return Promise.resolve<readonly BenchRow[]>([
      ...sizes.map(([count, { get, bareGet }]) => row({ ...about, what: `cache: get of 1 kB at ${count.toLocaleString('en-US')} entries`, target: '≤ 2 × bare get' }, { value: get, baseline: bareGet }, (_value, ratio) => ratio <= 2)),
      ...sizes.map(([count, { put, barePut }]) => row({ ...about, what: `cache: put of 1 kB at ${count.toLocaleString('en-US')} entries`, target: '≤ 2 × bare put' }, { value: put, baseline: barePut }, (_value, ratio) => ratio <= 2)),
      row({ ...about, what: 'get at 1,000,000 entries, beside 1,000', target: '≤ 3 ×' }, { value: large.get, baseline: small.get }, (_value, ratio) => ratio <= 3),
      row({ ...about, what: 'put at 1,000,000 entries, beside 1,000', target: '≤ 3 ×' }, { value: large.put, baseline: small.put }, (_value, ratio) => ratio <= 3),
      row({ ...about, what: 'a page of 100 entries of 1,000,000', target: '≤ 10,000 µs' }, { value: large.page, baseline: small.page }, (value) => value <= 10_000),
    ])
  },
}
