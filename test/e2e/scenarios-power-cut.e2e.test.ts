import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp } from '../support/launch-app.ts'
import { launchScenarios } from '../support/launch-scenarios.ts'
import { activity, button, endedRuns, openTask, textOf } from '../support/task-window.ts'

it.runIf(process.platform === 'linux')('L30 leaves no process when the app is killed, loses nothing that was finished, and decides every job at the next start', async () => {
  const env = { SIMMER_JOBS_AT_ONCE: '3' }
  const first = await launchScenarios(['L30-power-cut.ts'], { lasts: 'test', env })
  onTestFinished(() => first.removeScripts())
  const running = ['plain-1', 'plain-2', 'again']
  await openTask(first.page, 'L30-power-cut.ts')
  await button(first.page, 'finished').click()
  await expect.poll(() => textOf(first.page, 'result-finished')).toBe('result of finished')
  for (const name of running) {
    await button(first.page, name).click()
    await expect.poll(() => textOf(first.page, `status-${name}`)).toBe('works')
  }
  for (const name of ['queued-1', 'queued-2']) await button(first.page, name).click()
  await expect.poll(() => activity(first.page, 'Next').getByRole('listitem').allInnerTexts())
    .toEqual([expect.stringMatching(/^1\s[^]*3 of 3 jobs run$/), expect.stringMatching(/^2\s[^]*3 of 3 jobs run$/)])
  expect(await activity(first.page, 'Now').getByRole('listitem').count()).toBe(3)
  // Each job, and what it started in a session of its own.
  expect(hostsOn(first.dataDir).length).toBeGreaterThanOrEqual(6)
  first.app.process().kill('SIGKILL')
  await expect.poll(() => hostsOn(first.dataDir)).toEqual([])

  const { page } = await launchApp({ dataDir: first.dataDir, tasks: first.folder, env })
  await openTask(page, 'L30-power-cut.ts')
  expect(await textOf(page, 'result-finished')).toBe('result of finished')
  for (const name of ['again', 'queued-1', 'queued-2']) await expect.poll(() => textOf(page, `status-${name}`)).toBe('works')
  for (const name of ['plain-1', 'plain-2']) expect([await textOf(page, `status-${name}`), await textOf(page, `result-${name}`)]).toEqual(['idle', 'no result'])
  expect(await page.getByRole('main').getByRole('alert').allInnerTexts()).toEqual([expect.stringMatching(/^Interrupted\./), expect.stringMatching(/^Interrupted\./)])
  expect(await endedRuns(page)).toEqual([expect.stringContaining('Interrupted after'), expect.stringContaining('Interrupted after'), expect.stringContaining('Finished in')])

  await writeFile(join(first.folder, 'L30.data'), '')
  for (const name of ['again', 'queued-1', 'queued-2']) await expect.poll(() => textOf(page, `result-${name}`)).toBe(`result of ${name}`)
  const begun = (await readFile(join(first.folder, 'L30.begun'), 'utf8')).trim().split('\n')
  expect([begun.slice(0, 4), begun.slice(4).sort()]).toEqual([['finished', ...running], ['again', 'queued-1', 'queued-2']])
  // The start looked at the database itself, and had nothing to say.
  expect(await page.getByTestId('notices').count()).toBe(0)
  const database = new SqliteDatabase(join(first.dataDir, 'simmer.db'), { readonly: true })
  onTestFinished(() => { database.close() })
  expect(database.pragma('quick_check', { simple: true })).toBe('ok')
})
