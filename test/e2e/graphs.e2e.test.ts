import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { scriptsOfSuite } from '../support/scripts-of-suite.ts'
import { button, openTask, textOf } from '../support/task-window.ts'

const plain = `
import { controls, defineTask, html } from 'simmer'
export default defineTask({ title: 'Plain', layout: html.div([controls.table({ rows: [{ a: 1 }] }), html.p('no figure', { id: 'p' })]), callbacks: [] })
`
const graphs = `
import { callback, controls, defineTask, html, Input, Output } from 'simmer'
const figure = (n) => ({ data: [{ type: 'bar', name: 'bars', x: ['a', 'b', 'c'], y: [n, 2, 3] }], layout: { margin: { l: 40, r: 10, t: 10, b: 30 } } })
const graph = (id, figure) => controls.graph({ id, figure })
export default defineTask({ title: 'Graphs', layout: html.div([
  html.button('More', { id: 'more' }), html.button('Remove', { id: 'remove' }), html.button('Insert', { id: 'insert' }),
  graph('one', figure(1)), graph('two', { data: [{ type: 'scatter', mode: 'lines', x: [1, 2, 3], y: [3, 1, 2] }] }), graph('wrong', { traces: [] }),
  html.p('', { id: 'clicked' }), html.p('', { id: 'zoomed' }), html.div([], { id: 'place' }),
]), callbacks: [
  callback({ output: Output('one', 'figure'), inputs: Input('more', 'nClicks'), preventInitialCall: true, run: (n) => figure(1 + n) }),
  callback({ output: Output('clicked', 'children'), inputs: Input('one', 'clickData'), preventInitialCall: true, run: (event) => JSON.stringify(event) }),
  callback({ output: Output('zoomed', 'children'), inputs: Input('two', 'relayoutData'), preventInitialCall: true, run: (event) => Object.keys(event).join(' ') }),
  callback({ output: Output('place', 'children'), inputs: [Input('insert', 'nClicks'), Input('remove', 'nClicks')], preventInitialCall: true, run: (inserted, removed) => (inserted > (removed ?? 0) ? [graph('three', figure(5))] : []) }),
] })
`

const scripts = scriptsOfSuite()
let launched: LaunchedApp
let page: Page
beforeAll(async () => {
  launched = await launchApp({ lasts: 'file', tasks: await scripts.write({ 'graphs.ts': graphs, 'plain.ts': plain }) })
  page = launched.page
  page.on('request', (request) => requested.push(request.url()))
  await page.getByRole('navigation', { name: 'Tasks', exact: true }).waitFor()
  await page.reload()
})

const drawn = (id: string): Locator => page.locator(`#${id} .js-plotly-plot .main-svg`).first()
const requested: string[] = []
const plotlyFiles = (): readonly string[] => requested.filter((url) => /plotly/i.test(url))

describe('figures', () => {
  it('I2: Plotly is fetched with the first figure, and not before', async () => {
    await openTask(page, 'plain.ts')
    expect(requested.some((url) => url.endsWith('.js'))).toBe(true)
    expect(plotlyFiles()).toEqual([])
    await openTask(page, 'graphs.ts')
    await drawn('one').waitFor()
    await drawn('two').waitFor()
    expect(plotlyFiles()).not.toEqual([])
  })

  it('I2: a wrong figure says so in words, and its neighbours are drawn', async () => {
    expect(await page.locator('#wrong').getByRole('alert').innerText()).toContain('This is no Plotly figure: expected an object with a list of traces named "data"')
  })

  it('I2: a new figure is drawn into the old one, without a flash', async () => {
    const before = await page.locator('#one .js-plotly-plot').evaluate((element) => { element.setAttribute('data-mark', 'same'); return element.querySelector('.main-svg') !== null })
    expect(before).toBe(true)
    const emptied = await page.evaluateHandle(() => {
      const seen = { empty: false }
      new MutationObserver(() => { if (document.querySelector('#one .main-svg') === null) seen.empty = true }).observe(document.querySelector('#one')!, { childList: true, subtree: true })
      return seen
    })
    await button(page, 'More').click()
    await expect.poll(() => page.locator('#one .js-plotly-plot').evaluate((element) => (element as unknown as { data: { y: number[] }[] }).data[0]?.y[0])).toBe(2)
    expect(await page.locator('#one .js-plotly-plot').getAttribute('data-mark')).toBe('same')
    expect(await emptied.evaluate(({ empty }) => empty)).toBe(false)
  })

  it('I2: a click on a bar is told to callbacks, small and plain', async () => {
    const bar = await page.locator('#one .bars .point').nth(1).boundingBox()
    if (bar === null) throw new Error('The figure has no bars')
    await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2)
    await page.locator('#one .hoverlayer .hovertext').first().waitFor()
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2)
    await expect.poll(() => textOf(page, 'clicked')).not.toBe('')
    const { points } = JSON.parse(await textOf(page, 'clicked')) as { points: Record<string, unknown>[] }
    expect(points).toHaveLength(1)
    expect(points[0]).toMatchObject({ curveNumber: 0, pointNumber: 1, x: 'b', y: 2, name: 'bars' })
    expect(points[0]).not.toHaveProperty('data')
  })

  it('I2: the buttons over a figure work by keys, and what they change is told', async () => {
    const zoom = page.locator('#two .modebar-btn[data-title="Zoom in"]')
    await zoom.focus()
    await zoom.press('Enter')
    await expect.poll(() => textOf(page, 'zoomed')).toContain('xaxis.range')
  })

  it('I2: a figure is as wide as its place', async () => {
    const width = async (): Promise<number> => (await drawn('two').boundingBox())?.width ?? 0
    const before = await width()
    await launched.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600) })
    await expect.poll(width).toBeLessThan(before)
    await expect.poll(async () => Math.abs(await width() - ((await page.locator('#two').boundingBox())?.width ?? 0))).toBeLessThan(2)
  })

  it('I2: a figure that leaves the page leaves nothing behind', async () => {
    const cdp = await page.context().newCDPSession(page)
    const turn = async (): Promise<void> => {
      await button(page, 'Insert').click()
      await drawn('three').waitFor()
      await button(page, 'Remove').click()
      await expect.poll(() => page.locator('#three').count()).toBe(0)
    }
    const nodes = async (): Promise<number> => {
      await cdp.send('HeapProfiler.collectGarbage')
      await cdp.send('HeapProfiler.collectGarbage')
      const { metrics } = await cdp.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'Nodes')?.value ?? Number.NaN
    }
    await cdp.send('Performance.enable')
    await turn()
    await turn()
    const before = await nodes()
    for (let count = 0; count < 6; count += 1) await turn()
    // One figure has some hundred nodes; six that stayed would be well above.
    expect(await nodes() - before).toBeLessThan(600)
  })
})
