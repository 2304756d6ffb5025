import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { countFrames } from '../support/count-frames.ts'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordProgress } from '../support/record-progress.ts'
import { button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
beforeAll(async () => {
  app = await launchScenarios(['L17-set-props.ts', 'L25-large.ts', 'L29-flood.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)
const click = (name: string): Promise<void> => button(app.page, name).click()

it('L17 gives the page each prop that a job sets, in order, then the result; a job without outputs too', async () => {
  const { page } = app
  await openTask(page, 'L17-set-props.ts')
  await click('Go')
  await expect.poll(() => text('heard-result')).toBe('first of two; second of two; then text; then the result')
  expect(await Promise.all(['first', 'second', 'text', 'result'].map(text))).toEqual(['first of two', 'second of two', 'then text', 'then the result'])

  const before = await endedCount(page)
  await click('Without outputs')
  await expect.poll(() => text('without')).toBe('started')
  await writeFile(join(app.folder, 'L17.data'), '')
  await expect.poll(() => text('without')).toBe('completed')
  await expect.poll(() => endedCount(page)).toBe(before + 1)
  expect((await endedRuns(page))[0]).toContain('Finished in')
  expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
})

it('L25 brings 50 MB of typed arrays whole, and fails a result with a function in it naming where', async () => {
  const { page } = app
  await openTask(page, 'L25-large.ts')
  await click('Measure')
  await expect.poll(() => text('sent'), { timeout: 60_000 }).toMatch(/^[0-9a-f]{64}$/)
  await expect.poll(() => text('came'), { timeout: 60_000 }).toBe(`${await text('sent')} of 50000000 bytes`)

  await click('Return a function')
  const alert = page.getByRole('main').getByRole('alert')
  await expect.poll(() => alert.innerText()).toMatch(/The result cannot be kept\.[\s\S]*result\.model\.layers\[1\]\.activate is the function activate/)
  expect((await endedRuns(page))[0]).toContain('Failed after')
})

it('L29 takes a million progress values: the page draws and answers meanwhile, the last value comes, then the default', async ({ annotate }) => {
  const { page } = app
  await openTask(page, 'L29-flood.ts')
  const delivered = await recordProgress(page)
  await click('Go')
  await expect.poll(() => text('step')).toMatch(/^call/)
  const drawn = await countFrames(page)
  for (const count of [1, 2, 3]) {
    await click('Count')
    await expect.poll(() => text('counted')).toBe(`counted ${count}`)
  }
  expect(await text('step')).toMatch(/^call/)
  const { frames, ms } = await drawn()
  await annotate(`${frames} frames in ${ms.toFixed(0)} ms of the flood: ${(frames / ms * 1000).toFixed(1)} a second`)
  expect(frames).toBeGreaterThan(0)

  await writeFile(join(app.folder, 'L29.data'), '')
  await expect.poll(() => text('result'), { timeout: 60_000 }).toMatch(/calls/)
  const { calls, moreMegabytes } = JSON.parse(await text('result')) as { readonly calls: number; readonly moreMegabytes: number }
  expect(calls).toBeGreaterThanOrEqual(1_000_000)
  expect((await delivered()).at(-1)).toEqual([calls - 1, `call ${calls - 1}`])
  await expect.poll(() => text('heard')).toBe(`call ${calls - 1}, then idle`)
  // Had they been kept, nine of ten would take 100 MB and more.
  expect(moreMegabytes).toBeLessThan(40)
})
