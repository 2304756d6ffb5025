import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordTexts } from '../support/record-texts.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
beforeAll(async () => {
  app = await launchScenarios(['L16-pages.ts', 'L21-half.ts', 'L22-shared.ts', 'L23-rows.ts'])
  return () => app.removeScripts()
})

const texts = (page: Page, ids: readonly string[]): Promise<string[]> => Promise.all(ids.map((id) => textOf(page, id)))
/** What a script waits for is here. */
const bring = (name: string): Promise<void> => writeFile(join(app.folder, name), '')
const inNow = (page: Page): Promise<number> => activity(page, 'Now').getByRole('listitem').count()

it('L16 cancels with a page\'s own button its own job, with the shared button those of all pages, and never another window\'s', async () => {
  const { page } = app
  const idle = ['not running', 'no result']
  const shows = (number: 1 | 2): Promise<string[]> => texts(page, [`step-${number}`, `result-${number}`])
  const goTo = async (number: 1 | 2): Promise<void> => {
    await button(page, `Go to ${number}`).click()
    await page.getByRole('heading', { name: `Page ${number}` }).waitFor()
  }
  const start = async (number: 1 | 2): Promise<string[]> => {
    await button(page, `Start ${number}`).click()
    await expect.poll(() => shows(number)).toEqual([expect.stringMatching(/^process \d+$/), 'no result'])
    return shows(number)
  }
  await openTask(page, 'L16-pages.ts')
  const other = await app.newWindow()
  await openTask(other, 'L16-pages.ts')
  await button(other, 'Start 1').click()
  await expect.poll(() => texts(other, ['step-1'])).toEqual([expect.stringContaining('process')])

  // Its own button: without effect while nothing runs, then ends its own.
  await button(page, 'Cancel 1').click()
  await start(1)
  await button(page, 'Cancel 1').click()
  await expect.poll(() => shows(1)).toEqual(idle)

  // The other page's own button leaves the job of the page that is out of sight.
  const first = await start(1)
  await goTo(2)
  await start(2)
  await button(page, 'Cancel 2').click()
  await expect.poll(() => shows(2)).toEqual(idle)
  await goTo(1)
  expect(await shows(1)).toEqual(first)

  // The shared button ends the jobs of both pages, in sight or not.
  await goTo(2)
  await start(2)
  await button(page, 'Cancel all').click()
  await expect.poll(() => shows(2)).toEqual(idle)
  await goTo(1)
  expect(await shows(1)).toEqual(idle)
  await expect.poll(() => endedRuns(page)).toHaveLength(4)
  for (const end of await endedRuns(page)) expect(end).toContain('Canceled. 1 process ended, 0 left.')

  expect(await inNow(page)).toBe(1)
  await bring('L16.data-1')
  await expect.poll(() => texts(other, ['step-1', 'result-1'])).toEqual(['not running', 'result of page 1'])
  await other.close()
})

it('L21 goes on where it was when the window is reloaded half way: progress, then the result, and nothing is called again', async () => {
  const { page } = app
  await openTask(page, 'L21-half.ts')
  const before = await endedCount(page)
  await button(page, 'Go').click()
  await expect.poll(() => texts(page, ['step'])).toEqual(['50 %'])
  await page.reload()
  await expect.poll(() => texts(page, ['step', 'result'])).toEqual(['50 %', 'no result'])
  expect([await page.locator('#bar').getAttribute('value'), await button(page, 'Go').isDisabled()]).toEqual(['5', true])

  const shown = await recordTexts(page, 'step')
  await bring('L21.data')
  await expect.poll(() => texts(page, ['step', 'result'])).toEqual(['idle', 'result of click 1'])
  const steps = await shown()
  expect(steps.at(-1)).toBe('idle')
  // A busy machine may show two steps in one frame, never one that is over.
  expect(steps.length).toBeGreaterThan(1)
  expect(steps.slice(0, -1).map((step) => Number(step.split(' ')[0]))).toEqual([60, 70, 80, 90, 100].filter((step) => steps.includes(`${step} %`)))
  expect([await button(page, 'Go').isDisabled(), await endedCount(page)]).toEqual([false, before + 1])
})

it('L22 gives two windows one process for the same arguments: both get its result, and a cancel in one leaves the other', async () => {
  const one = app.page
  const other = await app.newWindow()
  const both = [one, other]
  for (const page of both) await openTask(page, 'L22-shared.ts')
  const processes = async (): Promise<string[]> => (await readFile(join(app.folder, 'L22.processes'), 'utf8')).trim().split('\n')
  const clickBoth = async (): Promise<string> => {
    await Promise.all(both.map((page) => button(page, 'Go').click()))
    await expect.poll(() => Promise.all(both.map((page) => inNow(page)))).toEqual([2, 2])
    await expect.poll(() => texts(one, ['status'])).toEqual([expect.stringContaining('process')])
    const [status = ''] = await texts(one, ['status'])
    await expect.poll(() => texts(other, ['status'])).toEqual([status])
    return status
  }

  const first = await clickBoth()
  await bring('L22.data-1')
  for (const page of both) await expect.poll(() => texts(page, ['status', 'result'])).toEqual(['idle', `result 1 of ${first}`])

  const second = await clickBoth()
  await button(other, 'Stop').click()
  await expect.poll(() => texts(other, ['status', 'result'])).toEqual(['idle', `result 1 of ${first}`])
  await expect.poll(() => inNow(one)).toBe(1)
  expect(await texts(one, ['status'])).toEqual([second])
  await bring('L22.data-2')
  await expect.poll(() => texts(one, ['status', 'result'])).toEqual(['idle', `result 2 of ${second}`])
  expect(await texts(other, ['status', 'result'])).toEqual(['idle', `result 1 of ${first}`])
  expect((await processes()).map((pid) => `process ${pid}`)).toEqual([first, second])
  await other.close()
})

it('C10 says the place of a job that waits and why, and cancels it at once', async () => {
  const { page } = app
  await openTask(page, 'L23-rows.ts')
  const waiting = activity(page, 'Next').getByRole('listitem')
  const before = await endedCount(page)
  const rows = [1, 2, 3, 4, 5]
  for (const row of rows) await button(page, `Start ${row}`).click()
  await expect.poll(() => waiting.allInnerTexts()).toEqual([expect.stringMatching(/^1\s+L23[^]*Waiting: 4 of 4 jobs run$/)])
  await expect.poll(() => inNow(page)).toBe(4)
  expect(await button(page, 'Start 5').isDisabled()).toBe(true)
  await waiting.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => endedRuns(page)).toHaveLength(before + 1)
  expect((await endedRuns(page))[0]).toContain('Canceled before it started.')
  expect([await waiting.count(), await inNow(page), await button(page, 'Start 5').isEnabled()]).toEqual([0, 4, true])
  for (const row of rows) await button(page, `Cancel ${row}`).click()
  await expect.poll(() => endedRuns(page)).toHaveLength(before + 5)
})

it('L23 cancels the matched row alone', async () => {
  const { page } = app
  const rows = (): Promise<string[]> => page.locator('.row').allInnerTexts()
  await openTask(page, 'L23-rows.ts')
  for (const row of [1, 2, 3]) await button(page, `Start ${row}`).click()
  const told = (...tells: readonly string[]): string[] => [...tells, ...Array<string>(5).fill('idle, no result')].slice(0, 5).map((text, index) => `Start ${index + 1} Cancel ${index + 1} ${text}`)
  await expect.poll(rows).toEqual(told('works on 1, no result', 'works on 2, no result', 'works on 3, no result'))
  await button(page, 'Cancel 2').click()
  await expect.poll(rows).toEqual(told('works on 1, no result', 'idle, no result', 'works on 3, no result'))
  await bring('L23.data')
  await expect.poll(rows).toEqual(told('idle, result of 1', 'idle, no result', 'idle, result of 3'))
  for (const row of [1, 2, 3, 4, 5]) expect(await button(page, `Start ${row}`).isEnabled()).toBe(true)
})
