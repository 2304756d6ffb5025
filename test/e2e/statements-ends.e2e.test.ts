import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeWindow } from '../support/close-window.ts'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordTexts } from '../support/record-texts.ts'
import { runRecords } from '../support/run-records.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['D1-every-end.ts', 'L28-depends.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const running = (): Promise<number> => activity(app.page, 'Now').getByRole('listitem').count()
const arrives = (file: string): Promise<void> => writeFile(join(app.folder, file), '')

describe('what follows the end of a job in the window', () => {
  it('D1 D5 turns running props off and progress back to its default at every kind of end', async () => {
    const { page } = app
    await openTask(page, 'D1-every-end.ts')
    const ends = [
      ['return', 'Finished in', 'something'], ['skip', 'Finished in', 'nothing'], ['throw', 'Failed', 'nothing'], ['exit', 'Crashed', 'nothing'],
      ['overtime', 'Timed out', 'nothing'], ['wait', 'Canceled. 1 process ended, 0 left.', 'nothing'],
    ] as const
    for (const [ending, words, result] of ends) {
      expect(await text(`step-${ending}`)).toBe('at rest')
      const lamp = await recordTexts(page, `lamp-${ending}`)
      const before = await endedCount(page)
      await button(page, ending).click()
      if (ending === 'wait') {
        await expect.poll(() => text('step-wait')).toBe('at work')
        await button(page, 'Stop').click()
      }
      await expect.poll(() => endedCount(page)).toBe(before + 1)
      expect((await endedRuns(page))[0]).toContain(words)
      expect([await lamp(), await text(`step-${ending}`), await text(`result-${ending}`)]).toEqual([['on', 'off'], 'at rest', result])
    }
  })

  it('D2 leaves a running prop that two jobs share on until the last of them ends', async () => {
    const { page } = app
    await openTask(page, 'D1-every-end.ts')
    const hall = await recordTexts(page, 'hall')
    for (const side of ['east', 'west']) await button(page, side).click()
    await expect.poll(running).toBe(2)
    await arrives('east.txt')
    await expect.poll(() => text('done-east')).toBe('east is done')
    expect(await text('hall')).toBe('bright')
    await arrives('west.txt')
    await expect.poll(() => text('done-west')).toBe('west is done')
    await expect.poll(hall).toEqual(['bright', 'dark'])
  })

  it('C11 pauses a chain while no window has its page, and goes on in the window that takes it over', async () => {
    const { page } = app
    await rm(join(app.folder, 'measurement.csv'), { force: true })
    const first = await app.newWindow()
    await openTask(first, 'L28-depends.ts')
    const reports = (): number => runRecords(app.dataDir).filter(({ callbackId }) => callbackId === 'report.children').length
    await button(first, 'Measure').click()
    await expect.poll(() => textOf(first, 'note')).toBe('Note 1 of nothing')
    await closeWindow(app, first)
    const before = await endedCount(page)
    await arrives('measurement.csv')
    await expect.poll(() => endedCount(page)).toBe(before + 1)
    expect([(await endedRuns(page))[0], reports()]).toEqual([expect.stringContaining('Finished in'), 0])

    const second = await app.newWindow()
    await openTask(second, 'L28-depends.ts')
    await expect.poll(() => textOf(second, 'report')).toBe('Report 1 of mean 1, for measure.nClicks and mean.children')
    expect([await textOf(second, 'note'), reports()]).toEqual(['Note 1 of nothing', 1])
  })
})
