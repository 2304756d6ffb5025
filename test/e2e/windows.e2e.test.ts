import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { activity, button, endedRuns, openTask } from '../support/task-window.ts'

/** What these tests need of Electron's window in the main process. */
interface CrashingWindow {
  readonly webContents: {
    forcefullyCrashRenderer(): void
    once(event: 'did-finish-load', then: () => void): void
    executeJavaScript(code: string): Promise<unknown>
  }
}

let app: LaunchedApp

beforeAll(async () => { app = await launchApp({ lasts: 'file' }) })

const paragraph = (page: Page): Promise<string | null> => page.locator('#paragraph_id').textContent()

it('C7 replaces and cancels no job of another window', async () => {
  const one = app.page
  await openTask(one, 'examples/3-cancel.ts')
  const other = await app.newWindow()
  await openTask(other, 'examples/3-cancel.ts')
  for (const page of [one, other]) await expect.poll(() => paragraph(page)).toBe('Clicked 0 times')
  await button(one, 'Run Job!').click()
  await button(other, 'Run Job!').click()
  await expect.poll(() => button(other, 'Cancel Running Job!').isEnabled()).toBe(true)
  await button(other, 'Cancel Running Job!').click()
  await expect.poll(() => paragraph(one)).toBe('Clicked 1 times')
  await expect.poll(() => endedRuns(one)).toHaveLength(4)
  expect(await paragraph(other)).toBe('Clicked 0 times')
  const ends = (await endedRuns(one)).join('\n')
  expect(ends.match(/Canceled/g)).toHaveLength(1)
  expect(ends).not.toContain('Replaced')
  await other.close()
})

it('G6 goes on through a reload at half way: progress, then the result, and nothing is called again', async () => {
  const { page } = app
  await openTask(page, 'examples/4-progress.ts')
  await expect.poll(() => paragraph(page)).toBe('Clicked 0 times')
  const before = (await endedRuns(page)).length
  await button(page, 'Run Job!').click()
  await expect.poll(() => progressOf(page)).toBeGreaterThanOrEqual(5)
  await page.reload()
  await expect.poll(() => progressOf(page)).toBeGreaterThanOrEqual(5)
  expect(await page.locator('#progress_bar').isVisible()).toBe(true)
  expect(await button(page, 'Run Job!').isDisabled()).toBe(true)
  await expect.poll(() => paragraph(page)).toBe('Clicked 1 times')
  expect(await page.locator('#progress_bar').isVisible()).toBe(false)
  await expect.poll(() => endedRuns(page)).toHaveLength(before + 1)
})

it('G6 goes on without its window, and the next window that opens the task takes the page over', async () => {
  const first = await app.newWindow()
  await openTask(first, 'examples/4-progress.ts')
  await expect.poll(() => progressOf(first)).toBeGreaterThanOrEqual(2)
  const before = (await endedRuns(app.page)).length
  await first.close()
  await expect.poll(() => activity(app.page, 'Now').getByRole('listitem').count()).toBe(1)

  const second = await app.newWindow()
  await openTask(second, 'examples/4-progress.ts')
  await expect.poll(() => progressOf(second)).toBeGreaterThanOrEqual(2)
  await expect.poll(() => paragraph(second)).toBe('Clicked 0 times')
  expect(await paragraph(app.page)).toBe('Clicked 1 times')
  await expect.poll(() => endedRuns(app.page)).toHaveLength(before + 1)
})

it('G6 has a result that came while no window had the page', async () => {
  const first = await app.newWindow()
  await openTask(first, 'examples/1-simple.ts')
  await expect.poll(() => paragraph(first)).toBe('Clicked 0 times')
  const before = (await endedRuns(app.page)).length
  await button(first, 'Run Job!').click()
  await expect.poll(() => activity(app.page, 'Now').getByRole('listitem').count()).toBe(1)
  await first.close()
  await expect.poll(() => endedRuns(app.page)).toHaveLength(before + 1)

  const second = await app.newWindow()
  await openTask(second, 'examples/1-simple.ts')
  await expect.poll(() => paragraph(second)).toBe('Clicked 1 times')
})

it('G6 goes on when a window crashes: it comes back by itself with the page, and the result comes too', async () => {
  const page = await app.newWindow()
  await openTask(page, 'examples/2-running.ts')
  await expect.poll(() => paragraph(page)).toBe('Clicked 0 times')
  await button(page, 'Run Job!').click()
  await expect.poll(() => button(page, 'Run Job!').isDisabled()).toBe(true)
  // Playwright lets go of a page that crashed; the window is asked itself.
  const window = await app.app.browserWindow(page)
  await window.evaluate((each: CrashingWindow) => new Promise<void>((resolve) => {
    each.webContents.once('did-finish-load', resolve)
    each.webContents.forcefullyCrashRenderer()
  }))
  await expect.poll(() => window.evaluate((each: CrashingWindow) => each.webContents.executeJavaScript('document.querySelector("#paragraph_id")?.textContent')))
    .toBe('Clicked 1 times')
})

it('2.9 keeps the tab in front in sight, however many are open in a small window', async () => {
  const page = await app.newWindow()
  const window = await app.app.browserWindow(page)
  await window.evaluate((each: { setContentSize(width: number, height: number): void }) => { each.setContentSize(900, 600) })
  for (const path of ['count-primes.ts', 'csv-profile.ts', 'folder-report.ts', 'monte-carlo-option.ts', 'examples/1-simple.ts']) await openTask(page, path)
  const tab = page.getByRole('navigation', { name: 'Open tasks' }).getByRole('button', { name: '1. A simple job', exact: true })
  const strip = page.getByRole('navigation', { name: 'Open tasks' })
  await expect.poll(() => inside(tab, strip)).toBe(true)
  await openTask(page, 'count-primes.ts')
  await expect.poll(() => inside(strip.getByRole('button', { name: 'Count primes', exact: true }), strip)).toBe(true)
})

/** Whether all of one element's width is where the other is. */
async function inside(inner: Locator, outer: Locator): Promise<boolean> {
  const [one, other] = [await inner.boundingBox(), await outer.boundingBox()]
  return one !== null && other !== null && one.x >= other.x && one.x + one.width <= other.x + other.width
}

/** Steps that the bar of example 4 shows. */
async function progressOf(page: Page): Promise<number> {
  return Number(await page.locator('#progress_bar').getAttribute('value'))
}
