import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { button, openTask, taskList, textOf } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page
beforeAll(async () => {
  app = await launchScenarios(['I2-places.ts', 'L01-echo.ts'])
  page = app.page
  await openTask(page, 'I2-places.ts')
})
afterAll(() => app.removeScripts())

const tab = (name: string) => page.getByRole('tab', { name, exact: true })

describe('I2: tabs', () => {
  it('I2 tabs turn by click and by arrow keys, over what is disabled, and say which is shown', async () => {
    await tab('Second').click()
    await expect.poll(() => textOf(page, 'tabs-seen')).toBe('"b"')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => textOf(page, 'tabs-seen')).toBe('"a"')
    expect(await tab('Third').isDisabled()).toBe(true)
    await page.getByRole('tabpanel', { name: 'First' }).waitFor()
  })

  it('I2 a hidden tab keeps what is in it, and its components are wired still', async () => {
    const inside = page.getByRole('textbox', { name: 'Inside' })
    await inside.fill('kept')
    await expect.poll(() => page.locator('#heard').textContent()).toBe('heard kept')
    await tab('Second').click()
    await page.getByText('heard kept').waitFor()
    expect(await inside.isVisible()).toBe(false)
    await button(page, 'Turn to the first').click()
    await inside.waitFor()
    expect(await inside.inputValue()).toBe('kept')
  })

  it('I2 tabs without an id turn as well', async () => {
    await tab('Right').click()
    await page.getByRole('tabpanel', { name: 'Right' }).getByText('two').waitFor()
    expect(await page.getByText('one', { exact: true }).isVisible()).toBe(false)
  })
})

describe('I2: interval', () => {
  it('I2 an interval that a callback starts ticks up to its last, also while another page is shown', async () => {
    expect(await textOf(page, 'ticks')).toBe('0')
    await button(page, 'Start the clock').click()
    await taskList(page).getByTitle('L01-echo.ts').click()
    await page.locator('#ticks').waitFor({ state: 'detached' })
    await taskList(page).getByTitle('I2-places.ts').click()
    await expect.poll(() => textOf(page, 'ticks')).toBe('5')
  })

  it('I2 an interval without end goes on, faster than it asks for than 50 ms never, until its page closes', async () => {
    await expect.poll(async () => Number(await textOf(page, 'beats'))).toBeGreaterThan(5)
    const [from, start] = [Number(await textOf(page, 'beats')), performance.now()]
    await expect.poll(async () => Number(await textOf(page, 'beats'))).toBeGreaterThan(from + 10)
    const [to, end] = [Number(await textOf(page, 'beats')), performance.now()]
    // Beats that a busy window was late for follow at once; ten milliseconds, as asked for, would be five times as many.
    expect(to - from).toBeLessThanOrEqual(2 * (end - start) / 50 + 5)
    expect(await textOf(page, 'ticks')).toBe('5')
    await button(page, 'Close Places').click()
    await taskList(page).getByTitle('I2-places.ts').click()
    await page.locator('#beats').waitFor()
    expect(Number(await textOf(page, 'beats'))).toBeGreaterThanOrEqual(to)
  })
})

describe('I2: loading and progress', () => {
  it('I2 loading and a progress bar tell of the callback at work on them, and rest afterwards', async () => {
    const bar = page.getByRole('progressbar', { name: 'How far' })
    const loading = page.locator('[aria-busy]').filter({ has: page.locator('#worked') })
    expect(await bar.getAttribute('aria-valuenow')).toBe('0')
    expect(await loading.getAttribute('aria-busy')).toBe('false')
    await button(page, 'Work').click()
    await expect.poll(() => bar.getAttribute('data-state')).toBe('indeterminate')
    await page.getByTestId('page').getByText('starting', { exact: true }).waitFor()
    await page.getByRole('status').filter({ hasText: 'Counting sheep' }).waitFor()
    expect(await loading.getAttribute('aria-busy')).toBe('true')
    await writeFile(join(app.folder, 'I2.third'), '')
    await page.getByTestId('page').getByText('75 % · third sheep').waitFor()
    expect(await bar.getAttribute('aria-valuenow')).toBe('75')
    await writeFile(join(app.folder, 'I2.last'), '')
    await expect.poll(() => textOf(page, 'worked')).toBe('worked 1')
    await expect.poll(() => loading.getAttribute('aria-busy')).toBe('false')
    await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('0')
    expect(await page.getByText('Counting sheep').count()).toBe(0)
  })
})
