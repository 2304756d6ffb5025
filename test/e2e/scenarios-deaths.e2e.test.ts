import { beforeAll, expect, it } from 'vitest'
import { launchScenarios, type ScenarioApp } from '../support/launch-scenarios.ts'
import { activity, button, endedCount, endedRuns, openTask, textOf } from '../support/task-window.ts'

let app: ScenarioApp
beforeAll(async () => {
  app = await launchScenarios(['L20-deaths.ts'])
  return () => app.removeScripts()
})

it.each([
  { way: 'segfaults', word: 'Crashed', tells: /crashed \(SIGSEGV\)/ },
  { way: 'exits', word: 'Crashed', tells: /exit code 3/ },
  { way: 'waits', word: 'Crashed', tells: /killed from outside \(SIGKILL\)/ },
  { way: 'hoards', word: 'Over its memory limit', tells: /above its limit of 400 MB/ },
])('L20 tells how a job died that $way, with the last lines of its log, and resets what runs', async ({ way, word, tells }) => {
  const { page } = app
  const text = (part: string): Promise<string> => textOf(page, `${part}-${way}`)
  await openTask(page, 'L20-deaths.ts')
  expect([await text('status'), await text('process')]).toEqual(['', 'none'])
  const before = await endedCount(page)
  await button(page, way).click()
  if (way === 'waits') {
    await expect.poll(() => text('process')).toMatch(/^\d+$/)
    expect([await text('status'), await button(page, way).isDisabled()]).toEqual(['Running', true])
    process.kill(Number(await text('process')), 'SIGKILL')
  }
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: `what ${way} said` })
  await expect.poll(() => alert.innerText()).toMatch(new RegExp(`^${word}\\.[^]*${tells.source}[^]*Last lines of its log\\s+the last of what ${way} said`))
  expect([await text('status'), await text('process'), await text('result'), await button(page, way).isEnabled()]).toEqual(['Idle', 'none', 'no result', true])
  await expect.poll(() => endedCount(page)).toBe(before + 1)
  expect((await endedRuns(page))[0]).toMatch(new RegExp(`${word} after`))
  expect(await activity(page, 'Now').getByRole('listitem').count()).toBe(0)
})
