import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordTexts } from '../support/record-texts.ts'
import { processCount } from '../support/run-records.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf, type } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['H5-cached.ts'])
  await openTask(app.page, 'H5-cached.ts')
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const count = (section: 'Now' | 'Next'): Promise<number> => activity(app.page, section).getByRole('listitem').count()

describe('the cache in the window', () => {
  it('H5 answers from the cache at once while every slot is taken and others wait, and says when it was computed', async () => {
    const { page } = app
    expect(await run('a value')).toContain('Finished in')
    expect(await text('result')).toBe('a value of click 1')
    for (let click = 1; click <= 5; click += 1) await button(page, 'Occupy').click()
    await expect.poll(async () => [await count('Now'), await count('Next')]).toEqual([4, 1])
    const before = processCount(app.dataDir)
    const status = await recordTexts(page, 'status')
    expect(await run('a value')).toMatch(/From cache, computed at \d+:\d+(?::\d+)?, took \S+/)
    expect([await text('result'), await count('Now'), await count('Next')]).toEqual(['a value of click 1', 4, 1])
    expect([await status(), processCount(app.dataDir)]).toEqual([[], before])
    const ended = await endedCount(page)
    await writeFile(join(app.folder, 'over.txt'), '')
    await expect.poll(() => endedCount(page)).toBe(ended + 5)
    expect(await text('occupied')).toBe('over')
  })

  it('H6 keeps no failure, no cancel and no update without a value: the same input runs again', async () => {
    const { page } = app
    const alert = page.getByRole('main').getByRole('alert')
    const before = processCount(app.dataDir)
    for (const round of [1, 2]) {
      expect(await run('an error')).toContain('Failed')
      await expect.poll(() => alert.count()).toBe(1)
      expect(await run('no update')).toContain('Finished in')
      expect(await alert.count()).toBe(0)

      await type(page, { label: 'What', text: 'a wait' })
      await button(page, 'Run').click()
      await expect.poll(() => text('status')).toBe('Running')
      await button(page, 'Stop').click()
      await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
      expect(processCount(app.dataDir)).toBe(before + round * 3)
    }
    expect(await run('a value')).toContain('From cache')
    expect(await text('result')).toBe('a value of click 1')
  })
})

/** Runs with a text and waits for the end; answers with what Activity says of it. */
async function run(what: string): Promise<string | undefined> {
  const before = await endedCount(app.page)
  await type(app.page, { label: 'What', text: what })
  await button(app.page, 'Run').click()
  await expect.poll(() => endedCount(app.page)).toBe(before + 1)
  return (await endedRuns(app.page))[0]
}
