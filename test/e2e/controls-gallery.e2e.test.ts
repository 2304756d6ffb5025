import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { button, openTask, textOf } from '../support/task-window.ts'

let app: LaunchedApp
let page: Page
beforeAll(async () => {
  app = await launchApp({ lasts: 'file' })
  page = app.page
  await openTask(page, 'examples/controls.ts')
})

const turnTo = (tab: string): Promise<void> => page.getByRole('tab', { name: tab, exact: true }).click()
const card = (name: string) => page.getByRole('article', { name, exact: true })
const live = (id: string): Promise<string> => textOf(page, `${id}-live`)

describe('the gallery of controls', () => {
  it('I2 shows on each tab the controls that its title names, and none asks for what there is not', async () => {
    for (const [tab, names] of [
      ['Text', ['controls.input', 'controls.textarea']], ['Choices', ['controls.dropdown', 'controls.checklist', 'controls.radioItems']],
      ['Ranges', ['controls.slider', 'controls.rangeSlider', 'controls.datePicker', 'controls.dateRangePicker']], ['Files', ['controls.upload', 'controls.download']],
      ['Views', ['controls.table', 'controls.graph', 'controls.markdown', 'html.raw', 'controls.image', 'controls.log']],
      ['Progress', ['controls.progress', 'controls.loading', 'controls.log', 'controls.interval', 'controls.store']], ['Layout', ['controls.tabs', 'controls.tab', 'html.button']],
    ] as const) {
      await turnTo(tab)
      const shown = page.getByRole('article').filter({ visible: true })
      await expect.poll(() => shown.evaluateAll((articles) => articles.map((article) => article.getAttribute('aria-label')))).toEqual(names)
    }
    expect(await page.getByTestId('unknown-component').count()).toBe(0)
    await page.locator('#graph .js-plotly-plot').waitFor({ state: 'attached' })
  })

  it('I2 tells live what callbacks get, and has the props and the code of each', async () => {
    await turnTo('Text')
    await page.getByRole('textbox', { name: 'Station code' }).fill('BNN')
    await expect.poll(() => live('input')).toMatch(/^value: "BNN"\n/)
    expect(await card('controls.input').getByText("pattern: '[A-Z]{3}'").isVisible()).toBe(true)
    await card('controls.input').getByRole('tab', { name: 'Props' }).click()
    await card('controls.input').getByRole('cell', { name: 'debounce', exact: true }).waitFor()
    await turnTo('Choices')
    await page.getByRole('checkbox', { name: 'columns' }).click()
    await expect.poll(() => live('checklist')).toBe('value: ["rows","columns"]')
    await turnTo('Layout')
    await button(page, 'Press me').press('Enter')
    await expect.poll(() => live('button')).toBe('nClicks: 1')
  })

  it('I2 counts sheep: progress, log, loading and store tell of one job, and the interval ticks', async () => {
    await turnTo('Progress')
    await button(page, 'Start the interval').click()
    await button(page, 'Work').click()
    await expect.poll(() => card('controls.loading').locator('[aria-busy]').getAttribute('aria-busy')).toBe('true')
    await card('controls.log').getByText('sheep 2 jumps the fence').waitFor()
    await expect.poll(() => textOf(page, 'counted')).toBe('5 sheep, round 1.')
    await expect.poll(() => live('store')).toBe('value: {"rounds":1}')
    await expect.poll(() => live('bar')).toBe('value: null\nmax: null\ntext: null')
    await expect.poll(async () => Number(/nIntervals: (\d+)/.exec(await live('clock'))?.[1])).toBeGreaterThan(1)
  })
})
