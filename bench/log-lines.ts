import type { Page } from 'playwright-core'
import type { SimmerBridge } from '../src/shared/contract.ts'
import { type Bench, row } from './row.ts'
import { median } from './statistics.ts'
import { openApp } from './window/open-app.ts'

/** s for which 10,000 lines a second are printed. */
const seconds = 30
const million = 1_000_000
const rounds = 5

/** P17: a log of many lines: printed, looked at, opened again, and searched. */
export const logLines: Bench = {
  id: 'P17',
  run: async () => {
    const opened = await openApp('log-flood')
    const { page } = opened
    try {
      await page.click('[data-testid=log-toggle]')
      await print(page, `steady ${seconds}`)
      const inFile = await rightLines(page)
      const inView = await lastInView(page, seconds * 10_000)
      await print(page, 'million')
      await page.waitForSelector(`[data-testid=log][data-lines="${million}"]`, { timeout: 60_000 })
      const opening: number[] = []
      const searching: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        opening.push(await openLog(page))
        searching.push(await search(page, `Line ${million - 1 - round} OF`))
      }
      const about = { id: 'P17' }
      return [
        row({ ...about, what: `10,000 lines a second for ${seconds} s: lines lost in the file`, unit: '', target: '0' }, { value: seconds * 10_000 - inFile }, (value) => value === 0),
        row({ ...about, what: 'the same, the last line in the view after the end', unit: '', target: String(seconds * 10_000 - 1) }, { value: inView }, (value) => value === seconds * 10_000 - 1),
        row({ ...about, what: 'a log of 1,000,000 lines: opened, its end in view', unit: 'ms', target: '≤ 200 ms' }, { value: median(opening) }, (value) => value <= 200),
        row({ ...about, what: 'the same, searched', unit: 'ms', target: '≤ 1 s' }, { value: median(searching) }, (value) => value <= 1_000),
      ]
    } finally { await opened[Symbol.asyncDispose]() }
  },
}

async function print(page: Page, what: string): Promise<void> {
  const before = await page.textContent('#out')
  await page.fill('#what', what)
  await page.click('#go')
  await page.waitForFunction((text) => { const now = document.querySelector('#out')?.textContent ?? ''; return now !== '' && now !== text }, before, { timeout: 120_000 })
}

/** How many lines the newest job's log has, each with its number. */
function rightLines(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { simmer } = globalThis as unknown as { simmer: SimmerBridge }
    const found = await simmer.endedJobs(Number.MAX_SAFE_INTEGER)
    if (!found.ok) throw new Error(found.error.message)
    const jobId = found.value.jobs[0]!.job.id
    let right = 0
    for (;;) {
      const lines = await simmer.logLines({ jobId, from: right, to: right + 2_000 })
      if (!lines.ok || lines.value.length === 0) return right
      for (const { text } of lines.value) {
        if (text !== `line ${right} of what is printed`) return right
        right += 1
      }
    }
  })
}

/** The number in the last line that the log's view shows, once it has all lines. */
async function lastInView(page: Page, lines: number): Promise<number> {
  await page.waitForSelector(`[data-testid=log][data-lines="${lines}"]`, { timeout: 30_000 })
  const shown = await page.waitForFunction((last) => document.querySelector<HTMLElement>('[data-testid=log]')?.innerText.includes(`line ${last} `) === true, lines - 1, { timeout: 30_000 }).then(() => true, () => false)
  return shown ? lines - 1 : -1
}

/** ms from the click that opens the log until its last line is drawn. */
function openLog(page: Page): Promise<number> {
  return page.evaluate((last) => new Promise<number>((resolve) => {
    const toggle = document.querySelector<HTMLElement>('[data-testid=log-toggle]')!
    toggle.click()
    setTimeout(() => {
      const began = performance.now()
      toggle.click()
      const look = (): void => {
        if (document.querySelector<HTMLElement>('[data-testid=log]')?.innerText.includes(`line ${last} `) === true) resolve(performance.now() - began)
        else requestAnimationFrame(look)
      }
      look()
    }, 500)
  }), million - 1)
}

/** ms of main's answer to a search through all lines, whatever their case. */
function search(page: Page, text: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const { simmer } = globalThis as unknown as { simmer: SimmerBridge }
    const found = await simmer.endedJobs(Number.MAX_SAFE_INTEGER)
    if (!found.ok) throw new Error(found.error.message)
    const began = performance.now()
    const matches = await simmer.searchLog({ jobId: found.value.jobs[0]!.job.id, text: wanted, matchCase: false, wholeWord: false })
    const took = performance.now() - began
    if (!matches.ok || matches.value.lines.length !== 1) throw new Error('The line was not found once')
    return took
  }, text)
}
