import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { scriptsOfSuite } from '../support/scripts-of-suite.ts'
import { button, openTask, textOf } from '../support/task-window.ts'

const table = `
import { callback, controls, defineTask, html, Input, Output } from 'simmer'
const n = 1_000_000
const rows = () => ({
  place: Uint32Array.from({ length: n }, (_, i) => i), height: Float64Array.from({ length: n }, (_, i) => (i * 7919) % n), ok: Uint8Array.from({ length: n }, (_, i) => i % 2),
})
export default defineTask({ title: 'Table', layout: html.div([
  html.button('Load', { id: 'load' }),
  controls.table({ id: 'big', 'aria-label': 'Big', selectable: 'many', maxHeight: 300, columns: ['place', { id: 'height', label: 'Height in mm' }, 'ok'] }),
  html.p('', { id: 'picked' }), html.p('', { id: 'sorted' }),
  controls.table({ 'aria-label': 'Small', rows: [{ cityName: 'Graz', founded: new Date(Date.UTC(1128, 0, 1)), note: 'a, "b"' }, { cityName: 'Bonn', founded: null, note: 'x' }, { cityName: 'Ulm', founded: new Date(Date.UTC(854, 6, 22)), note: '' }] }),
  controls.table({ 'aria-label': 'One', selectable: 'one', id: 'one', rows: [{ a: 1 }, { a: 2 }, { a: 3 }] }), html.p('', { id: 'chosen' }),
  controls.table({ 'aria-label': 'Wide', rows: [Object.fromEntries(Array.from({ length: 800 }, (_, i) => ['column ' + i, i]))] }),
  controls.table({ 'aria-label': 'Wrong', rows: { a: [1], b: [1, 2] } }),
  controls.table({ 'aria-label': 'Empty', rows: [] }),
  controls.table({ id: 'huge', 'aria-label': 'Huge', maxHeight: 200 }), html.button('Load ten million', { id: 'more' }),
]), callbacks: [
  callback({ output: Output('big', 'rows'), inputs: Input('load', 'nClicks'), preventInitialCall: true, run: rows }),
  callback({ output: Output('huge', 'rows'), inputs: Input('more', 'nClicks'), preventInitialCall: true, run: () => ({ row: Uint32Array.from({ length: 10_000_000 }, (_, i) => i) }) }),
  callback({ output: Output('picked', 'children'), inputs: Input('big', 'selectedRows'), preventInitialCall: true, run: (rows) => rows.length + ': ' + rows.slice(0, 4).join(' ') }),
  callback({ output: Output('sorted', 'children'), inputs: Input('big', 'sortBy'), preventInitialCall: true, run: (by) => by === null ? 'as given' : by.column + (by.descending ? ' down' : ' up') }),
  callback({ output: Output('chosen', 'children'), inputs: Input('one', 'selectedRows'), preventInitialCall: true, run: (rows) => 'chosen ' + rows.join(' ') }),
] })
`

const scripts = scriptsOfSuite()
let launched: LaunchedApp
let page: Page
beforeAll(async () => {
  launched = await launchApp({ lasts: 'file', tasks: await scripts.write({ 'table.ts': table }) })
  page = launched.page
  await openTask(page, 'table.ts')
  await button(page, 'Load').click()
  await page.locator('[data-testid=table-view][aria-label=Big][aria-rowcount="1000001"]').waitFor({ timeout: 60_000 })
})

const named = (name: string): Locator => page.locator(`[data-testid=table-view][aria-label=${name}]`)
const big = (): Locator => named('Big')
const firstCells = async (view: Locator, column = 1): Promise<string[]> => {
  const texts = await view.locator(`[role=row] > [aria-colindex="${column}"]:not([role=columnheader])`).allInnerTexts()
  return texts.slice(0, 3)
}
/** Rows whose middle is within the view. */
const inView = (view: Locator): Promise<string[]> => view.evaluate((element) => {
  const box = element.getBoundingClientRect()
  return [...element.querySelectorAll('[role=row]:not(:has([role=columnheader]))')]
    .filter((row) => { const { top, height } = row.getBoundingClientRect(); return top + height / 2 > box.top + 28 && top + height / 2 < box.bottom })
    .map((row) => row.getAttribute('aria-rowindex') ?? '')
})
const settled = (view: Locator): Promise<void> => expect.poll(() => view.getAttribute('aria-busy')).toBe('false')
const header = (view: Locator, name: string): Locator => view.getByRole('columnheader', { name }).getByRole('button')

describe('a table of a million rows', () => {
  it('I2: draws what is in view, scrolls by wheel and keys, to the very end', async () => {
    expect(await big().locator('[role=row]').count()).toBeLessThan(40)
    expect(await big().getByRole('columnheader').allInnerTexts()).toEqual(['Place', 'Height in mm', 'Ok'])
    await big().hover()
    await page.mouse.wheel(0, 2_800)
    await expect.poll(async () => Number((await inView(big()))[0])).toBeGreaterThan(95)
    expect(Number((await inView(big()))[0])).toBeLessThan(110)
    await big().focus()
    await big().press('End')
    await expect.poll(async () => (await inView(big())).at(-1)).toBe('1000001')
    await big().press('Home')
    await expect.poll(async () => (await inView(big()))[0]).toBe('2')
    await big().press('PageDown')
    await big().press('PageDown')
    await expect.poll(async () => Number((await inView(big())).at(-1))).toBeGreaterThan(15)
    await big().press('Home')
  })

  it('I2: sorts by click and by key, up, down and as given, and tells its callbacks', async () => {
    await header(big(), 'Height in mm').click()
    await settled(big())
    await expect.poll(() => firstCells(big(), 2)).toEqual(['0', '1', '2'])
    await expect.poll(() => textOf(page, 'sorted')).toBe('height up')
    await header(big(), 'Height in mm').press('Enter')
    await settled(big())
    await expect.poll(() => firstCells(big(), 2)).toEqual(['999,999', '999,998', '999,997'])
    expect(await big().getByRole('columnheader', { name: 'Height in mm' }).getAttribute('aria-sort')).toBe('descending')
    await header(big(), 'Height in mm').press(' ')
    await expect.poll(() => firstCells(big(), 1)).toEqual(['0', '1', '2'])
    await expect.poll(() => textOf(page, 'sorted')).toBe('as given')
  })

  it('I2: filters to the rows that contain a text, and says how many', async () => {
    const field = page.getByTestId('data-table').filter({ has: big() }).getByRole('textbox', { name: 'Filter rows' })
    const count = page.getByTestId('data-table').filter({ has: big() }).getByTestId('row-count')
    await field.fill('99999')
    await expect.poll(() => count.innerText()).toMatch(/^\d+ of 1,000,000 rows$/)
    await expect.poll(async () => (await firstCells(big())).concat(await firstCells(big(), 2)).some((text) => text.replaceAll(',', '').includes('99999'))).toBe(true)
    await field.fill('')
    await expect.poll(() => count.innerText()).toBe('1,000,000 rows')
  })

  it('I2: selects rows by mouse and by keys, by their place in what was given', async () => {
    const row = (index: number): Locator => big().locator(`[role=row][aria-rowindex="${index + 2}"]`)
    await row(2).click()
    await expect.poll(() => textOf(page, 'picked')).toBe('1: 2')
    await row(5).click({ modifiers: ['Control'] })
    await expect.poll(() => textOf(page, 'picked')).toBe('2: 2 5')
    await row(7).click({ modifiers: ['Shift'] })
    await expect.poll(() => textOf(page, 'picked')).toBe('3: 5 6 7')
    await big().press('ArrowDown')
    await big().press(' ')
    await expect.poll(() => textOf(page, 'picked')).toBe('4: 5 6 7 8')
    await big().press('Shift+ArrowDown')
    await big().press('Shift+ArrowDown')
    await expect.poll(() => textOf(page, 'picked')).toBe('3: 8 9 10')
    expect(await big().locator('[aria-selected=true]').count()).toBe(3)
    await big().press('Control+c')
    expect(await launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Place\tHeight in mm\tOk\n8\t63352\t0\n9\t71271\t1\n10\t79190\t0')
    await big().press('Escape')
    await expect.poll(() => textOf(page, 'picked')).toBe('0:')
  })

  it('I2: is saved as CSV, whole, where the dialog says', async () => {
    const target = join(launched.dataDir, 'saved.csv')
    await launched.app.evaluate(({ dialog }, path) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }) }, target)
    await page.getByTestId('data-table').filter({ has: big() }).getByRole('button', { name: 'Save rows as CSV' }).click()
    await expect.poll(async () => (await readFile(target, 'utf8').catch(() => '')).length, { timeout: 60_000 }).toBeGreaterThan(1_000_000)
    const lines = (await readFile(target, 'utf8')).split('\r\n')
    expect([lines[0], lines[1], lines[2], lines[1_000_000], lines.length]).toEqual(['\uFEFFPlace,Height in mm,Ok', '0,0,0', '1,7919,1', '999999,992081,1', 1_000_002])
    await rm(target)
  })
})

describe('tables of other kinds', () => {
  it('I2: sort dates with the missing last, read well, and copy all as lines for a spreadsheet', async () => {
    const small = named('Small')
    expect(await small.getByRole('columnheader').allInnerTexts()).toEqual(['City name', 'Founded', 'Note'])
    await header(small, 'Founded').click()
    await expect.poll(() => firstCells(small)).toEqual(['Ulm', 'Graz', 'Bonn'])
    expect(await firstCells(small, 2)).toEqual(['0854-07-22', '1128-01-01', ''])
    await page.getByTestId('data-table').filter({ has: small }).getByRole('button', { name: 'Copy rows' }).click()
    expect(await launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('City name\tFounded\tNote\nUlm\t0854-07-22T00:00:00.000Z\t\nGraz\t1128-01-01T00:00:00.000Z\ta, "b"\nBonn\t\tx')
  })

  it('I2: draw a column as wide as its edge was drawn to, by mouse and by keys', async () => {
    const small = named('Small')
    const width = async (): Promise<number> => (await small.getByRole('columnheader', { name: 'City name' }).boundingBox())?.width ?? 0
    const before = await width()
    const edge = await small.getByTestId('column-edge').first().boundingBox()
    if (edge === null) throw new Error('The column has no edge')
    await page.mouse.move(edge.x + 3, edge.y + 10)
    await page.mouse.down()
    await page.mouse.move(edge.x + 63, edge.y + 10, { steps: 4 })
    await page.mouse.up()
    await expect.poll(width).toBe(before + 60)
    await header(small, 'City name').press('Shift+ArrowLeft')
    await expect.poll(width).toBe(before + 44)
  })

  it('I2: let one row be selected, which another takes the place of', async () => {
    const one = named('One')
    await one.locator('[role=row][aria-rowindex="3"]').click()
    await expect.poll(() => textOf(page, 'chosen')).toBe('chosen 1')
    await one.press('ArrowDown')
    await one.press('Enter')
    await expect.poll(() => textOf(page, 'chosen')).toBe('chosen 2')
  })

  it('I2: of hundreds of columns draw those in view', async () => {
    const wide = named('Wide')
    expect(await wide.getAttribute('aria-colcount')).toBe('800')
    expect(await wide.getByRole('columnheader').count()).toBeLessThan(30)
    await wide.evaluate((element) => { element.scrollLeft = element.scrollWidth })
    await expect.poll(() => wide.getByRole('columnheader').last().innerText()).toBe('column 799')
  })

  it('I2: say what is wrong, and that there is nothing', async () => {
    expect(await page.getByTestId('data-table').filter({ has: named('Wrong') }).getByRole('alert').innerText()).toContain('"a" has 1, "b" has 2')
    expect(await named('Empty').innerText()).toContain('No rows')
  })

  it('I2: of ten million rows scroll row by row, and to the very end', async () => {
    await button(page, 'Load ten million').click()
    const huge = named('Huge')
    await expect.poll(() => huge.getAttribute('aria-rowcount')).toBe('10000001')
    await huge.hover()
    for (let turn = 0; turn < 5; turn += 1) await page.mouse.wheel(0, 56)
    await expect.poll(async () => Number((await inView(huge))[0])).toBe(12)
    await huge.focus()
    await huge.press('End')
    await expect.poll(async () => (await inView(huge)).at(-1)).toBe('10000001')
    await huge.press('ArrowUp')
    await expect.poll(async () => (await inView(huge)).at(-1)).toBe('10000000')
  })
})
