import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brandAs, type CallbackId } from '../../../src/shared/brand.ts'
import { AppTarget } from '../app-target.ts'
import { Arena } from '../arena.ts'
import { drawPlan } from '../draw-plan.ts'
import { type Sample, takeSample } from './sample.ts'

export interface SoakOptions {
  readonly hours: number
  readonly seed: number
  readonly sampled?: (sample: Sample) => void
}

/** ms between two samples, and how many jobs are asked for in a second. */
const sampleEvery = 30_000
const jobsPerSecond = 4
/** ms between two reloads of the window. */
const reloadEvery = 45_000

/** Lets the app work for hours: jobs of every kind, windows that reload, come and go. Answers with what main held meanwhile. */
export async function runSoak({ hours, seed, sampled }: SoakOptions): Promise<readonly Sample[]> {
  using arena = new Arena()
  const temporary = path.join(arena.folder, 'temporary')
  mkdirSync(temporary)
  const target = new AppTarget({ name: 'app', env: { ...arena.env, TMPDIR: temporary }, home: path.join(arena.folder, 'home'), hear: () => undefined })
  const samples: Sample[] = []
  const began = performance.now()
  const over = (): boolean => performance.now() - began > hours * 3_600_000
  let jobs = 0
  try {
    await target.start()
    const work = async (): Promise<void> => {
      for (let round = 0; !over(); round++) {
        for (const { callback, n, wish, page, fresh } of drawPlan(round, { seed, kind: 'app', targets: 1 }).jobs) {
          const args = callback.startsWith('cached') ? [n, { ...wish, ms: 5 }] : [{ ...wish, ms: Math.min(wish.ms, 30) }]
          void target.trigger({ callbackId: brandAs<CallbackId>(callback), args, fresh, page }).then(() => { jobs += 1 }, () => undefined)
          await sleep(1_000 / jobsPerSecond)
        }
      }
    }
    const windows = async (): Promise<void> => {
      for (let turn = 0; !over(); turn++) {
        await sleep(Math.min(reloadEvery, hours * 3_600_000 / 4))
        if (turn % 3 === 0) { await target.newWindow(); await target.closeWindow() }
        else await target.reload()
      }
    }
    const watch = async (): Promise<void> => {
      while (!over()) {
        await sleep(Math.min(sampleEvery, hours * 3_600_000 / 10))
        const { app } = target
        if (app === undefined) throw new Error(`The app ended: ${target.lastWords}`)
        const sample = await takeSample(app, { at: performance.now() - began, jobs, temporary })
        samples.push(sample)
        sampled?.(sample)
      }
    }
    await Promise.all([work(), windows(), watch()])
  } finally { await target.kill() }
  return samples
}
