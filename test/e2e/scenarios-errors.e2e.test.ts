import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp

beforeAll(async () => {
  app = await launchScenarios(['L18-on-error.ts'])
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(app.page, id)

describe('errors that a script takes care of', () => {
  it('L18 shows what the task\'s or the callback\'s own onError says of an error, and leaves outputs as they are where it says so', async () => {
    const { page } = app
    await openTask(page, 'L18-on-error.ts')
    await runAndSee('task', 'The task was told: 1 is odd')
    expect((await endedRuns(page))[0]).toContain('Failed')
    await runAndSee('task', 'Half of 2 is 1')
    await runAndSee('local', 'This callback was told: RangeError, 1 is odd')
    await runAndSee('local', 'Half of 2 is 1')
    for (const result of ['No result yet', 'Half of 2 is 1', 'Half of 2 is 1', 'Half of 4 is 2']) await runAndSee('quiet', result)

    for (const result of ['The task was told: 1 is odd', 'Half of 2 is 1']) {
      await button(page, 'Run light').click()
      await expect.poll(() => text('result-light')).toBe(result)
    }
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
  })
})

async function runAndSee(name: string, result: string): Promise<void> {
  const ended = await endedCount(app.page)
  await button(app.page, `Run ${name}`).click()
  await expect.poll(() => endedCount(app.page)).toBe(ended + 1)
  await expect.poll(() => text(`result-${name}`)).toBe(result)
}
