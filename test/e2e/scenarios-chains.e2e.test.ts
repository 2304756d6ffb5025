import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { runRecords } from '../support/run-records.ts'
import { activity, button, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['C8-chain.ts', 'L28-depends.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const runsOf = (callbackId: string): number => runRecords(app.dataDir).filter((run) => run.callbackId === callbackId).length

describe('callbacks that depend on one another', () => {
  it('L28 waits for an output that is in the making, then runs once for all that happened; through a State it does not wait', async () => {
    const { page } = app
    await openTask(page, 'L28-depends.ts')
    await button(page, 'Measure').click()
    await expect.poll(() => text('note')).toBe('Note 1 of nothing')
    await expect.poll(() => activity(page, 'Now').getByRole('listitem').count()).toBe(1)
    expect([await text('mean'), await text('report'), runsOf('report.children')]).toEqual(['nothing', '', 0])

    await writeFile(join(app.folder, 'measurement.csv'), '1.5\n')
    await expect.poll(() => text('report')).toBe('Report 1 of mean 1, for measure.nClicks and mean.children')
    expect(await text('mean')).toBe('mean 1')

    await button(page, 'Measure').click()
    await expect.poll(() => text('report')).toBe('Report 2 of mean 2, for measure.nClicks and mean.children')
    await expect.poll(() => text('note')).toBe('Note 2 of mean 1')
    expect(['mean', 'report', 'note'].map((name) => runsOf(`${name}.children`))).toEqual([2, 2, 2])
  })

  it('C8 hands on from a job to a light callback to a job, once for each change, and drops initial calls that nothing came to', async () => {
    const { page } = app
    const before = runRecords(app.dataDir).length
    await openTask(page, 'C8-chain.ts')
    await expect.poll(() => activity(page, 'Done').getByRole('listitem').count()).toBe(before + 1)
    for (const [at, [words, report]] of ([['one two', 'Report: 2 WORDS'], ['one two three', 'Report: 3 WORDS']] as const).entries()) {
      await page.getByLabel('Text').fill(words)
      await page.getByLabel('Text').press('Enter')
      await expect.poll(() => text('report')).toBe(report)
      // The initial call of the first alone, then both jobs for each text.
      const runs = runRecords(app.dataDir).slice(before).map(({ callbackId }) => callbackId)
      expect(runs).toEqual(['words.children', ...Array.from({ length: at + 1 }, () => ['words.children', 'report.children']).flat()])
    }
  })
})
