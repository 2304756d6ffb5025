import { expect, it } from 'vitest'
import { launchApp } from '../support/launch-app.ts'
import { button, openTask } from '../support/task-window.ts'

it('a fault inside of main is told in the window, and the app goes on', async () => {
  const launched = await launchApp()
  const { app, page } = launched
  await page.getByRole('navigation', { name: 'Tasks', exact: true }).waitFor()
  await app.evaluate(() => { setTimeout(() => { throw new Error('made by a test') }, 0) })
  await page.getByTestId('notices').getByText('Something went wrong inside Simmer').waitFor()
  expect(launched.output()).toContain('made by a test')
  await openTask(page, 'count-primes.ts')
  await button(page, 'Run').click()
  await page.getByText('78,498').waitFor()
  await expect.poll(() => page.getByTestId('result-origin').textContent()).toMatch(/^limit 1000000 · \d\d:\d\d$/)
})
