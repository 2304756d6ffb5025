import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropFiles } from '../support/drop-files.ts'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { button, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page
beforeAll(async () => {
  app = await launchScenarios(['I2-places.ts'])
  page = app.page
  await mkdir(join(app.folder, 'data'))
  for (const name of ['a.csv', 'b.txt', 'c.pdf', 'source.txt']) await writeFile(path(name), `this is ${name}`)
  await openTask(page, 'I2-places.ts')
})
afterAll(() => app.removeScripts())

const path = (name: string): string => join(app.folder, 'data', name)
const seen = async (id: string): Promise<unknown> => JSON.parse(await textOf(page, `${id}-seen`) || 'null') as unknown
const zone = (name: string): Locator => page.getByRole('group', { name, exact: true })
const alert = (text: string): Locator => page.getByRole('alert').filter({ hasText: text })
/** What the user does in the system's dialogs, which are not ours to draw. */
const chooseToOpen = (paths: readonly string[]): Promise<void> => app.app.evaluate(({ dialog }, filePaths) => {
  dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] })
}, paths)
const chooseToSave = (to: string | null): Promise<void> => app.app.evaluate(({ dialog }, filePath) => {
  const offered: unknown[] = []
  Object.assign(globalThis, { offered })
  dialog.showSaveDialog = (...args: unknown[]) => {
    offered.push((args.at(-1) as { defaultPath?: string }).defaultPath)
    return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })
  }
}, to)
const offered = (): Promise<unknown> => app.app.evaluate(() => (globalThis as unknown as { offered: unknown }).offered)

describe('I2: upload', () => {
  it('I2 a file is chosen by the dialog, opened with a key, and taken back', async () => {
    await chooseToOpen([path('a.csv')])
    await button(page, 'Browse for one file').press('Enter')
    await expect.poll(() => seen('one')).toBe(path('a.csv'))
    await page.getByRole('list', { name: 'Chosen for one file' }).getByText('a.csv').waitFor()
    await button(page, 'Remove a.csv').press('Enter')
    await expect.poll(() => seen('one')).toBe(null)
    await chooseToOpen([])
    await button(page, 'Browse for one file').click()
    expect(await alert('').count()).toBe(0)
  })

  it('I2 a file that is dropped is taken by its path; others, folders and wrong kinds are refused with words', async () => {
    await dropFiles(page, zone('One file'), [path('b.txt')])
    await expect.poll(() => seen('one')).toBe(path('b.txt'))
    await dropFiles(page, zone('One file'), [path('c.pdf')])
    await alert('“c.pdf” is not taken: only .csv, .txt.').waitFor()
    await dropFiles(page, zone('One file'), [join(app.folder, 'data')])
    await alert('“data” is a folder: give the files in it.').waitFor()
    await dropFiles(page, zone('One file'), [path('a.csv'), path('b.txt')])
    await alert('Only one file is taken here, not 2.').waitFor()
    expect(await seen('one')).toBe(path('b.txt'))
  })

  it('I2 several files are dropped and chosen, each once, and nothing is copied', async () => {
    await dropFiles(page, zone('Several files'), [path('a.csv'), path('b.txt')])
    await expect.poll(() => seen('many')).toEqual([path('a.csv'), path('b.txt')])
    await chooseToOpen([path('b.txt'), path('c.pdf')])
    await button(page, 'Browse for several files').click()
    await expect.poll(() => seen('many')).toEqual([path('a.csv'), path('b.txt'), path('c.pdf')])
    await page.getByText('Measurements here, or').waitFor()
    await page.getByRole('list', { name: 'Chosen for several files' }).getByRole('button', { name: 'Remove a.csv' }).click()
    await expect.poll(() => seen('many')).toEqual([path('b.txt'), path('c.pdf')])
  })

  it('I2 a disabled upload neither opens the dialog nor takes a drop', async () => {
    expect(await button(page, 'Browse for no file').isDisabled()).toBe(true)
    await dropFiles(page, zone('No file'), [path('a.csv')])
    await zone('One file').waitFor()
    expect(await page.getByRole('list', { name: 'Chosen for no file' }).count()).toBe(0)
  })
})

describe('I2: download', () => {
  it('I2 a button saves what it holds where the user says, and tells where', async () => {
    await chooseToSave(path('saved.csv'))
    await button(page, 'Save the table').click()
    await expect.poll(() => seen('fixed')).toBe(path('saved.csv'))
    expect(await readFile(path('saved.csv'), 'utf8')).toBe('a,b\n1,2\n')
    expect(await offered()).toEqual(['table.csv'])
  })

  it('I2 a press that starts a job saves what the job makes, each time anew', async () => {
    await chooseToSave(path('made.bin'))
    await button(page, 'Make and save').press('Enter')
    await expect.poll(() => seen('made')).toBe(path('made.bin'))
    expect([...await readFile(path('made.bin'))]).toEqual([1])
    await chooseToSave(path('again.bin'))
    await button(page, 'Make and save').press('Enter')
    await expect.poll(() => seen('made')).toBe(path('again.bin'))
    expect([...await readFile(path('again.bin'))]).toEqual([2])
  })

  it('I2 without a button, what a callback sets is asked for at once, copied from beside the script, and asked for again', async () => {
    for (const name of ['first.txt', 'second.txt']) {
      await chooseToSave(path(name))
      await button(page, 'Export').click()
      await expect.poll(() => seen('asked')).toBe(path(name))
      expect(await readFile(path(name), 'utf8')).toBe('this is source.txt')
    }
    expect(await offered()).toEqual(['export.txt'])
  })

  it('I2 a dialog that is closed saves nothing; what cannot be saved is told with what to do', async () => {
    await chooseToSave(null)
    await button(page, 'Save the table').click()
    await expect.poll(offered).toEqual(['table.csv'])
    expect(await seen('fixed')).toBe(path('saved.csv'))
    await chooseToSave(join(path('a.csv'), 'x.csv'))
    await button(page, 'Save the table').click()
    await alert('could not be written').waitFor()
    await button(page, 'Save what is gone').click()
    await alert(`There is no file ${join(app.folder, 'not-there.bin')} to save. It may have been moved or removed: run the task again.`).waitFor()
    await button(page, 'Save nothing').click()
    await page.getByRole('status').filter({ hasText: 'There is nothing to save yet.' }).waitFor()
  })
})
