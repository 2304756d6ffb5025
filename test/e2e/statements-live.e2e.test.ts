import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeWindow } from '../support/close-window.ts'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { processCount } from '../support/run-records.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['C3-context.ts', 'C6-independent.ts', 'D10-order.ts', 'F6-set-props.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const running = (): Promise<number> => activity(app.page, 'Now').getByRole('listitem').count()
const arrives = (file: string): Promise<void> => writeFile(join(app.folder, file), '')

describe('callbacks while they run, in the window', () => {
  it('C3 tells light callbacks and jobs what triggered them, with the values of their inputs and states', async () => {
    const { page } = app
    await openTask(page, 'C3-context.ts')
    await expect.poll(() => text('light-told')).toBe(JSON.stringify({
      triggered: [], triggeredId: null, inputs: { 'light.nClicks': null }, states: { 'unit.value': 'kg' },
    }))
    await type(page, { label: 'Unit', text: 'lb' })
    await button(page, 'Light').click()
    await expect.poll(() => text('light-told')).toBe(JSON.stringify({
      triggered: [{ id: 'light', prop: 'nClicks', value: 1 }], triggeredId: 'light', inputs: { 'light.nClicks': 1 }, states: { 'unit.value': 'lb' },
    }))
    await button(page, 'Row 2').click()
    const row = '{"kind":"go","row":2}'
    await expect.poll(() => page.locator('.told-2').innerText()).toBe(JSON.stringify({
      triggered: [{ id: row, prop: 'nClicks', value: 1 }], triggeredId: { kind: 'go', row: 2 }, inputs: { [`${row}.nClicks`]: 1 }, states: { 'unit.value': 'lb' },
    }))
    expect(await page.locator('.told-1').innerText()).toBe('')
  })

  it('C6 keeps callbacks without outputs, and instances of MATCH, apart: none replaces another', async () => {
    const { page } = app
    await openTask(page, 'C6-independent.ts')
    const before = await endedCount(page)
    for (const name of ['Mail', 'Print', 'Row 1', 'Row 2']) await button(page, name).click()
    await expect.poll(running).toBe(4)
    await button(page, 'Row 1').click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Replaced by a newer run')
    await expect.poll(running).toBe(4)
    await arrives('paper.txt')
    await arrives('rows.csv')
    await expect.poll(() => endedCount(page)).toBe(before + 5)
    const ends = (await endedRuns(page)).slice(0, 5)
    expect(ends.filter((end) => end.includes('Finished in'))).toHaveLength(4)
    expect(await Promise.all([1, 2].map((row) => page.locator(`.result-${row}`).innerText()))).toEqual(['click 2', 'click 1'])
  })

  it('D10 takes each step of an end by itself: the last progress, the after-values, the defaults, the outputs', async () => {
    await openTask(app.page, 'D10-order.ts')
    const steps = ['state: on', 'status: first', 'status: last', 'state: off', 'status: none', 'result: given']
    for (const round of [1, 2]) {
      await button(app.page, 'Run').click()
      await expect.poll(() => text('heard-result')).toBe(Array.from({ length: round }, () => steps).flat().join(', '))
    }
  })

  it('F6 shows what a job sets in every page of its run, in order, again for a page that comes back, and never for a hit', async () => {
    const { page } = app
    const other = await app.newWindow()
    const processes = processCount(app.dataDir)
    for (const each of [page, other]) {
      await openTask(each, 'F6-set-props.ts')
      await button(each, 'Run').click()
      await expect.poll(() => shownIn(each)).toEqual(['reading', '2 rows', 'reading'])
      expect(await each.locator('#rows').getAttribute('title')).toBe('and more to come')
    }
    expect(processCount(app.dataDir)).toBe(processes + 1)
    await closeWindow(app, other)
    await arrives('rest.csv')
    await expect.poll(() => shownIn(page)).toEqual(['counting', '3 rows', 'reading, counting'])

    const again = await app.newWindow()
    await openTask(again, 'F6-set-props.ts')
    await expect.poll(() => shownIn(again)).toEqual(['counting', '3 rows', 'reading, counting'])
    await arrives('end.csv')
    for (const each of [page, again]) await expect.poll(() => textOf(each, 'result')).toBe('counted')

    await button(page, 'Reset').click()
    await expect.poll(() => text('heard')).toBe('reading, counting, idle')
    const before = await endedCount(page)
    await button(page, 'Run').click()
    await expect.poll(() => endedCount(page)).toBe(before + 1)
    expect((await endedRuns(page))[0]).toContain('From cache')
    expect(await shownIn(page)).toEqual(['idle', '3 rows', 'reading, counting, idle'])
  })
})

function shownIn(page: Page): Promise<string[]> {
  return Promise.all(['phase', 'rows', 'heard'].map((id) => textOf(page, id)))
}
