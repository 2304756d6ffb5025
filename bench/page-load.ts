import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LoadSamples } from './page/measure-load.ts'
import { type Bench, type BenchRow, row } from './row.ts'
import { median } from './statistics.ts'

const rounds = 15
const sizes = [20, 200, 2000] as const

/** P20: making a page, in a thread that has compiled nothing yet. */
export const pageLoad: Bench = {
  id: 'P20',
  run: async () => {
    const bySize = new Map<number, readonly LoadSamples[]>(sizes.map((size) => [size, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) bySize.set(size, [...bySize.get(size) ?? [], await loadOnce(size)])
    }
    const of = (size: number, what: keyof LoadSamples): number => median((bySize.get(size) ?? []).map((sample) => sample[what]))
    const target = '≤ 100 ms'
    const isMet = (value: number): boolean => value <= 100
    const line = (what: string, kind: keyof LoadSamples): BenchRow => row({ id: 'P20', what, unit: 'ms', target }, { value: of(200, kind), baseline: of(200, 'walk') }, isMet)
    return [
      line('a new page of 1,000 components and 200 callbacks: plan, index, initial calls', 'created'),
      line('the same page taken over with its running jobs', 'restored'),
      line('its script changed: hot reload', 'described'),
      line('its circles looked for, when the script is described', 'circles'),
      row({ id: 'P20', what: 'a new page of 100 and 20, beside 1,000 and 200', unit: 'ms', target: '' }, { value: of(20, 'created'), baseline: of(200, 'created') }, () => true),
      row({ id: 'P20', what: 'a new page of 10,000 and 2,000, beside 1,000 and 200', unit: 'ms', target: '≤ 15 × the tenth' }, { value: of(2000, 'created'), baseline: of(200, 'created') }, (_value, ratio) => ratio <= 15),
    ]
  },
}

async function loadOnce(callbacks: number): Promise<LoadSamples> {
  const worker = new Worker(path.join(import.meta.dirname, 'page', 'load-worker.ts'), { workerData: callbacks })
  const [samples] = await once(worker, 'message') as [LoadSamples]
  await worker.terminate()
  return samples
}
