import { expect, it } from 'vitest'
import { hostsOn } from '../support/host-processes.ts'
import { launchApp } from '../support/launch-app.ts'
import { activity, button, endedRuns, openTask } from '../support/task-window.ts'
import { terminal } from '../support/terminal.ts'

it('G9 shows a run of the terminal in the window\'s Activity, cancels it from there, and shares results both ways', async () => {
  const app = await launchApp()
  const { page } = app
  const long = terminal(app, ['run', 'count-primes', '--limit', '10000000000', '--json'])
  const running = activity(page, 'Now').getByRole('listitem')
  await expect.poll(() => running.allInnerTexts()).toHaveLength(1)
  expect(await running.innerText()).toMatch(/count.primes/i)
  await running.getByRole('button', { name: 'Cancel' }).click()
  const canceled = await long
  expect(canceled.exitCode).not.toBe(0)
  expect(canceled.stdout).toContain('"outcome":"canceled"')
  await expect.poll(async () => (await endedRuns(page))[0]).toContain('Canceled. 1 process ended, 0 left.')
  await expect.poll(() => hostsOn(app.dataDir)).toEqual([])

  expect((await terminal(app, ['run', 'count-primes', '--limit', '1000000', '--json'])).stdout).toContain('"from":"run","value":{"primes":78498}')
  await openTask(page, 'count-primes.ts')
  await button(page, 'Run').click()
  await expect.poll(() => page.getByTestId('run-status-text').innerText()).toMatch(/^From cache/)

  await page.getByLabel('Up to').fill('2000000')
  await button(page, 'Run').click()
  await expect.poll(() => page.getByRole('region', { name: 'Result' }).innerText()).toContain('148,933')
  expect((await terminal(app, ['run', 'count-primes', '--limit', '2000000', '--json'])).stdout).toContain('"from":"cache","value":{"primes":148933}')
})

it('G8 leaves no process when the app is killed, and says at the next start that the job was interrupted', async () => {
  const first = await launchApp()
  await openTask(first.page, 'count-primes.ts')
  await first.page.getByLabel('Up to').fill('10000000000')
  await button(first.page, 'Run').click()
  await expect.poll(() => first.page.getByTestId('run-status-text').innerText()).toContain('Sieved up to')
  expect(hostsOn(first.dataDir)).not.toEqual([])
  first.app.process().kill('SIGKILL')
  await expect.poll(() => hostsOn(first.dataDir)).toEqual([])

  const { page } = await launchApp({ dataDir: first.dataDir })
  await expect.poll(async () => (await endedRuns(page))[0]).toContain('Interrupted')
  await openTask(page, 'count-primes.ts')
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('Interrupted.')
  expect(await page.getByLabel('Up to').inputValue()).toBe('10000000000')
  await page.getByLabel('Up to').fill('100')
  await button(page, 'Run').click()
  await expect.poll(() => page.getByRole('region', { name: 'Result' }).innerText()).toContain('25')
})
