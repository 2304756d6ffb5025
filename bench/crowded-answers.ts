import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, type BenchRow, row } from './row.ts'
import { interleaved, median } from './statistics.ts'
import { clickToChange, type Watched } from './window/click-to-change.ts'
import { type OpenedApp, openApp } from './window/open-app.ts'

const atOnce = 20
const rounds = 20

interface Act extends Watched {
  readonly what: string
  /** Brings the page to where the click can be measured. */
  readonly before: (crowd: Crowd) => Promise<void>
}

/** In the order that one round takes: what one leaves is where the next begins. */
const acts: readonly Act[] = [
  { what: 'click → a light callback\'s answer drawn', click: '#light', change: '#lit', before: async () => Promise.resolve() },
  { what: 'click → a long callback\'s trigger answered (running props on)', click: '#go', change: '#long', before: (crowd) => crowd.untilAlone() },
  { what: 'click on Cancel → its job over for the page (running props off)', click: '#stop', change: '#long', before: (crowd) => crowd.untilBegun() },
]

/** P21: how soon Cancel and triggers are answered while 20 jobs run that each tell their progress ten times a second. */
export const crowdedAnswers: Bench = {
  id: 'P21',
  run: async () => {
    const crowded = await Crowd.open(atOnce - 1)
    const alone = await Crowd.open(0)
    try {
      const measured = acts.map((): number[] => [])
      const baseline = acts.map((): number[] => [])
      for (let round = 0; round < rounds; round += 1) {
        for (const [at, act] of acts.entries()) {
          const once = await interleaved(1, { measured: () => crowded.measure(act), baseline: () => alone.measure(act) }, 0)
          measured[at]?.push(...once.measured)
          baseline[at]?.push(...once.baseline)
        }
      }
      return acts.map(({ what }, at): BenchRow => row(
        { id: 'P21', what: `${what}, ${atOnce} jobs running`, unit: 'ms', target: '≤ 100 ms' },
        { value: median(measured[at] ?? []), baseline: median(baseline[at] ?? []) }, (value) => value <= 100,
      ))
    } finally {
      await crowded.opened[Symbol.asyncDispose]()
      await alone.opened[Symbol.asyncDispose]()
    }
  },
}

/** The bench's page with so many jobs running beside the one that is measured. */
class Crowd {
  readonly opened: OpenedApp
  readonly #others: number
  #begun = 0

  private constructor(opened: OpenedApp, others: number) {
    this.opened = opened
    this.#others = others
  }

  static async open(others: number): Promise<Crowd> {
    const crowd = new Crowd(await openApp('crowd', { SIMMER_JOBS_AT_ONCE: String(atOnce) }), others)
    for (let click = 0; click < others; click += 1) await crowd.opened.page.click('#fill')
    await crowd.#untilRuns(others)
    return crowd
  }

  async measure(act: Act): Promise<number> {
    await act.before(this)
    return clickToChange(this.opened.page, act)
  }

  /** The job that is measured has begun, so that all of them run. */
  async untilBegun(): Promise<void> {
    this.#begun += 1
    await this.#untilRuns(this.#others + this.#begun)
  }

  /** Nothing is left of the last one measured. */
  async untilAlone(): Promise<void> {
    await this.opened.page.waitForFunction((others) => document.querySelectorAll('[data-testid="running-job"]').length === others, this.#others)
  }

  async #untilRuns(count: number): Promise<void> {
    while (this.opened.marks('crowd-runs') < count) await sleep(50)
  }
}
