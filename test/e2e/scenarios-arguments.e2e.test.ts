import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { processCount } from '../support/run-records.ts'
import { button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['L03-state.ts', 'L11-patterns.ts', 'L12-context.ts', 'L13-declared-order.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const click = (name: string): Promise<void> => button(app.page, name).click()

describe('what a callback is called with', () => {
  it('L03 reads a field that runs nothing by itself, and keeps the old result when the run for a new text is canceled', async () => {
    const { page } = app
    await openTask(page, 'L03-state.ts')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'No results'])
    await click('Run')
    await expect.poll(() => text('status')).toBe('Running')
    await expect.poll(() => text('result')).toBe('Processed \'initial\'')
    expect(await text('status')).toBe('Finished')

    await type(page, { label: 'Text', text: 'something new' })
    await click('Run')
    await expect.poll(() => text('status')).toBe('Running')
    await click('Stop')
    await expect.poll(() => text('status')).toBe('Finished')
    expect(await text('result')).toBe('Processed \'initial\'')
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
    expect(await text('result')).toBe('Processed \'initial\'')

    await click('Run')
    await expect.poll(() => text('result')).toBe('Processed \'something new\'')
    expect(await text('status')).toBe('Finished')
    expect(processCount(app.dataDir)).toBe(3)
  })

  it('L11 gives the counts of all buttons that a pattern means, whichever was pressed', async () => {
    const { page } = app
    await openTask(page, 'L11-patterns.ts')
    const before = await endedCount(page)
    for (const [at, [name, greatest]] of ([['Button 1', 1], ['Button 3', 1], ['Button 3', 2], ['Button 2', 2], ['Button 2', 2], ['Button 2', 3]] as const).entries()) {
      await click(name)
      await expect.poll(() => endedCount(page)).toBe(before + at + 1)
      await expect.poll(() => text('result')).toBe(`Greatest: ${greatest} of 3`)
    }
  })

  it('L12 tells the job which button was pressed, and nothing at the initial call', async () => {
    await openTask(app.page, 'L12-context.ts')
    await expect.poll(() => text('pressed')).toBe('Pressed: none')
    expect(await text('triggered')).toBe('[]')
    for (const [name, value] of [['spam', 1], ['eggs', 1], ['spam', 2], ['ham', 1]] as const) {
      await click(name)
      await expect.poll(() => text('triggered')).toBe(JSON.stringify([{ id: name, prop: 'nClicks', value }]))
      expect(await text('pressed')).toBe(`Pressed: ${name}`)
    }
  })

  it('L13 gives arguments in the order that they are declared in, a State before the Input too', async () => {
    const { page } = app
    await openTask(page, 'L13-declared-order.ts')
    await click('Run')
    await expect.poll(() => text('result')).toBe('alpha, 1, omega')
    await type(page, { label: 'First', text: 'aleph' })
    await type(page, { label: 'Last', text: 'tav' })
    await click('Run')
    await expect.poll(() => text('result')).toBe('aleph, 2, tav')
  })
})
