import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { interleaved } from '../statistics.ts'
import { bareChild } from './bare-child.ts'
import type { Lab } from './lab.ts'
import type { Samples } from './samples.ts'

const rounds = 6
const jobs = 40

/** P14: empty jobs per second, each in a fresh process, and bare children per second at the same concurrency. */
export async function throughput(lab: Lab): Promise<Samples> {
  const atOnce = availableParallelism()
  lab.limit(atOnce)
  await lab.openTask('first-line')
  const { measured, baseline } = await interleaved(rounds, {
    measured: () => perSecond(async () => {
      const all = await Promise.all(Array.from({ length: jobs }, () => lab.trigger(lab.callOf('first-line', { pageId: null, args: [1] }))))
      await Promise.all(all.map(({ id }) => lab.ended(id)))
    }),
    baseline: () => perSecond(async () => {
      let left = jobs
      const lane = async (): Promise<void> => {
        while (left > 0) {
          left -= 1
          await once(bareChild('bare-child.mjs'), 'exit')
        }
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
    }),
  }, 1)
  return { jobs: measured, bare: baseline, atOnce: [atOnce] }
}

async function perSecond(all: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await all()
  return jobs / (performance.now() - began) * 1000
}
