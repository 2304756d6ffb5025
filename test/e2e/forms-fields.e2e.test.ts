import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../support/launch-app.ts'
import { dropFiles, field, launchForms, resultText } from '../support/launch-forms.ts'
import { button, openTask } from '../support/task-window.ts'

let launched: LaunchedApp & { readonly folder: string }
let page: Page
let inside: (name: string) => string

beforeAll(async () => {
  launched = await launchForms()
  page = launched.page
  inside = (name) => join(launched.folder, 'files', name)
  await mkdir(inside('folder'), { recursive: true })
  for (const name of ['a.csv', 'b.csv', 'c.csv', 'd.txt']) await writeFile(inside(name), 'x')
})

/** The system's dialogs, answered without a screen: they are not ours to test. */
async function answerDialogs(open: readonly string[], save = ''): Promise<void> {
  await launched.app.evaluate(({ dialog }, { open: paths, save: path }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: [...paths] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path })
  }, { open, save })
}
const input = (name: string): ReturnType<Page['locator']> => field(page, name).locator('input, textarea').first()
const verdict = (): Promise<string> => page.getByTestId('verdict').innerText()
const runs = async (): Promise<Record<string, unknown>> => {
  await button(page, 'Run').click()
  await expect.poll(() => page.getByTestId('run-status').getAttribute('data-status')).toBe('succeeded')
  await expect.poll(() => resultText(page)).toContain('"token":')
  const text = await resultText(page)
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Record<string, unknown>
}

describe('a form\'s fields', () => {
  it('list what is required, and each reason leads to its field with the keys', async () => {
    await openTask(page, 'kinds.ts')
    await expect.poll(verdict).toMatch(/^Cannot run\. Name: This is required\. .*Token: This is required\./)
    for (const [label, name] of [['Limit', 'limit'], ['Settings', 'settings'], ['Target', 'target'], ['Token', 'token']] as const) {
      await page.getByTestId('verdict').getByRole('button', { name: `${label}: This is required.` }).click()
      expect(await input(name).evaluate((element) => element === document.activeElement)).toBe(true)
      await expect.poll(() => field(page, name).innerText()).toContain('This is required.')
    }
    await page.getByTestId('verdict').getByRole('button', { name: /^Parts:/ }).press('Enter')
    expect(await field(page, 'parts').evaluate((element) => element.contains(document.activeElement))).toBe(true)
  })

  it('of each kind take values by the keys, refuse wrong ones beside the field, and the script gets them', async () => {
    await input('name').fill('Ada')
    await input('notes').fill('two\nlines')
    await input('limit').fill('11')
    await expect.poll(() => field(page, 'limit').innerText()).toContain('Expected at most 10, got 11.')
    await input('limit').press('ArrowDown')
    await input('limit').press('ArrowDown')
    await input('rate').fill('1e-1')
    await input('rate').press('ArrowUp')
    await page.getByLabel('Deep').press('Space')
    await page.getByLabel('Mode', { exact: true }).press('ArrowDown')
    await page.getByRole('option', { name: 'two' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    // The open list keeps the keys to itself.
    await page.getByRole('option', { name: 'two' }).waitFor({ state: 'hidden' })
    await input('day').fill('2025-01-01')
    await expect.poll(() => field(page, 'day').innerText()).toContain('Expected 2026-01-01 or later, got 2025-01-01.')
    await input('day').fill('2026-03-01')
    await input('day').press('ArrowDown')
    await input('window').fill('90 min')
    await expect.poll(() => field(page, 'window').innerText()).toContain('= 1 h 30 min')
    await page.getByLabel('Ages', { exact: true }).fill('60')
    await page.getByLabel('Ages: upper end').fill('40')
    await expect.poll(() => field(page, 'ages').innerText()).toContain('Expected the lower number first, got 60 and 40.')
    await page.getByLabel('Ages', { exact: true }).fill('20')
    await input('line').fill('#FA0')
    await input('settings').fill('{ "depth": 3,\n  "names": [1 2] }')
    await expect.poll(() => field(page, 'settings').innerText()).toContain('at line 2, column 15.')
    await input('settings').fill('{"depth":3}')
    await button(page, 'Format Settings').click()
    await expect.poll(() => input('settings').inputValue()).toBe('{\n  "depth": 3\n}')
    await input('table').fill(inside('a.csv'))
    await input('folder').fill(inside('folder'))
    await input('target').fill(inside('new.csv'))
    await input('token').fill('hunter2')
    await page.getByLabel('Parts', { exact: true }).click()
    for (const name of ['c', 'a']) await page.getByRole('option', { name, exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('option', { name: 'a', exact: true }).waitFor({ state: 'hidden' })
    await answerDialogs([inside('b.csv'), inside('a.csv')])
    await button(page, 'Add files: Tables').press('Enter')
    await expect.poll(() => field(page, 'tables').locator('[data-path]').count()).toBe(2)
    expect(await runs()).toEqual({
      name: 'Ada', notes: 'two\nlines', limit: 9, rate: 0.2, deep: true, mode: 'two', parts: ['a', 'c'], day: '2026-02-28', window: 5_400, ages: [20, 40], line: '#ffaa00',
      settings: { depth: 3 }, table: inside('a.csv'), tables: [inside('b.csv'), inside('a.csv')], folder: inside('folder'), target: inside('new.csv'), token: 7,
    })
  })

  it('of files take dialogs, drops and removals, and say what they do not take', async () => {
    await answerDialogs([inside('c.csv')], inside('saved.csv'))
    await button(page, 'Browse: Table').click()
    await expect.poll(() => input('table').inputValue()).toBe(inside('c.csv'))
    await button(page, 'Save as: Target').click()
    await expect.poll(() => input('target').inputValue()).toBe(inside('saved.csv'))
    await dropFiles(page, input('table'), [inside('b.csv')])
    await expect.poll(() => input('table').inputValue()).toBe(inside('b.csv'))
    await dropFiles(page, input('table'), [inside('a.csv'), inside('b.csv')])
    await expect.poll(() => field(page, 'table').innerText()).toContain('Only one file is taken here, not 2.')
    await dropFiles(page, input('table'), [inside('d.txt')])
    await expect.poll(() => field(page, 'table').innerText()).toContain('only .csv')
    await dropFiles(page, input('folder'), [inside('a.csv')])
    await expect.poll(() => field(page, 'folder').innerText()).toContain('is a file: give the folder that it is in.')
    await dropFiles(page, input('folder'), [launched.folder])
    await expect.poll(() => input('folder').inputValue()).toBe(launched.folder)
    await dropFiles(page, field(page, 'tables').getByRole('group'), [inside('a.csv'), inside('c.csv')])
    const paths = (): Promise<(string | null)[]> => field(page, 'tables').locator('[data-path]').evaluateAll((items) => items.map((item) => item.getAttribute('data-path')))
    await expect.poll(paths).toEqual([inside('b.csv'), inside('a.csv'), inside('c.csv')])
    await button(page, 'Remove b.csv').press('Delete')
    await expect.poll(paths).toEqual([inside('a.csv'), inside('c.csv')])
    await page.keyboard.press('Enter')
    await expect.poll(paths).toEqual([inside('c.csv')])
    await answerDialogs([])
    await button(page, 'Browse: Table').click()
    await expect.poll(() => input('table').inputValue()).toBe(inside('b.csv'))
  })

  it('take values by the mouse: a day, a colour, a thumb; and a secret shows only while its button is held', async () => {
    await button(page, 'Choose Day').click()
    await page.getByRole('gridcell', { name: '14' }).first().click()
    await expect.poll(() => input('day').inputValue()).toBe('2026-02-14')
    await page.getByRole('slider').first().press('ArrowRight')
    await expect.poll(() => page.getByLabel('Ages', { exact: true }).inputValue()).toBe('21')
    await button(page, 'Choose Line').click()
    const picker = page.locator('[data-slot=selector]').first()
    await picker.click({ position: { x: 2, y: 2 } })
    await expect.poll(() => input('line').inputValue()).toMatch(/^#f[a-f\d]{5}$/)
    await page.keyboard.press('Escape')

    await expect.poll(() => input('token').getAttribute('type')).toBe('password')
    const eye = button(page, 'Hold to show Token')
    await eye.hover()
    await page.mouse.down()
    await expect.poll(() => input('token').getAttribute('type')).toBe('text')
    await page.mouse.up()
    await expect.poll(() => input('token').getAttribute('type')).toBe('password')
    await eye.focus()
    await page.keyboard.down('Space')
    await expect.poll(() => input('token').getAttribute('type')).toBe('text')
    await page.keyboard.up('Space')
    await expect.poll(() => input('token').getAttribute('type')).toBe('password')
  })
})

describe('a form that checks its values together', () => {
  const choose = async (mode: string): Promise<void> => {
    await page.getByLabel('Mode', { exact: true }).click()
    await page.getByRole('option', { name: mode, exact: true }).click()
    await page.getByRole('option', { name: mode, exact: true }).waitFor({ state: 'hidden' })
  }
  const count = async (): Promise<number> => page.getByTestId('activity-done').getByRole('listitem').count()

  it('says what is wrong beside the field or at its head, counts it at a closed group, and queues nothing', async () => {
    await openTask(page, 'period.ts')
    const before = await count()
    await input('to').fill('2025-12-31')
    await expect.poll(() => field(page, 'to').innerText()).toContain('To is before From.')
    await expect.poll(verdict).toBe('Cannot run. To: To is before From.')
    expect(await button(page, 'Run').isDisabled()).toBe(true)
    const group = page.getByRole('heading').getByRole('button', { name: /^Period/ })
    await group.press('Enter')
    expect(await input('to').isVisible()).toBe(false)
    expect(await group.innerText()).toContain('1 problem')
    await page.getByTestId('verdict').getByRole('button').click()
    expect(await input('to').evaluate((element) => element === document.activeElement)).toBe(true)
    await input('to').fill('2026-12-31')
    await expect.poll(() => button(page, 'Run').isDisabled()).toBe(false)
    await choose('late')
    await expect.poll(() => page.getByTestId('form-problems').innerText()).toBe('That is too late in the year.')
    expect(await count()).toBe(before)
  })

  it('shows a field only while its condition holds, and runs with null for what is hidden', async () => {
    await expect.poll(() => input('rounds').inputValue()).toBe('3')
    await input('to').fill('2026-02-01')
    await expect.poll(() => button(page, 'Run').isDisabled()).toBe(false)
    await button(page, 'Run').click()
    await expect.poll(() => resultText(page)).toContain('2026-01-01 to 2026-02-01, 3 rounds')
    await input('rounds').fill('0')
    await expect.poll(verdict).toContain('Rounds: Expected at least 1, got 0.')
    await choose('fine')
    await expect.poll(() => field(page, 'rounds').count()).toBe(0)
    await expect.poll(() => button(page, 'Run').isDisabled()).toBe(false)
    await button(page, 'Run').click()
    await expect.poll(() => resultText(page)).toContain('2026-01-01 to 2026-02-01, no rounds')
  })

  it('is told of a check that throws or hangs, and stays usable', async () => {
    await choose('throws')
    await expect.poll(() => page.getByTestId('check-failed').innerText()).toContain('no calendar here')
    await button(page, 'Run').click()
    await expect.poll(() => page.getByRole('alert').filter({ hasText: 'no calendar here' }).count()).toBeGreaterThan(0)
    await choose('hangs')
    await expect.poll(() => page.getByTestId('page').innerText(), { timeout: 40_000 }).toContain('did not answer within 10 s')
    await choose('fine')
    await input('from').fill('2026-01-15')
    await expect.poll(() => page.getByTestId('check-failed').count(), { timeout: 30_000 }).toBe(0)
    await button(page, 'Run').click()
    await expect.poll(() => resultText(page), { timeout: 40_000 }).toContain('2026-01-15 to 2026-02-01')
  })
})
