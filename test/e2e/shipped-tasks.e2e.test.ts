import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { writeScripts } from '../support/script-folder.ts'
import { button, endedRuns, openTask } from '../support/task-window.ts'

let app: LaunchedApp
let page: Page
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simmer-look-'))
  await writeScripts(folder, { 'one.txt': 'the same', 'deep/two.txt': 'the same', 'three.md': 'another' })
  app = await launchApp({ lasts: 'file' })
  page = app.page
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const result = (): Promise<string> => page.getByRole('region', { name: 'Result' }).innerText()
const status = (): Promise<string> => page.getByTestId('run-status-text').innerText()

describe('the computations that ship', () => {
  it('2.4 profiles the data set that ships, and again from the cache', async () => {
    await openTask(page, 'csv-profile.ts')
    expect(await page.getByRole('textbox', { name: 'CSV file' }).inputValue()).toContain('bird-strikes.csv')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('10,000')
    for (const column of ['Airport Name', 'Flight Date', 'Speed IAS in knots']) {
      await page.getByRole('region', { name: 'Result' }).getByRole('cell', { name: column, exact: true }).waitFor()
    }
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^From cache/)
  })

  it('2.4 looks through a folder, finds what is there twice, and looks again when a file comes', async () => {
    await openTask(page, 'folder-report.ts')
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
    await button(page, 'Run').click()
    await expect.poll(result).toMatch(/Files\s+3\s/)
    await page.getByRole('region', { name: 'Result' }).getByRole('cell', { name: 'deep/two.txt', exact: true }).first().waitFor()
    await button(page, 'Run').click()
    await expect.poll(status).toMatch(/^From cache/)
    await writeScripts(folder, { 'four.txt': 'new' })
    await button(page, 'Run').click()
    await expect.poll(result).toMatch(/Files\s+4\s/)
    expect(await status()).toMatch(/^Finished in/)
  })

  it('2.4 prices an option while its figure is drawn anew, cancels, and has a price from the cache', async () => {
    await openTask(page, 'monte-carlo-option.ts')
    await page.getByLabel('Paths').fill('1000000000')
    await page.getByLabel('Paths').press('Tab')
    await button(page, 'Run').click()
    await expect.poll(pointsDrawn).toBeGreaterThan(0)
    const early = await pointsDrawn()
    await expect.poll(pointsDrawn).toBeGreaterThan(early)
    expect(Number(await page.locator('#bar').getAttribute('value'))).toBeGreaterThan(0)
    await page.getByTestId('page').getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
    expect(await page.locator('#summary').innerText()).toBe('Not priced yet')

    await page.getByLabel('Paths').fill('200000')
    await page.getByLabel('Paths').press('Tab')
    await button(page, 'Run').click()
    await expect.poll(() => page.locator('#summary').innerText()).toMatch(/^10\.4\d+ ± .* after 200,000 paths\. Black–Scholes says 10\.4506\.$/)
    await expect.poll(() => hostsOn(app.dataDir)).toHaveLength(1)
    await button(page, 'Run').click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('From cache')
  })
})

/** Points of the longest line of the drawn figure, as Plotly has them. */
async function pointsDrawn(): Promise<number> {
  return page.locator('#convergence .js-plotly-plot').evaluate((plot) => {
    const { data } = plot as unknown as { readonly data: readonly { readonly x?: readonly number[] }[] }
    return Math.max(0, ...data.map(({ x }) => x?.length ?? 0))
  })
}
