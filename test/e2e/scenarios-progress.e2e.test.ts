import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordProgress } from '../support/record-progress.ts'
import { recordTexts } from '../support/record-texts.ts'
import { processCount } from '../support/run-records.ts'
import { button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['L04-progress.ts', 'L09-short-interval.ts', 'L14-progress-changes.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const click = (name: string): Promise<void> => button(app.page, name).click()

describe('progress in the window', () => {
  it('L04 shows each step and its default at any end, and runs again for the same input', async () => {
    const { page } = app
    const steps = [1, 2, 3, 4].map((step) => `Progress ${step}/4`)
    await openTask(page, 'L04-progress.ts')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'No results'])
    await type(page, { label: 'Text', text: 'hi there' })

    const canceled = await recordTexts(page, 'status')
    await click('Run')
    await page.locator('#status', { hasText: 'Progress 2/4' }).waitFor()
    await click('Stop')
    await expect.poll(() => text('status')).toBe('Finished')
    expect(await text('result')).toBe('No results')
    expect((await canceled()).at(-1)).toBe('Finished')
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'No results'])

    for (const round of [1, 2]) {
      const shown = await recordTexts(page, 'status')
      await click('Run')
      await expect.poll(shown).toEqual([...steps, 'Finished'])
      await expect.poll(() => text('result')).toBe('Processed \'hi there\'')
      expect(processCount(app.dataDir)).toBe(1 + round)
    }
  })

  it('L09 shows every step of a job without an interval, and runs nothing afterwards', async () => {
    const { page } = app
    await openTask(page, 'L09-short-interval.ts')
    const before = processCount(app.dataDir)
    const [delivered, shown] = [await recordProgress(page), await recordTexts(page, 'status')]
    await click('Run')
    await expect.poll(() => text('result')).toBe('Clicked \'1\'')
    const steps = [0, 1, 2, 3].map((step) => `Progress ${step}/4`)
    expect(await delivered()).toEqual(steps)
    await expect.poll(shown).toEqual([...steps, 'Finished'])
    // What a change at the end had triggered would have been asked for before another task is.
    await openTask(page, 'L04-progress.ts')
    await openTask(page, 'L09-short-interval.ts')
    expect([await text('result'), processCount(app.dataDir)]).toEqual(['Clicked \'1\'', before + 1])
  })

  it('L14 changes a progress prop once for each value that was set, and once more for the default', async () => {
    const { page } = app
    await openTask(page, 'L14-progress-changes.ts')
    const delivered = await recordProgress(page)
    expect(await text('counter')).toBe('0 changes')
    const before = await endedCount(page)
    await click('Start')
    await expect.poll(() => text('output')).toBe('done')
    await expect.poll(() => text('counter')).toBe('3 changes: start, stop, the default')
    expect(await delivered()).toEqual(['start', 'stop'])
    await click('Start')
    await expect.poll(() => text('counter')).toBe('6 changes: start, stop, the default, start, stop, the default')
    expect(await endedCount(page)).toBe(before + 2)
  })
})
