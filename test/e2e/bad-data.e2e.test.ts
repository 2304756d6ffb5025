import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { execa } from 'execa'
import { expect, it, onTestFinished } from 'vitest'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { appEnvironment } from '../support/app-environment.ts'
import { launchApp } from '../support/launch-app.ts'
import { scriptFolder } from '../support/script-folder.ts'
import { button, endedRuns, openTask, taskList } from '../support/task-window.ts'

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simmer-data-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

it('Bad input: sets a database that is garbage aside, says so in the window, and works with a new one', async () => {
  const dataDir = await dataFolder()
  const garbage = 'no database '.repeat(1000)
  await writeFile(join(dataDir, 'simmer.db'), garbage)
  const { page } = await launchApp({ dataDir })
  await expect.poll(() => page.getByTestId('notices').innerText()).toMatch(/simmer\.db/)
  const kept = (await Promise.all((await readdir(dataDir)).filter((name) => name.startsWith('simmer.db'))
    .map((name) => readFile(join(dataDir, name), 'latin1')))).filter((content) => content === garbage)
  expect(kept).toHaveLength(1)
  await openTask(page, 'count-primes.ts')
  await button(page, 'Run').click()
  await expect.poll(() => page.getByRole('region', { name: 'Result' }).innerText()).toContain('78,498')
})

it('Bad input: keeps a database of a newer version, and says so in the window', async () => {
  const dataDir = await dataFolder()
  await (await launchApp({ dataDir })).close()
  const database = new DatabaseSync(join(dataDir, 'simmer.db'))
  database.exec('PRAGMA user_version = 999; CREATE TABLE of_the_future (x)')
  database.close()
  const { page } = await launchApp({ dataDir })
  await expect.poll(() => page.getByTestId('notices').innerText()).toMatch(/newer/)
  await openTask(page, 'count-primes.ts')
  await button(page, 'Run').click()
  await expect.poll(() => endedRuns(page)).toHaveLength(1)
  const kept = new DatabaseSync(join(dataDir, 'simmer.db'), { readOnly: true })
  onTestFinished(() => { kept.close() })
  expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 })
  expect(kept.prepare('SELECT count(*) AS jobs FROM jobs').get()).toEqual({ jobs: 0 })
})

it.runIf(process.getuid?.() !== 0)('Bad input: says that a tasks folder may not be read, and shows it once it may', async () => {
  const folder = await scriptFolder({ 'seven.ts': "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'Seven', params: {}, run: () => 7 })\n" })
  await chmod(folder, 0o000)
  onTestFinished(() => chmod(folder, 0o700))
  const { page } = await launchApp({ tasks: folder })
  await expect.poll(() => taskList(page).getByRole('alert').innerText()).toMatch(/may not be read|not allowed|permission/i)
  await chmod(folder, 0o700)
  await expect.poll(() => taskList(page).getByTitle('seven.ts').innerText()).toBe('Seven')
})

it('G7 brings the window that is open to the front when the app is started again', async () => {
  const { app, dataDir } = await launchApp()
  const visible = (): Promise<readonly boolean[]> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.hide() })
  await expect.poll(visible).toEqual([false])
  const second = await execa(electronRuntime().executable, [root], { reject: false, env: appEnvironment(dataDir, {}), extendEnv: false })
  expect(second.exitCode).toBe(0)
  await expect.poll(visible).toEqual([true])
})
