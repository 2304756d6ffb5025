import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type Bench, type BenchRow, row } from './row.ts'
import { median } from './statistics.ts'
import { clickToChange } from './window/click-to-change.ts'
import { type DrawnFrames, framesWhile } from './window/frames-while.ts'
import { type OpenedApp, openApp } from './window/open-app.ts'

const isFull = process.env['SIMMER_FULL_SIZE'] === '1'
/** 20 rounds of each at full size, which takes hours. */
const bursts = [{ jobs: 12, rounds: 4 }, { jobs: 50, rounds: 2 }, { jobs: 100, rounds: 1 }, { jobs: 1_000, rounds: 1 }].map(({ jobs, rounds }) => ({ jobs, rounds: isFull ? 20 : rounds }))
const atOnce = availableParallelism()
/** ms without any job's end after which the rest counts as hung. */
const patience = 30_000

interface Burst { readonly frames: DrawnFrames; readonly unfinished: number; readonly lost: number; readonly cancels: readonly number[] }

/** P16: bursts of jobs by as many clicks, with the window open: all end, never more at once than may, and the window goes on. */
export const burstsOfJobs: Bench = {
  id: 'P16',
  run: async () => {
    const rows: BenchRow[] = []
    for (const { jobs, rounds } of bursts) rows.push(...await measure(jobs, rounds))
    return rows
  },
}

async function measure(jobs: number, rounds: number): Promise<readonly BenchRow[]> {
  const opened = await openApp('burst', { SIMMER_JOBS_AT_ONCE: String(atOnce) })
  try {
    const all: Burst[] = []
    for (let round = 0; round < rounds; round += 1) all.push(await burst(opened, { jobs, before: round * jobs }))
    const sum = (of: (each: Burst) => number): number => all.reduce((total, each) => total + of(each), 0)
    const about = { id: 'P16', unit: '' }
    const name = `burst of ${jobs}, ${rounds} rounds`
    return [
      row({ ...about, what: `${name}: jobs lost or hung`, target: '0' }, { value: sum(({ unfinished, lost }) => unfinished + lost) }, (value) => value === 0),
      row({ ...about, what: `${name}: most at once`, target: `≤ ${atOnce}` }, { value: mostAtOnce(opened) }, (value) => value <= atOnce),
      row({ ...about, what: `${name}: the window meanwhile`, unit: 'fps', target: '≥ 55 fps' }, { value: median(all.map(({ frames }) => frames.perSecond)) }, (value) => value >= 55),
      row({ ...about, what: `${name}: click on Cancel → canceled, slowest`, unit: 'ms', target: '≤ 100 ms' }, { value: Math.max(...all.flatMap(({ cancels }) => cancels)) }, (value) => value <= 100),
    ]
  } finally { await opened[Symbol.asyncDispose]() }
}

async function burst(opened: OpenedApp, { jobs, before }: { readonly jobs: number; readonly before: number }): Promise<Burst> {
  const { page } = opened
  const cancels: number[] = []
  let unfinished = jobs
  const frames = await framesWhile(page, async () => {
    await page.evaluate((count) => {
      const fill = document.querySelector('#fill')
      for (let click = 0; click < count; click += 1) fill?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    }, jobs)
    let lastEnd = Date.now()
    while (unfinished > 0 && Date.now() - lastEnd < patience) {
      if (cancels.length < 5) {
        await clickToChange(page, { click: '#go', change: '#long' })
        cancels.push(await clickToChange(page, { click: '#stop', change: '#long' }))
      }
      await sleep(100)
      const left = jobs + before - succeeded(opened)
      if (left < unfinished) lastEnd = Date.now()
      unfinished = left
    }
  })
  const [begun, ended] = ['b', 'e'].map((letter) => marks(opened).split(letter).length - 1)
  return { frames, unfinished, cancels, lost: 2 * (jobs + before) - (begun ?? 0) - (ended ?? 0) }
}

function succeeded({ dataDir }: OpenedApp): number {
  const database = new Database(path.join(dataDir, 'simmer.db'), { readonly: true })
  try {
    return database.prepare<[], number>('SELECT count(*) FROM jobs JOIN runs ON runs.id = jobs.run_id WHERE runs.callback_id = \'fill\' AND runs.result IS NOT NULL').pluck().get() ?? 0
  } finally { database.close() }
}

function marks({ marksFolder }: OpenedApp): string {
  try { return readFileSync(path.join(marksFolder, 'bursts'), 'utf8') } catch { return '' }
}

/** The most jobs between their first and last line at one moment. */
function mostAtOnce(opened: OpenedApp): number {
  let [now, most] = [0, 0]
  for (const letter of marks(opened)) {
    now += letter === 'b' ? 1 : -1
    most = Math.max(most, now)
  }
  return most
}
