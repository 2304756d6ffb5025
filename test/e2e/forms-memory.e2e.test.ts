import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LaunchedApp } from '../support/launch-app.ts'
import { field, launchForms, resultText } from '../support/launch-forms.ts'
import { button, openTask } from '../support/task-window.ts'

let launched: LaunchedApp & { readonly folder: string }
let page: Page
const secret = 'correct-horse-Ω-battery'

beforeAll(async () => {
  launched = await launchForms()
  page = launched.page
  await openTask(page, 'keeps.ts')
})

const input = (name: string, on = page): ReturnType<Page['locator']> => field(on, name).locator('input').first()
const presets = (on = page): ReturnType<Page['getByTestId']> => on.getByTestId('presets')
const menuItem = (name: string, on = page): ReturnType<Page['getByRole']> => on.getByRole('menuitem', { name, exact: true })
async function choose(name: string): Promise<void> {
  await presets().press('Enter')
  await menuItem(name).waitFor()
  await menuItem(name).focus()
  await page.keyboard.press('Enter')
}
async function saveAs(name: string): Promise<void> {
  await choose('Save as preset…')
  await page.getByLabel('Name', { exact: true }).last().fill(name)
  await page.keyboard.press('Enter')
  await expect.poll(() => presets().innerText()).toBe(name)
}
async function run(on = page): Promise<void> {
  await button(on, 'Run').click()
  await expect.poll(() => on.getByTestId('run-status').getAttribute('data-status')).toMatch(/^(succeeded|failed)$/)
}
/** Every file of the data folder, databases, logs, values, pages and the browser's own, that holds a text in UTF-8 or UTF-16. */
function filesWith(text: string): readonly string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]
  return readdirSync(launched.dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(launched.dataDir, name)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false
    const bytes = readFileSync(file)
    return forms.some((form) => bytes.includes(form))
  })
}

describe('a form', () => {
  it('saves its values as presets, loads, marks, updates, renames, deletes and undoes that, by the keys alone', async () => {
    await input('limit').fill('20')
    await expect.poll(() => page.getByTestId('form-changed').innerText()).toBe('1 changed')
    await saveAs('Twenty')
    await expect.poll(() => field(page, 'limit').getAttribute('data-changed')).toBe('false')
    await input('limit').fill('30')
    await input('name').fill('other')
    await expect.poll(() => page.getByTestId('form-changed').innerText()).toBe('2 changed')
    await button(page, 'Back to plain').press('Enter')
    await expect.poll(() => input('name').inputValue()).toBe('plain')
    await choose('Update “Twenty”')
    await expect.poll(() => page.getByTestId('form-changed').count()).toBe(0)
    await choose('Reset to defaults')
    await expect.poll(() => input('limit').inputValue()).toBe('10')
    await expect.poll(() => presets().innerText()).toBe('Presets')
    await choose('Twenty')
    await expect.poll(() => input('limit').inputValue()).toBe('30')
    await choose('Rename…')
    await page.getByLabel('Name', { exact: true }).last().fill('Thirty')
    await page.keyboard.press('Enter')
    await expect.poll(() => presets().innerText()).toBe('Thirty')
    await choose('Delete “Thirty”')
    await expect.poll(() => presets().innerText()).toBe('Presets')
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(() => presets().innerText()).toBe('Thirty')
  })

  it('shows presets of one window in the others at once', async () => {
    const other = await launched.newWindow()
    await openTask(other, 'keeps.ts')
    await presets(other).click()
    await menuItem('Thirty', other).waitFor()
    await other.keyboard.press('Escape')
    await input('limit').fill('40')
    await saveAs('Forty')
    await presets(other).click()
    await menuItem('Forty', other).click()
    expect(await input('limit', other).inputValue()).toBe('40')
    await other.close()
  })

  it('keeps nothing of a secret, after a run that ends well and one that fails, and shows none of it', async () => {
    await input('name').fill('named')
    await input('token').fill(secret)
    await run()
    await expect.poll(() => resultText(page)).toContain(String(secret.length))
    await input('name').fill('fails')
    await run()
    await expect.poll(() => page.getByTestId('page').innerText()).toContain('refused •••')
    await page.getByTestId('log-toggle').click()
    await expect.poll(() => page.getByTestId('log').innerText()).toContain('calling with •••')
    expect(await page.locator('body').innerText()).not.toContain(secret)
    await input('name').fill('named')
    await run()
    // Another process of the browser's writes its own files when it likes: what is there after the app is gone counts.
    await launched.close()
    expect(filesWith('Forty')).not.toEqual([])
    expect(filesWith(secret)).toEqual([])
  })

  it('begins a new page with what was run last, after a restart too, without the secret', async () => {
    launched = await launchForms(launched)
    page = launched.page
    await openTask(page, 'keeps.ts')
    await expect.poll(() => input('name').inputValue()).toBe('named')
    await expect.poll(() => input('token').inputValue()).toBe('')
    // The two pages of before are taken over first; a third is new, and begins with what was run.
    await openTask(await launched.newWindow(), 'keeps.ts')
    const other = await launched.newWindow()
    await openTask(other, 'keeps.ts')
    expect([await input('limit', other).inputValue(), await input('name', other).inputValue(), await input('token', other).inputValue()]).toEqual(['40', 'named', ''])
    await presets(other).click()
    await menuItem('Thirty', other).waitFor()
    expect(filesWith(secret)).toEqual([])
  })
})
