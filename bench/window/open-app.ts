import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'

/** The app in a real window with the bench's scripts as its tasks, one of them open. */
export interface OpenedApp extends AsyncDisposable {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataDir: string
  /** Where the bench's scripts leave marks. */
  readonly marksFolder: string
  /** How many processes have imported the open task so far. */
  readonly imports: () => number
  /** How many marks of this name the bench's scripts left so far. */
  readonly marks: (name: string) => number
}

/** Starts the app with a data folder of its own and opens `bench/tasks/<script>.ts`. `env`: more for its environment. */
export async function openApp(script: string, env: Readonly<Record<string, string>> = {}): Promise<OpenedApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-'))
  const [tasks, marksFolder, dataDir] = [path.join(folder, 'tasks'), path.join(folder, 'marks'), path.join(folder, 'data')]
  mkdirSync(marksFolder)
  cpSync(path.join(root, 'bench', 'tasks'), tasks, { recursive: true })
  const app = await _electron.launch({
    executablePath: electronRuntime().executable, args: [root], chromiumSandbox: process.getuid?.() !== 0, cwd: root, timeout: 60_000,
    env: { ...inherited(), SIMMER_DATA: dataDir, SIMMER_TASKS: tasks, XDG_CONFIG_HOME: path.join(folder, 'config'), BENCH_MARKS: marksFolder, ...env },
  })
  const page = await app.firstWindow()
  await page.click(`[data-testid="task-${script}.ts"][data-state="ready"]`, { timeout: 60_000 })
  await page.waitForSelector('#go')
  const count = (name: string): number => { try { return readFileSync(path.join(marksFolder, name)).length } catch { return 0 } }
  return {
    app, page, dataDir, marksFolder,
    imports: () => count(script),
    marks: count,
    [Symbol.asyncDispose]: async () => {
      // A signal is not asked about the jobs that it ends, as a person would be.
      const closed = app.waitForEvent('close')
      app.process().kill('SIGTERM')
      await closed
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...rest } = process.env
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
