import { once } from 'node:events'
import { execa } from 'execa'
import type { ElectronApplication } from 'playwright-core'
import { expect, it } from 'vitest'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { answerQuestions, askedQuestions } from '../support/answer-questions.ts'
import { appEnvironment } from '../support/app-environment.ts'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { activity, button, endedRuns, openTask } from '../support/task-window.ts'

const windowCount = (app: ElectronApplication): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
/** Asked for in the next turn, for the answer must not wait for an app that goes. */
const askToQuit = (app: ElectronApplication): Promise<void> => app.evaluate(({ app: electron }) => { setImmediate(() => { electron.quit() }) })

it('G7 asks before a quit ends a job, stays where that is wanted, and goes on without a window', async () => {
  const launched = await launchApp()
  const { app, page, dataDir } = launched
  await runForLong(launched)
  await answerQuestions(app, 'Cancel')
  await askToQuit(app)
  await expect.poll(() => askedQuestions(app)).toHaveLength(1)
  const [question] = await askedQuestions(app)
  expect(question?.message).toBe('1 job is running')
  expect(question?.detail).toMatch(/• Count primes · .*10,?000,?000,?000/i)
  expect(question?.buttons).toEqual(['Keep Running', 'Stop and Quit', 'Cancel'])
  expect(await windowCount(app)).toBe(1)

  await page.close()
  await expect.poll(() => windowCount(app)).toBe(0)
  expect(hostsOn(dataDir)).not.toEqual([])
  expect(await askedQuestions(app)).toHaveLength(1)

  const opened = app.waitForEvent('window')
  const second = await execa(electronRuntime().executable, [root], { reject: false, env: appEnvironment(dataDir, {}), extendEnv: false })
  expect(second.exitCode).toBe(0)
  const again = await opened
  await expect.poll(() => activity(again, 'Now').getByRole('listitem').count()).toBe(1)

  const gone = once(app.process(), 'exit')
  await answerQuestions(app, 'Stop and Quit')
  await askToQuit(app)
  await gone
  await expect.poll(() => hostsOn(dataDir)).toEqual([])

  const next = await launchApp({ dataDir })
  await expect.poll(async () => (await endedRuns(next.page))[0]).toContain('Canceled at quit')
})

it('G7 keeps a job running in the background, ends after it by itself, and has its result at the next start', async () => {
  const { app, page, dataDir } = await launchApp()
  await openTask(page, 'examples/4-progress.ts')
  await button(page, 'Run Job!').click()
  await expect.poll(() => activity(page, 'Now').getByRole('listitem').count()).toBe(1)
  const gone = once(app.process(), 'exit')
  await answerQuestions(app, 'Keep Running')
  await askToQuit(app)
  await gone
  await expect.poll(() => hostsOn(dataDir)).toEqual([])

  const next = await launchApp({ dataDir })
  await expect.poll(async () => (await endedRuns(next.page))[0]).toContain('Finished')
  await runForLong(next)
  await answerQuestions(next.app, 'Cancel')
  const ended = once(next.app.process(), 'exit')
  next.app.process().kill('SIGTERM')
  await ended
  await expect.poll(() => hostsOn(dataDir)).toEqual([])
})

async function runForLong({ page }: LaunchedApp): Promise<void> {
  await openTask(page, 'count-primes.ts')
  await page.getByLabel('Up to').fill('10000000000')
  await button(page, 'Run').click()
  await expect.poll(() => page.getByTestId('run-status-text').innerText()).toContain('Sieved up to')
}
