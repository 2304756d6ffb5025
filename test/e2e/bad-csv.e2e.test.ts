import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { writeScripts } from '../support/script-folder.ts'
import { button, openTask } from '../support/task-window.ts'

let folder: string
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simmer-csv-'))
  const wide = Array.from({ length: 10_000 }, (_, column) => column)
  await writeScripts(folder, {
    'quote.csv': 'name,age\n"Ada,36\nGrace,45\n',
    'no-header.csv': '1,2.5\n3,4.5\n5,6.5\n',
    'wide.csv': `${wide.map((column) => `c${column}`).join(',')}\n${wide.join(',')}\n`,
    'empty.csv': '',
    'gone.csv': 'a,b\n1,2\n',
  })
  ;({ page } = await launchApp({ lasts: 'file' }))
  await openTask(page, 'csv-profile.ts')
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const alert = (): Promise<string> => page.getByRole('main').getByRole('alert').innerText()
const result = (): Promise<string> => page.getByRole('region', { name: 'Result' }).innerText()

async function profile(file: string): Promise<void> {
  await page.getByRole('textbox', { name: 'CSV file' }).fill(join(folder, file))
  await button(page, 'Run').click()
}

describe('Bad input: a CSV file', () => {
  it('with a quote that is never closed: names the line of the quote', async () => {
    await profile('quote.csv')
    await expect.poll(alert).toContain('The quote opened on line 2 is never closed')
  })

  it('without a header: numbers the columns', async () => {
    await profile('no-header.csv')
    await expect.poll(result).toMatch(/Column 1[\s\S]*Column 2/i)
  })

  it('with 10,000 columns: profiles them all', async () => {
    await profile('wide.csv')
    await expect.poll(result).toContain('10,000 rows')
    await page.getByRole('region', { name: 'Result' }).getByRole('cell', { name: 'c0', exact: true }).waitFor()
  })

  it('of zero bytes: says that it is empty', async () => {
    await profile('empty.csv')
    await expect.poll(alert).toContain('is empty (0 bytes). Choose a file with at least one line.')
  })

  it('H4 gone: names it before anything is started', async () => {
    await rm(join(folder, 'gone.csv'))
    await profile('gone.csv')
    await expect.poll(alert).toMatch(/gone\.csv/)
    await page.getByRole('textbox', { name: 'CSV file' }).fill(join(folder, 'no-header.csv'))
    await button(page, 'Run').click()
    await expect.poll(() => page.getByTestId('run-status-text').innerText()).toMatch(/^From cache/)
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
  })
})
