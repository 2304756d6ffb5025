import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { runRecords } from '../support/run-records.ts'
import { writeScripts } from '../support/script-folder.ts'
import { activity, button, endedCount, endedRuns, openTask, taskList } from '../support/task-window.ts'

let folder: string
let app: LaunchedApp
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simmer-hot-'))
  await writeScripts(folder, { 'greet.ts': greeting('Hello'), 'lib/answer.ts': answer(42), 'ask.ts': asking })
  app = await launchApp({ tasks: folder, lasts: 'file' })
  ;({ page } = app)
})

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const save = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text)
const result = (): Promise<string> => page.getByRole('region', { name: 'Result' }).innerText()
const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText()
const alert = (): Promise<string> => page.getByRole('alert').innerText()

describe('a tasks folder that changes while it is open', () => {
  it('2.8 shows a saved script anew, keeps what was typed, and runs the new code', async () => {
    await openTask(page, 'greet.ts')
    await page.getByLabel('Name').fill('Ada')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('Hello, Ada')
    await save('greet.ts', greeting('Good evening'))
    await expect.poll(heading).toBe('Good evening')
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')
    expect(await result()).toContain('Hello, Ada')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('Good evening, Ada')
  })

  it('L24 lets a job finish with the code it began with, shows the new page meanwhile, and runs the new code next, under another cache key', async () => {
    await save('wait.ts', waiting('old'))
    await openTask(page, 'wait.ts')
    const before = runRecords(app.dataDir).length
    await button(page, 'Run').click()
    await expect.poll(() => activity(page, 'Now').getByRole('listitem').innerText()).toContain('waiting with the old code')
    await save('wait.ts', waiting('new'))
    await expect.poll(heading).toBe('Wait with the new code')
    expect(await activity(page, 'Now').getByRole('listitem').innerText()).toContain('waiting with the old code')
    await save('go.txt', '')
    await expect.poll(result).toContain('the old code went')
    for (const from of ['Finished in', 'From cache']) {
      const ended = await endedCount(page)
      await button(page, 'Run').click()
      await expect.poll(() => endedCount(page)).toBe(ended + 1)
      expect((await endedRuns(page))[0]).toContain(from)
      expect(await result()).toContain('the new code went')
    }
    const [old, fresh] = runRecords(app.dataDir).slice(before).map(({ cacheKey }) => cacheKey)
    for (const key of [old, fresh]) expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(fresh).not.toBe(old)
  })

  it('2.8 runs new code after a change of a file that the script imports', async () => {
    await openTask(page, 'ask.ts')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('42')
    await save('lib/answer.ts', answer(54))
    await expect.poll(heading).toBe('Ask for 54')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('54')
  })

  it('2.8 lists a script that appears, and says when it is gone', async () => {
    await save('late.ts', greeting('Late'))
    await expect.poll(() => taskList(page).getByTitle('late.ts').innerText()).toBe('Late')
    await openTask(page, 'late.ts')
    await rm(join(folder, 'late.ts'))
    await page.getByRole('heading', { name: 'This script is gone' }).waitFor()
    expect(await taskList(page).getByTitle('late.ts').count()).toBe(0)
    await save('late.ts', greeting('Late again'))
    await expect.poll(heading).toBe('Late again')
  })

  it('2.8 A1 shows the error of a broken script with its line, leaves others alone, and mends with the file', async () => {
    await openTask(page, 'greet.ts')
    await save('greet.ts', `${greeting('Broken')}\nthrow new Error('The moon is missing')\n`)
    await expect.poll(alert).toMatch(/The moon is missing[\s\S]*greet\.ts:8/)
    expect(await taskList(page).getByTitle('ask.ts').getAttribute('data-state')).toBe('ready')
    await openTask(page, 'ask.ts')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('54')

    await save('greet.ts', greeting('Mended'))
    await taskList(page).getByTitle('greet.ts').click()
    await expect.poll(heading).toBe('Mended')
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')
    await button(page, 'Run').click()
    await expect.poll(result).toContain('Mended, Ada')
  })

  it('2.8 says that the folder is gone, and has its tasks again when it comes back', async () => {
    await rename(folder, `${folder}-away`)
    await expect.poll(() => taskList(page).getByRole('alert').innerText()).toMatch(/is not there\. Put it back/)
    await rename(`${folder}-away`, folder)
    await expect.poll(() => taskList(page).getByRole('alert').count()).toBe(0)
    await openTask(page, 'greet.ts')
    await save('greet.ts', greeting('Back'))
    await expect.poll(heading).toBe('Back')
  })
})

function greeting(word: string): string {
  return `import { defineTask, text } from 'simmer'

export default defineTask({
  title: '${word}',
  params: { name: text({ label: 'Name', default: 'you' }) },
  run: ({ name }) => '${word}, ' + name,
})`
}

/** A job that ends once `go.txt` is there. */
function waiting(age: string): string {
  return `import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { defineTask } from 'simmer'

export default defineTask({
  title: 'Wait with the ${age} code',
  params: {},
  cacheBy: [],
  async run(_, job) {
    job.progress(null, 'waiting with the ${age} code')
    while (!existsSync(join(job.scriptDir, 'go.txt'))) await sleep(10)
    return 'the ${age} code went'
  },
})`
}

function answer(value: number): string {
  return `export const answer = ${value}\n`
}

const asking = `import { defineTask } from 'simmer'
import { answer } from './lib/answer.ts'

export default defineTask({ title: 'Ask for ' + answer, params: {}, run: () => ({ answer }) })
`
