import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { recordProgress } from '../support/record-progress.ts'
import { recordTexts } from '../support/record-texts.ts'
import { processCount, runRecords } from '../support/run-records.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
let page: Page

beforeAll(async () => {
  app = await launchScenarios(['L01-echo.ts', 'L02-status.ts', 'L07-inserted.ts', 'L08-errors.ts', 'L10-side.ts', 'L26-grandchildren.ts'])
  ;({ page } = app)
  return () => app.removeScripts()
})

const text = (id: string): Promise<string> => textOf(page, id)
const alerts = (): Promise<number> => page.getByRole('main').getByRole('alert').count()
const running = (): Promise<number> => activity(page, 'Now').getByRole('listitem').count()
const waiting = (): Promise<number> => activity(page, 'Next').getByRole('listitem').count()

describe('callbacks in the window', () => {
  it('L01 lets the last key win, and its result stays', async () => {
    await openTask(page, 'L01-echo.ts')
    await expect.poll(() => text('echo')).toBe('first')
    await page.getByLabel('Typed').fill('')
    await expect.poll(() => text('echo')).toBe('')
    const echoed = await recordTexts(page, 'echo')
    await page.getByLabel('Typed').pressSequentially('hello world', { delay: 60 })
    await expect.poll(() => text('echo')).toBe('hello world')
    await expect.poll(async () => [await running(), await waiting()]).toEqual([0, 0])
    expect(await text('echo')).toBe('hello world')
    for (const [at, echo] of (await echoed()).entries()) {
      expect('hello world'.startsWith(echo)).toBe(true)
      expect(echo.length).toBeGreaterThan((await echoed())[at - 1]?.length ?? 0)
    }
    // The initial call, the emptied field, and each of the eleven keys.
    const runs = await endedRuns(page)
    expect(runs).toHaveLength(13)
    expect(runs[0]).toContain('Finished in')
    expect(runs.filter((run) => !/Finished in|Replaced by a newer run/.test(run))).toEqual([])
  })

  it('L02 replaces the job of a click by that of the next, and calls nothing before the first', async () => {
    const before = runRecords(app.dataDir).length
    await openTask(page, 'L02-status.ts')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'No results'])
    const [statuses, results] = [await recordTexts(page, 'status'), await recordTexts(page, 'result')]
    await button(page, 'Go').click()
    await expect.poll(results).toEqual(['Clicked 1 time(s)'])
    expect(await statuses()).toEqual(['Running', 'Finished'])
    expect(runRecords(app.dataDir)).toHaveLength(before + 1)

    await button(page, 'Go').dblclick()
    await expect.poll(results).toEqual(['Clicked 1 time(s)', 'Clicked 3 time(s)'])
    expect(await statuses()).toEqual(['Running', 'Finished', 'Running', 'Finished'])
    await expect.poll(() => endedRuns(page)).toHaveLength(before + 3)
    const [third, second] = await endedRuns(page)
    expect(third).toContain('Finished in')
    expect(second).toContain('Replaced by a newer run')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'Clicked 3 time(s)'])
  })

  it('L07 runs and cancels what a light callback has put into the page', async () => {
    await openTask(page, 'L07-inserted.ts')
    await button(page, 'Show').waitFor()
    expect([await alerts(), await button(page, 'Go').count()]).toEqual([0, 0])
    const before = processCount(app.dataDir)
    await button(page, 'Show').click()
    await expect.poll(() => text('status')).toBe('Finished')
    await button(page, 'Go').click()
    await page.locator('#status', { hasText: 'Progress 2/4' }).waitFor()
    await button(page, 'Stop').click()
    await expect.poll(() => text('status')).toBe('Finished')
    expect(await text('result')).toBe('No results')
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled')
    expect(await text('result')).toBe('No results')
    for (const count of [2, 3]) {
      const shown = await recordTexts(page, 'status')
      await button(page, 'Go').click()
      await expect.poll(() => text('result')).toBe(`Clicked ${count} time(s)`)
      await expect.poll(shown).toEqual(['Progress 1/4', 'Progress 2/4', 'Progress 3/4', 'Progress 4/4', 'Finished'])
    }
    expect([await alerts(), processCount(app.dataDir)]).toEqual([0, before + 3])
  })

  it('L08 shows an error with its line beside the output, and leaves outputs as they are where told so', async () => {
    await openTask(page, 'L08-errors.ts')
    const alert = page.getByRole('main').getByRole('alert')
    await clickGo('Clicked 1 time(s)')
    await button(page, 'Go').click()
    await expect.poll(() => alert.innerText()).toMatch(/RangeError: Two is too many\s+L08-errors\.ts:15/)
    expect(await text('result')).toBe('Clicked 1 time(s)')
    await clickGo('Clicked 3 time(s)')
    expect(await alert.count()).toBe(0)
    const before = await endedCount(page)
    await button(page, 'Go').click()
    await expect.poll(() => endedCount(page)).toBe(before + 1)
    expect((await endedRuns(page))[0]).toContain('Finished in')
    expect([await text('result'), await alerts()]).toEqual(['Clicked 3 time(s)', 0])
    await clickGo('Clicked 5 time(s)')
    for (const count of [1, 2, 3, 4]) {
      await button(page, 'Fill').click()
      await expect.poll(parts).toEqual([1, 2, 3, 4].map((place) => (place <= count ? `filled at ${count}` : '-')))
    }
  })

  it('L10 gives each progress value, and the default at the end, to the callback that listens', async () => {
    await openTask(page, 'L10-side.ts')
    const delivered = await recordProgress(page)
    await button(page, 'Go').click()
    await expect.poll(() => text('result')).toBe('done')
    expect(await delivered()).toEqual([1, 2, 3, 4].map((step) => `Progress ${step}/4`))
    await expect.poll(() => text('side')).toBe('Side Progress 1/4; Side Progress 2/4; Side Progress 3/4; Side Progress 4/4; Side idle')
  })

  it.runIf(process.platform === 'linux')('L26 ends a job\'s whole tree, the process that left it too, and says how many', async () => {
    await openTask(page, 'L26-grandchildren.ts')
    await button(page, 'Go').click()
    await expect.poll(() => text('status')).toContain('all up')
    const tree = [...(await text('status')).matchAll(/\d+/g)].map(([pid]) => Number(pid))
    expect(tree.map(isAlive)).toEqual([true, true, true])
    await button(page, 'Stop').click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 3 processes ended, 0 left.')
    expect(tree.map(isAlive)).toEqual([false, false, false])
  })
})

/** False for a process that is gone or that only waits to be read off. */
function isAlive(pid: number): boolean {
  try { return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) } catch { return false }
}

async function clickGo(result: string): Promise<void> {
  await button(page, 'Go').click()
  await expect.poll(() => text('result')).toBe(result)
}

function parts(): Promise<string[]> {
  return Promise.all([1, 2, 3, 4].map((place) => text(`part-${place}`)))
}
