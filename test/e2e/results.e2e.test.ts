import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { scriptsOfSuite } from '../support/scripts-of-suite.ts'
import { openTask } from '../support/task-window.ts'

/** The smallest PNG there is: one pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const everything = `
import { writeFileSync } from 'node:fs'
import { controls, defineTask, file, html } from 'simmer'
export default defineTask({ title: 'Everything', params: {}, run() {
  writeFileSync('report.txt', 'twelve bytes')
  writeFileSync('dot.png', Buffer.from('${png}', 'base64'))
  return {
    count: 12345, took: { value: 1.5, unit: 'ms' },
    rows: [{ cityName: 'Bonn' }, { cityName: 'Graz' }], columns: { x: new Float64Array(3), y: [1, 2, 3] },
    chart: { data: [{ type: 'bar', y: [1, 2] }] }, picture: new Uint8Array(Buffer.from('${png}', 'base64')),
    report: 'one\\ntwo', page: html.div([html.h4('Inside'), controls.markdown('**strong**')]),
    files: [file('report.txt'), file('dot.png')],
    config: { model: { layers: [1, { kind: 'dense' }], names: new Map([['a', 5n]]) }, long: Array.from({ length: 1000 }, (_, i) => [[i]]) },
  }
} })
`
const laidOut = `
import { controls, defineTask, html, part } from 'simmer'
export default defineTask({ title: 'Laid out', params: {}, resultLayout: html.div([
  html.h3(part('title')), controls.table({ rows: part('top.0.rows'), 'aria-label': 'Top' }), controls.graph({ figure: part('chart') }), html.div(part('top.0.more')),
]), run: () => ({ title: 'The <b>title</b>', top: [{ rows: [{ a: 1 }, { a: 2 }], more: { x: [1, 2], y: [3, 4] } }] }) })
`
const pictures = `
import { controls, defineTask, html } from 'simmer'
const image = (id, src) => controls.image({ id, src, alt: id })
export default defineTask({ title: 'Pictures', layout: html.div([
  image('beside', 'dot.png'), image('bytes', new Uint8Array(Buffer.from('${png}', 'base64'))), image('address', 'data:image/png;base64,${png}'),
  image('missing', 'gone.png'), image('text', 'secret.txt'), image('remote', 'https://example.org/x.png'), image('folder', '.'), image('wrong', new Uint8Array([1, 2, 3])),
]), callbacks: [] })
`
const logs = `
import { controls, defineTask, html, Input, longCallback, Output } from 'simmer'
export default defineTask({ title: 'Logs', layout: html.div([
  html.button('Go', { id: 'go' }), html.p('', { id: 'end' }), controls.log({ id: 'job', callback: 'talk', 'aria-label': 'Talk' }),
  controls.log({ id: 'text', value: 'plain \\u001B[31mred\\u001B[0m' }),
]), callbacks: [longCallback({ name: 'talk', output: Output('end', 'children'), inputs: Input('go', 'nClicks'), preventInitialCall: true, run: (n) => { console.log('said ' + n); return 'ended ' + n } })] })
`

const scripts = scriptsOfSuite()
let launched: LaunchedApp
let page: Page
beforeAll(async () => {
  const folder = await scripts.write({ 'everything.ts': everything, 'laid-out.ts': laidOut, 'pictures.ts': pictures, 'logs.ts': logs, 'secret.txt': 'secret' })
  await writeFile(join(folder, 'dot.png'), Buffer.from(png, 'base64'))
  launched = await launchApp({ lasts: 'file', tasks: folder })
  page = launched.page
})

const result = (): Locator => page.getByRole('region', { name: 'Result' })
const clipboard = (): Promise<string> => launched.app.evaluate(({ clipboard: board }) => board.readText())
async function run(script: string): Promise<void> {
  await openTask(page, script)
  await page.getByTestId('run').click()
  await page.locator('[data-testid=run-status][data-status=succeeded]').waitFor()
}
const tab = (name: string): Promise<void> => result().getByRole('tab', { name, exact: true }).click()

describe('the result of a form task', () => {
  it('I2: has its small parts as facts with units, and its big ones as tabs', async () => {
    await run('everything.ts')
    await expect.poll(() => result().getByTestId('facts').innerText()).toMatch(/Count\s+12,345\s+Took\s+1\.5\s+ms/)
    expect(await result().getByRole('tab').allInnerTexts()).toEqual(['Rows', 'Columns', 'Chart', 'Picture', 'Report', 'Page', 'Files', 'Config'])
    await result().getByRole('cell', { name: 'Graz' }).waitFor()
    await result().getByRole('tab', { name: 'Rows' }).press('ArrowRight')
    await result().getByRole('columnheader', { name: 'Y' }).waitFor()
  })

  it('I2: draws figures, pictures, text and layouts by what they are', async () => {
    await tab('Chart')
    await result().locator('.js-plotly-plot .main-svg').first().waitFor()
    await tab('Picture')
    await expect.poll(() => result().getByTestId('picture').evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBe(1)
    await tab('Report')
    expect(await result().locator('pre').innerText()).toBe('one\ntwo')
    await tab('Page')
    expect(await result().getByRole('heading', { name: 'Inside' }).count()).toBe(1)
    expect(await result().locator('strong').innerText()).toBe('strong')
  })

  it('F3: files have a name, a size, a picture of what they show, and are saved where the dialog says', async () => {
    await tab('Files')
    const cards = result().getByTestId('result-file')
    expect(await cards.first().innerText()).toMatch(/report\.txt\s+12 bytes/)
    await expect.poll(() => cards.nth(1).getByTestId('picture').evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBe(1)
    const target = join(launched.dataDir, 'copy.txt')
    await launched.app.evaluate(({ dialog }, path) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }) }, target)
    await result().getByRole('button', { name: 'Save report.txt' }).click()
    await expect.poll(() => cards.first().getByRole('status').innerText()).toBe(`Saved as ${target}`)
  })

  it('I2: nested data is a tree that opens and copies by mouse and keys', async () => {
    await tab('Config')
    const tree = result().getByRole('tree')
    const items = (): Promise<string[]> => tree.getByRole('treeitem').evaluateAll((all) => all.map((item) => item.textContent.trim()))
    expect(await items()).toEqual(['2 keys', 'model:2 keys', 'long:list, 1,000 items'])
    await tree.getByText('model:').click()
    expect(await items()).toContain('names:Map, 1 item')
    await tree.press('ArrowDown')
    await tree.press('ArrowRight')
    await tree.press('ArrowRight')
    await tree.press('ArrowDown')
    await tree.press('Enter')
    expect(await items()).toContain('kind:"dense"')
    await tree.press('Control+c')
    expect(JSON.parse(await clipboard())).toEqual({ kind: 'dense' })
    await tree.press('Control+Shift+C')
    expect(await clipboard()).toBe('result.model.layers[1]')
    await tree.press('End')
    await tree.press('ArrowRight')
    expect((await items()).at(-1)).toBe('900 … 999')
    await tree.press('ArrowLeft')
    expect((await items()).at(-1)).toBe('long:list, 1,000 items')
  })

  it('I2 I3: a layout of the task has its parts in place, and says which is missing', async () => {
    await run('laid-out.ts')
    await expect.poll(() => result().getByRole('heading', { level: 3 }).allInnerTexts()).toContain('The <b>title</b>')
    expect(await result().getByRole('table', { name: 'Top' }).getAttribute('aria-rowcount')).toBe('3')
    expect(await result().getByTestId('missing-part').innerText()).toBe('The result has no “chart” for this place. There is: title, top.')
    expect(await result().getByRole('columnheader').allInnerTexts()).toEqual(['A', 'X', 'Y'])
  })
})

describe('pictures', () => {
  it('I2: come from beside the script, from bytes and from data addresses', async () => {
    await openTask(page, 'pictures.ts')
    for (const id of ['beside', 'bytes', 'address']) {
      await expect.poll(() => page.locator(`#${id} img`).evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBe(1)
      expect(await page.locator(`#${id} img`).getAttribute('alt')).toBe(id)
    }
  })

  it('I2 I3: what is missing, no picture or elsewhere is told in its place', async () => {
    const told = (id: string): Promise<string> => page.locator(`#${id}`).getByRole('alert').innerText()
    await expect.poll(() => told('missing')).toMatch(/There is no file .*gone\.png/)
    expect(await told('text')).toContain('is no picture of a kind that is shown')
    expect(await told('text')).not.toContain('secret\n')
    expect(await told('remote')).toContain('Simmer loads nothing from the network')
    expect(await told('folder')).toMatch(/is no file|cannot be read/)
    expect(await told('wrong')).toContain('These bytes are no picture')
  })
})

describe('the log control', () => {
  it('G3 I2: shows the newest job of its callback, or text in its colours', async () => {
    await openTask(page, 'logs.ts')
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    await expect.poll(() => page.locator('#job').getByTestId('log').innerText()).toContain('said 1')
    await expect.poll(() => page.locator('#end').innerText()).toBe('ended 1')
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    await expect.poll(() => page.locator('#job').getByTestId('log').innerText()).toContain('said 2')
    expect(await page.locator('#job').getByTestId('log').innerText()).not.toContain('said 1')
    expect(await page.locator('#text').getByText('red', { exact: true }).evaluate((span) => getComputedStyle(span).color)).not.toBe(await page.locator('#text').getByText('plain').evaluate((span) => getComputedStyle(span).color))
  })
})
