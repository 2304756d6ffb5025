import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { activity, button, endedRuns, openTask, taskList } from '../support/task-window.ts'

let app: LaunchedApp
let page: Page

beforeAll(async () => {
  app = await launchApp({ lasts: 'file' })
  page = app.page
})

const limit = (): ReturnType<Page['getByLabel']> => page.getByRole('form', { name: 'Parameters' }).getByLabel('Up to')
const result = (): Promise<string> => page.getByRole('region', { name: 'Result' }).innerText()
const status = (): Promise<string> => page.getByTestId('run-status-text').innerText()

/** The one spare host, once it has been alone for half a second: before, it may be the host of the job that just ended. */
async function settledHosts(): Promise<readonly number[]> {
  let before: readonly number[] = []
  await expect.poll(() => {
    const now = hostsOn(app.dataDir)
    const settled = now.length === 1 && now[0] === before[0]
    before = now
    return settled
  }, { interval: 500 }).toBe(true)
  return before
}

describe('the main job', () => {
  it('2.4 counts primes by mouse: progress, cancel with its receipt, a run, and the same again from the cache', async () => {
    await openTask(page, 'count-primes.ts')
    await limit().fill('10000000000')
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^\d+ % · Sieved up to [\d,]+$/)
    const bar = page.getByTestId('page').getByRole('progressbar', { name: 'Progress' })
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    expect(await activity(page, 'Now').getByRole('listitem').innerText()).toContain('Sieved up to')

    await button(page, 'Cancel').first().click()
    await expect.poll(status).toBe('Canceled. 1 process ended, 0 left.')
    expect(await button(page, 'Cancel').isDisabled()).toBe(true)
    expect(await result()).toContain('The result appears here')

    await limit().fill('1000000')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('78,498')
    expect(await status()).toMatch(/^Finished in [\d.]+ s\.$/)

    await expect.poll(() => page.getByTestId('verdict').innerText()).toMatch(/^Instant: same as /)
    const hosts = await settledHosts()
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^From cache, computed at \d\d:\d\d, took [\d.]+ s\.$/)
    expect(await result()).toContain('78,498')
    expect(hostsOn(app.dataDir)).toEqual(hosts)
    expect(await endedRuns(page)).toHaveLength(3)
  })

  it('2.4 queues a second run behind the first, and Cancel ends both with the receipt of the one that ran', async () => {
    await limit().fill('10000000000')
    await button(page, 'Run').click()
    await expect.poll(status).toContain('Sieved up to')
    await limit().fill('9000000000')
    await button(page, 'Run').click()
    await expect.poll(status).toContain('1 more in the queue')
    expect(await activity(page, 'Next').getByRole('listitem').innerText()).toMatch(/limit 9000000000[\s\S]*Waiting/)
    await button(page, 'Cancel').first().click()
    await expect.poll(() => endedRuns(page)).toHaveLength(5)
    await expect.poll(status).toBe('Canceled. 1 process ended, 0 left.')
    expect((await endedRuns(page)).join()).toContain('Canceled before it started.')
  })

  it('2.4 counts primes by the keyboard alone', async () => {
    await page.keyboard.press('Control+w')
    await page.getByTestId('welcome').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('count')
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('Count primes')
    await page.keyboard.press('Enter')
    await page.getByTestId('page').waitFor()
    await page.keyboard.press('Control+2')
    await expect.poll(() => limit().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('10000000000')
    await page.keyboard.press('Enter')
    await expect.poll(status).toContain('Sieved up to')
    await page.keyboard.press('Control+.')
    await expect.poll(status).toBe('Canceled. 1 process ended, 0 left.')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2000000')
    await page.keyboard.press('Control+Enter')
    await expect.poll(result).toContain('148,933')
  })

  it('2.4 keeps Run from being pressed while a value is wrong, and says why', async () => {
    await limit().fill('1')
    await expect.poll(() => button(page, 'Run').isDisabled()).toBe(true)
    expect(await page.getByTestId('verdict').innerText()).toMatch(/^Cannot run\. Up to: /)
    await limit().fill('many')
    await expect.poll(() => page.getByTestId('verdict').innerText()).toMatch(/^Cannot run\. Up to: .*number/)
    expect(await taskList(page).getByRole('button', { name: 'Count primes' }).getAttribute('aria-current')).toBe('page')
  })
})
