import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { launchApp } from '../support/launch-app.ts'
import { button, endedRuns, openTask } from '../support/task-window.ts'

let folder: string
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simmer-scenarios-'))
  await cp(join(root, 'test/fixtures/scenarios'), folder, { recursive: true })
  ;({ page } = await launchApp({ tasks: folder, lasts: 'file' }))
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const text = (id: string): Promise<string> => page.locator(`#${id}`).innerText()

describe('callbacks in the window', () => {
  it('L01 lets the last key win, and its result stays', async () => {
    await openTask(page, 'L01-echo.ts')
    await expect.poll(() => text('echo')).toBe('first')
    await page.getByLabel('Typed').fill('')
    await page.getByLabel('Typed').pressSequentially('hello world')
    await expect.poll(() => text('echo')).toBe('hello world')
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Finished in')
    expect(await text('echo')).toBe('hello world')
    expect((await endedRuns(page)).filter((run) => !/Finished in|Replaced by a newer run/.test(run))).toEqual([])
  })

  it('L02 replaces the job of a click by that of the next', async () => {
    await openTask(page, 'L02-status.ts')
    expect([await text('status'), await text('result')]).toEqual(['Finished', 'No results'])
    await button(page, 'Go').click()
    await expect.poll(() => text('status')).toBe('Running')
    await expect.poll(() => text('result')).toBe('Clicked 1 time(s)')
    expect(await text('status')).toBe('Finished')
    await button(page, 'Go').dblclick()
    await expect.poll(() => text('status')).toBe('Running')
    expect(await text('result')).toBe('Clicked 1 time(s)')
    await expect.poll(() => text('result')).toBe('Clicked 3 time(s)')
    expect((await endedRuns(page)).slice(0, 2).join()).toContain('Replaced by a newer run')
  })

  it('L07 runs and cancels what a light callback has put into the page', async () => {
    await openTask(page, 'L07-inserted.ts')
    await button(page, 'Show').click()
    await button(page, 'Go').click()
    await expect.poll(() => text('status')).toBe('Progress 2/4')
    await button(page, 'Stop').click()
    await expect.poll(() => text('status')).toBe('Finished')
    expect(await text('result')).toBe('No results')
    await button(page, 'Go').click()
    await expect.poll(() => text('status')).toBe('Progress 4/4')
    await expect.poll(() => text('result')).toBe('Clicked 2 time(s)')
    expect(await text('status')).toBe('Finished')
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
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
    const before = (await endedRuns(page)).length
    await button(page, 'Go').click()
    await expect.poll(() => endedRuns(page)).toHaveLength(before + 1)
    expect(await text('result')).toBe('Clicked 3 time(s)')
    await clickGo('Clicked 5 time(s)')
    for (const count of [1, 2, 3, 4]) {
      await button(page, 'Fill').click()
      await expect.poll(parts).toEqual([1, 2, 3, 4].map((place) => (place <= count ? `filled at ${count}` : '-')))
    }
  })

  it('L10 gives each progress value, and the default at the end, to the callback that listens', async () => {
    await openTask(page, 'L10-side.ts')
    await button(page, 'Go').click()
    await expect.poll(() => text('result')).toBe('done')
    await expect.poll(() => text('side')).toBe('Side Progress 1/4; Side Progress 2/4; Side Progress 3/4; Side Progress 4/4; Side idle')
  })

  it.runIf(process.platform === 'linux')('L26 ends a job\'s whole tree, the process that left it too, and says how many', async () => {
    await openTask(page, 'L26-grandchildren.ts')
    await button(page, 'Go').click()
    await expect.poll(() => text('status')).toBe('all up')
    await button(page, 'Stop').click()
    await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 3 processes ended, 0 left.')
  })
})

async function clickGo(result: string): Promise<void> {
  await button(page, 'Go').click()
  await expect.poll(() => text('result')).toBe(result)
}

function parts(): Promise<string[]> {
  return Promise.all([1, 2, 3, 4].map((place) => text(`part-${place}`)))
}
