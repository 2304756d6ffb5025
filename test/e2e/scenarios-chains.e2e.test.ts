import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { runRecords } from '../support/run-records.ts'
import { activity, button, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['L28-depends.ts'])
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
})
