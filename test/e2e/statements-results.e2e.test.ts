import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { processCount } from '../support/run-records.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['A2-two-writers.ts', 'B3-deep-groups.ts', 'F2-no-update.ts', 'F4-retry.ts', 'F4-folder', 'F5-gone.ts', 'F7-no-outputs.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const texts = (...ids: string[]): Promise<string[]> => Promise.all(ids.map(text))
const alert = () => app.page.getByRole('main').getByRole('alert')

describe('results and ends of callbacks in the window', () => {
  it('F2 shows null and undefined as results, and leaves everything or a part as it is where told so', async () => {
    await openTask(app.page, 'F2-no-update.ts')
    const steps = [
      ['noUpdate', ['first', 'second']], ['null', ['', '']], ['text', ['a text', 'another text']], ['undefined', ['', '']], ['second alone', ['', 'a second text']],
      ['text', ['a text', 'another text']], ['PreventUpdate', ['a text', 'another text']], ['noUpdate', ['a text', 'another text']],
    ] as const
    for (const [kind, expected] of steps) {
      expect(await runAndEnd(kind)).toContain('Finished in')
      await expect.poll(() => texts('first', 'second')).toEqual(expected)
    }
    expect(await alert().count()).toBe(0)
  })

  it('F4 tells a failure beside the output with the script\'s lines, and Retry runs it again', async () => {
    const { page } = app
    await openTask(page, 'F4-retry.ts')
    expect(await runAndEnd('Run')).toContain('Failed')
    const beside = page.locator('#result + [role=alert]')
    await expect.poll(() => beside.innerText()).toMatch(/ENOENT[^]*rate\.txt[^]*F4-retry\.ts:6/)
    await beside.getByRole('button', { name: 'Stack', exact: true }).click()
    expect(await beside.getByTestId('error-stack').innerText()).toMatch(/readRate.*F4-retry\.ts:6[^]*run.*F4-retry\.ts:18/)
    expect([await alert().count(), await text('result')]).toEqual([1, 'No result yet'])

    await writeFile(join(app.folder, 'rate.txt'), 'twelve')
    const before = processCount(app.dataDir)
    await beside.getByRole('button', { name: 'Retry', exact: true }).click()
    await expect.poll(() => beside.innerText()).toMatch(/TypeError: rate\.txt holds no number\s+F4-retry\.ts:7/)
    await writeFile(join(app.folder, 'rate.txt'), '12')
    await beside.getByRole('button', { name: 'Retry', exact: true }).click()
    await expect.poll(() => text('result')).toBe('Click 1 at 12')
    expect([await alert().count(), processCount(app.dataDir)]).toEqual([0, before + 2])
  })

  it('F4 asks the folder\'s onError where the callback and the task have none', async () => {
    await openTask(app.page, 'F4-folder/strict.ts')
    await button(app.page, 'Run').click()
    await expect.poll(() => text('result')).toBe('The folder was told: the disk is on fire')
    expect((await endedRuns(app.page))[0]).toContain('Failed')
    expect(await alert().count()).toBe(0)
  })

  it('F5 drops the output of a component that has left the page, and keeps the run in history', async () => {
    const { page } = app
    await openTask(page, 'F5-gone.ts')
    await button(page, 'Measure').click()
    await expect.poll(() => activity(page, 'Now').getByRole('listitem').count()).toBe(1)
    await button(page, 'Clear').click()
    await expect.poll(() => text('place')).toBe('Nothing here')
    const before = await endedCount(page)
    await writeFile(join(app.folder, 'instrument.csv'), '')
    await expect.poll(() => endedCount(page)).toBe(before + 1)
    expect((await endedRuns(page))[0]).toContain('Finished in')
    await button(page, 'Restore').click()
    await expect.poll(() => text('place')).toBe('No reading yet')
    await button(page, 'Measure').click()
    await expect.poll(() => text('reading')).toBe('Reading 2')
    expect(await alert().count()).toBe(0)
  })

  it('F7 runs a callback without outputs to any end, each of them told, and goes on', async () => {
    const { page } = app
    await openTask(page, 'F7-no-outputs.ts')
    for (const [ending, words, told] of [
      ['return nothing', 'Finished in', ''], ['throw', 'Failed', 'RangeError: Nothing to write to'], ['return a value', 'Finished in', ''], ['exit', 'Crashed', 'code 3'],
    ] as const) {
      expect(await runAndEnd(ending)).toContain(words)
      expect(await text('note')).toBe(ending)
      await expect.poll(async () => (await alert().allInnerTexts()).join()).toEqual(told === '' ? '' : expect.stringContaining(told))
    }
    await button(page, 'wait').click()
    await expect.poll(() => text('note')).toBe('wait')
    await button(page, 'Stop').click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
    expect(await alert().count()).toBe(0)
  })

  it('A2 lets two callbacks write one prop where they say so: the last to end is shown', async () => {
    await openTask(app.page, 'A2-two-writers.ts')
    for (const [name, shown] of [['Compute', 'Computed 1'], ['Forget', 'Forgotten 1'], ['Forget', 'Forgotten 2'], ['Compute', 'Computed 2']] as const) {
      await button(app.page, name).click()
      await expect.poll(() => text('result')).toBe(shown)
    }
  })

  it('B3 takes and fills groups of groups, leaves whole branches as they are, and refuses another shape with the place of it', async () => {
    const { page } = app
    await openTask(page, 'B3-deep-groups.ts')
    expect(await text('at')).toBe('at rest')
    await button(page, 'Run').click()
    await expect.poll(() => texts('sum', 'first', 'unit', 'at')).toEqual(['1 abc', 'b', 'c', 'at rest'])
    await type(page, { label: 'C', text: 'see' })
    await button(page, 'Run').click()
    await expect.poll(() => texts('sum', 'first', 'unit')).toEqual(['2 absee', 'b', 'see'])
    await button(page, 'Partly').click()
    await expect.poll(() => texts('sum', 'first', 'unit')).toEqual(['1 partly', 'b', 'see'])
    await button(page, 'Wrongly').click()
    await expect.poll(() => alert().innerText()).toMatch(/rows\[1\][^]*unit/)
    expect(await texts('sum', 'first', 'unit', 'at')).toEqual(['1 partly', 'b', 'see', 'at rest'])
  })
})

/** Clicks and waits for the end of the run; answers with what Activity says of it. */
async function runAndEnd(name: string): Promise<string | undefined> {
  const before = await endedCount(app.page)
  await button(app.page, name).click()
  await expect.poll(() => endedCount(app.page)).toBe(before + 1)
  return (await endedRuns(app.page))[0]
}
