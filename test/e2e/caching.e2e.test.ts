import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp } from '../support/launch-app.ts'
import { processCount, runRecords } from '../support/run-records.ts'
import { button, endedRuns, openTask } from '../support/task-window.ts'

const example = 'examples/7-caching.ts'

it('S7 computes the first four values, has the next four at once without a process, shares them with a second window, and computes again after a restart', async () => {
  const first = await launchApp()
  await openTask(first.page, example)
  await expect.poll(() => endedRuns(first.page)).toHaveLength(1)
  for (const count of [1, 2, 3, 4]) await clickAndSee(first.page, count)
  await expect.poll(() => endedRuns(first.page)).toHaveLength(5)
  for (const ended of await endedRuns(first.page)) expect(ended).toContain('Finished in')

  // A result is shown before its process is gone; the one that then stays is the spare.
  await expect.poll(() => runRecords(first.dataDir).filter(({ hasProcess }) => hasProcess)).toEqual([])
  await expect.poll(() => hostsOn(first.dataDir)).toHaveLength(1)
  const hosts = hostsOn(first.dataDir)
  for (const count of [1, 2, 3, 4]) {
    await clickAndSee(first.page, count)
    await expect.poll(() => endedRuns(first.page)).toHaveLength(5 + count)
    expect((await endedRuns(first.page))[0]).toContain('From cache')
  }
  expect(hostsOn(first.dataDir)).toEqual(hosts)
  expect(processCount(first.dataDir)).toBe(5)

  const second = await first.newWindow()
  await openTask(second, example)
  await expect.poll(() => paragraph(second)).toBe('Clicked 0 times')
  await clickAndSee(second, 1)
  await expect.poll(() => endedRuns(second)).toHaveLength(11)
  for (const ended of (await endedRuns(second)).slice(0, 2)) expect(ended).toContain('From cache')
  await first.close()

  const again = await launchApp({ dataDir: first.dataDir })
  await openTask(again.page, example)
  await expect.poll(() => endedRuns(again.page)).toHaveLength(11)
  await button(again.page, 'Run Job!').click()
  await expect.poll(() => endedRuns(again.page)).toHaveLength(12)
  expect((await endedRuns(again.page))[0]).toContain('Finished in')
  expect(processCount(first.dataDir)).toBe(6)
})

async function clickAndSee(page: Page, count: number): Promise<void> {
  await button(page, 'Run Job!').click()
  await expect.poll(() => paragraph(page)).toBe(`Clicked ${count} times`)
}

function paragraph(page: Page): Promise<string | null> {
  return page.locator('#paragraph_id').textContent()
}
