import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { answerQuestions } from './answer-questions.ts'
import { appEnvironment } from './app-environment.ts'
import { launchedApps } from './launched-apps.ts'

export interface LaunchOptions {
  /** Folder of the app; the project itself unless named. */
  readonly appPath?: string
  /** A packaged app's executable, started instead of the set-up Electron with `appPath`. */
  readonly executable?: string
  /** Folder of tasks to show instead of the default one. */
  readonly tasks?: string
  /** A data folder to use again; else a new one, removed at the end. */
  readonly dataDir?: string
  readonly args?: readonly string[]
  /** Turns Chromium's sandbox off, for tests of its absence. */
  readonly withoutSandbox?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Ended after the test that started it, or after all tests of the file (for `beforeAll`). */
  readonly lasts?: 'test' | 'file'
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  /** The first window. */
  readonly page: Page
  readonly dataDir: string
  /** Whether this call made the data folder. */
  readonly ownsDataDir: boolean
  /** What the main process printed so far, stdout and stderr. */
  output(): string
  /** Opens another window the way the menu does. */
  newWindow(): Promise<Page>
  /** Quits as a user does, who lets jobs that run be stopped; killed, and told so, if it has not gone after 15 s. Once: later calls wait for the same end. */
  close(): Promise<void>
}

/** Starts the real app in a window of the run's own display, with a data folder of its own. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'simmer-e2e-')))
  await mkdir(join(dataDir, 'home'), { recursive: true })
  const app = await _electron.launch({
    executablePath: options.executable ?? electronRuntime().executable,
    args: [
      ...(options.executable === undefined ? [options.appPath ?? root] : []),
      ...(options.args ?? []),
    ],
    // Playwright turns Chromium's sandbox off unless asked not to.
    chromiumSandbox: sandboxIsOn() && options.withoutSandbox !== true,
    cwd: root,
    env: appEnvironment(dataDir, options),
    timeout: 60_000,
  })
  const child = app.process()
  const printed: string[] = []
  child.stdout?.on('data', (chunk) => printed.push(String(chunk)))
  child.stderr?.on('data', (chunk) => printed.push(String(chunk)))
  const page = await app.firstWindow().catch((error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`the app opened no window; it printed:\n${printed.join('')}`, { cause: error })
  })
  let closing: Promise<void> | undefined
  const launched: LaunchedApp = {
    app,
    page,
    dataDir,
    ownsDataDir: options.dataDir === undefined,
    output: () => printed.join(''),
    newWindow: () => openWindow(app),
    close: () => (closing ??= quit(app, child)),
  }
  launchedApps.add({ app: launched, lasts: options.lasts ?? 'test' })
  return launched
}

/** Whether Chromium's own sandbox is on in this run: everywhere but for root, who cannot have it. */
export function sandboxIsOn(): boolean {
  return process.env['SIMMER_E2E_SANDBOX'] !== 'off' && process.getuid?.() !== 0
}

async function openWindow(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window')
  await app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('new-window')
    if (!item) throw new Error('expected a menu item with the id "new-window"')
    // Declared as a bare Function.
    ;(item as unknown as { click: () => void }).click()
  })
  return opened
}

async function quit(app: ElectronApplication, child: ChildProcess): Promise<void> {
  // Playwright knows nothing more of an app that was killed, not even its process.
  if (child.exitCode !== null || child.signalCode !== null) return
  const end = { killed: false }
  const kill = setTimeout(() => {
    end.killed = true
    child.kill('SIGKILL')
  }, 15_000)
  try {
    await answerQuestions(app, 'Stop and Quit')
    await app.close()
  } finally {
    clearTimeout(kill)
  }
  if (end.killed) throw new Error('the app did not quit within 15 s and was killed')
}
