import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page
beforeAll(async () => {
  app = await launchScenarios(['L19-twenty.ts', 'L19-other.ts', 'L27-when-running.ts'], { env: { SIMMER_JOBS_AT_ONCE: '20' } })
  ;({ page } = app)
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(page, id)
const rows = (): Promise<string[]> => page.locator('.row').allInnerTexts()
const inNow = (): Promise<number> => activity(page, 'Now').getByRole('listitem').count()
/** As row 1 to 20 of the page tell of themselves. */
const everyRow = (tells: (row: number) => string): string[] => Array.from({ length: 20 }, (_, index) => `row ${index + 1}: ${tells(index + 1)} Cancel ${index + 1}`)

it('L19 answers Cancel and the triggers of another page while 20 jobs run', async () => {
  const working = 'runs, waits for its data, no result'
  await openTask(page, 'L19-other.ts')
  await openTask(page, 'L19-twenty.ts')
  await button(page, 'Start all').click()
  await expect.poll(rows, { timeout: 60_000 }).toEqual(everyRow(() => working))
  expect(await inNow()).toBe(20)

  await openTask(page, 'L19-other.ts')
  await button(page, 'Light').click()
  await expect.poll(() => text('light-result')).toBe('answered 1')
  await button(page, 'Long').click()
  const waiting = activity(page, 'Next').getByRole('listitem')
  await expect.poll(() => waiting.allInnerTexts()).toEqual([expect.stringMatching(/^1\s.*L19 Another page[^]*Waiting: 20 of 20 jobs run$/)])
  expect(await inNow()).toBe(20)

  await openTask(page, 'L19-twenty.ts')
  await button(page, 'Cancel 7').click()
  await expect.poll(rows).toEqual(everyRow((row) => (row === 7 ? 'idle, no step, no result' : working)))
  // The slot that came free is the waiting job's.
  await expect.poll(() => endedRuns(page)).toEqual([expect.stringContaining('L19 Another page'), expect.stringContaining('Canceled. 1 process ended, 0 left.')])
  expect(await rows()).toEqual(everyRow((row) => (row === 7 ? 'idle, no step, no result' : working)))
  expect(await inNow()).toBe(19)

  await writeFile(join(app.folder, 'L19.data'), '')
  await expect.poll(rows).toEqual(everyRow((row) => (row === 7 ? 'idle, no step, no result' : `idle, no step, row ${row} is done`)))
  await openTask(page, 'L19-other.ts')
  expect(await text('long-result')).toBe('ran 1')
})

it('L27 runs three quick clicks in order, at once, or the first alone, as the callback asks', async () => {
  await openTask(page, 'L27-when-running.ts')
  const before = await endedCount(page)
  const noted = async (word: string): Promise<string[]> => (await readFile(join(app.folder, `L27.${word}`), 'utf8')).trim().split(/ +/)
  for (const word of ['queue', 'parallel', 'ignore']) await button(page, word).click({ clickCount: 3 })
  await expect.poll(() => endedCount(page)).toBe(before + 7)
  for (const run of (await endedRuns(page)).slice(0, 7)) expect(run).toContain('Finished in')

  expect(await noted('queue')).toEqual(['begin1', 'end1', 'begin2', 'end2', 'begin3', 'end3'])
  expect(await text('result-queue')).toBe('result of click 3')
  const atOnce = await noted('parallel')
  expect([atOnce.slice(0, 3).sort(), atOnce.slice(3).sort()]).toEqual([['begin1', 'begin2', 'begin3'], ['end1', 'end2', 'end3']])
  expect(await text('result-parallel')).toMatch(/^result of click [123]$/)
  expect([await noted('ignore'), await text('result-ignore')]).toEqual([['begin1', 'end1'], 'result of click 1'])
})
