import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { brandAs, type JobId, type PageId, type TaskId } from '../../src/shared/brand.ts'
import type { CallbackCall } from '../../src/shared/change.ts'
import type { ChangeBatch, Requests, SimmerBridge, TriggerReply } from '../../src/shared/contract.ts'
import { fromErrorInfo, type Result } from '../../src/shared/errors.ts'
import { sandboxIsOn } from '../support/launch-app.ts'
import { Gone } from './gone.ts'
import type { Ask, Hear, Target } from './target.ts'
import { until } from './until.ts'

export interface AppTargetOptions { readonly name: string; readonly env: NodeJS.ProcessEnv; readonly home: string; readonly hear: Hear }

/** A window of the app and the pages of mix.ts that it has. */
interface OpenWindow { readonly page: Page; readonly taskId: TaskId; readonly pages: readonly PageId[] }

/** Pages that each window opens. */
const pageCount = 4
const exitPatience = 20_000
const said: string[] = []

/** The real app with its windows, driven and heard by the contract inside of them. */
export class AppTarget implements Target {
  readonly name: string
  readonly #options: AppTargetOptions
  #app: ElectronApplication | undefined
  #windows: OpenWindow[] = []
  #ready: Promise<void> = Promise.reject(new Gone('not started yet'))
  #ending = false
  #diedAlone = false

  constructor(options: AppTargetOptions) {
    this.name = options.name
    this.#options = options
    this.#ready.catch(() => undefined)
  }

  get app(): ElectronApplication | undefined { return this.#app }
  get pid(): number | undefined { return this.#app?.process().pid }
  get lastWords(): string { return said.join('').slice(-2_000) }

  takeDiedAlone(): boolean {
    const died = this.#diedAlone
    this.#diedAlone = false
    return died
  }

  async start(): Promise<void> {
    this.#ready = this.#open()
    await this.#ready
  }

  async trigger({ page, ...ask }: Ask): Promise<TriggerReply> {
    await this.#ready.catch(() => undefined)
    const window = this.#windows[(page ?? 0) % Math.max(1, this.#windows.length)]
    if (window === undefined) throw new Gone(`${this.name} has no window`)
    const pageId = window.pages[page ?? pageCount - 1] ?? brandAs<PageId>('')
    const call: CallbackCall = { ...ask, taskId: window.taskId, pageId, instance: '', context: { triggered: [], inputs: {}, states: {} } }
    return this.#inside(window.page, 'trigger', call)
  }

  async cancel(jobId: JobId): Promise<void> {
    const [window] = this.#windows
    if (window !== undefined) await this.#inside(window.page, 'cancelJob', jobId)
  }

  async kill(): Promise<void> { await this.#end('SIGKILL') }
  async quit(): Promise<void> { await this.#end('SIGTERM') }

  /** A window loads anew, as by Ctrl+R. */
  async reload(): Promise<void> {
    const [window] = this.#windows
    if (window === undefined) return
    await whileOpen(async () => {
      this.#windows = this.#windows.filter((each) => each !== window)
      await window.page.reload()
      await this.#adopt(window.page)
    })
  }

  /** A window's renderer crashes; the window is closed then, and another opened. */
  async crashWindow(): Promise<void> {
    const window = this.#windows.at(-1)
    if (window === undefined) return
    await whileOpen(async () => {
      await this.newWindow()
      const handle = await this.#app?.browserWindow(window.page)
      this.#windows = this.#windows.filter((each) => each !== window)
      await handle?.evaluate((shown: Electron.BrowserWindow) => { shown.webContents.forcefullyCrashRenderer(); shown.destroy() })
    })
  }

  async newWindow(): Promise<void> {
    const app = this.#app
    if (app === undefined) return
    await whileOpen(async () => {
      const opened = app.waitForEvent('window', { timeout: exitPatience })
      await app.evaluate(({ Menu }) => { (Menu.getApplicationMenu()?.getMenuItemById('new-window') as unknown as { click: () => void }).click() })
      await this.#adopt(await opened)
    })
  }

  async closeWindow(): Promise<void> {
    const window = this.#windows.at(-1)
    if (this.#windows.length < 2 || window === undefined) return
    await whileOpen(async () => {
      this.#windows = this.#windows.filter((each) => each !== window)
      const handle = await this.#app?.browserWindow(window.page)
      await handle?.evaluate((shown: Electron.BrowserWindow) => { shown.close() })
    })
  }

  async #open(): Promise<void> {
    const { env, home } = this.#options
    mkdirSync(home, { recursive: true })
    this.#ending = false
    this.#windows = []
    const app = await _electron.launch({
      executablePath: electronRuntime().executable, args: [root], chromiumSandbox: sandboxIsOn(), cwd: root, timeout: 60_000,
      env: { ...(env as Record<string, string>), HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: path.join(home, '.cache') },
    })
    this.#app = app
    const child = app.process()
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => { said.push(String(piece)) })
    child.once('exit', (code, signal) => {
      if (this.#app !== app) return
      this.#app = undefined
      if (this.#ending) return
      this.#diedAlone = true
      said.push(`${this.name} ended by itself: code ${code}, signal ${signal}`)
    })
    try {
      await app.context().exposeBinding('chaosTell', (_source, batch: ChangeBatch) => { this.#options.hear(batch) })
      await this.#adopt(await app.firstWindow())
    } catch (thrown) { throw new Gone(String(thrown)) }
  }

  /** Hears what a window is told from now on, and what it was told at its start; opens its pages. */
  async #adopt(page: Page): Promise<void> {
    const taskId = await page.evaluate(async () => {
      const { chaosTell, simmer } = window as unknown as { chaosTell: (batch: ChangeBatch) => Promise<void>; simmer: SimmerBridge }
      simmer.onChanged((batch) => { void chaosTell(batch) })
      const snapshot = await simmer.snapshot()
      if (!snapshot.ok) throw new Error(snapshot.error.message)
      const { jobs, revision, tasks } = snapshot.value
      await chaosTell({ revision, changes: jobs.map(({ job, result }) => ({ change: 'job', job, ...(result === null ? {} : { result }) })) })
      return tasks.find(({ path: file }) => file === 'mix.ts')?.id
    })
    if (taskId === undefined) throw new Error('Expected mix.ts among the tasks')
    const pages = await page.evaluate(async ({ id, count }) => {
      const { simmer } = window as unknown as { simmer: SimmerBridge }
      const opened = await Promise.all(Array.from({ length: count }, () => simmer.openTask(id)))
      return opened.flatMap((each) => (each.ok ? [each.value.pageId] : []))
    }, { id: taskId, count: pageCount })
    this.#windows.push({ page, taskId, pages })
  }

  async #inside<Name extends 'trigger' | 'cancelJob'>(page: Page, name: Name, given: Parameters<Requests[Name]>[0]): Promise<ReturnType<Requests[Name]>> {
    const result = await page.evaluate(async ({ asked, value }) => {
      const ask = (window as unknown as { simmer: SimmerBridge }).simmer[asked] as (value: unknown) => Promise<Result<unknown>>
      return ask(value)
    }, { asked: name, value: given }).catch((thrown: unknown) => { throw new Gone(String(thrown)) })
    if (!result.ok) throw fromErrorInfo(result.error)
    return result.value as ReturnType<Requests[Name]>
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#app?.process()
    if (child === undefined) return
    this.#ending = true
    child.kill(signal)
    if (!await until(() => child.exitCode !== null || child.signalCode !== null, exitPatience)) {
      said.push(`${this.name} did not end within ${exitPatience} ms of ${signal}`)
      this.#diedAlone = true
      child.kill('SIGKILL')
    }
    this.#app = undefined
  }
}

/** The app may be killed in the midst of it. */
async function whileOpen(act: () => Promise<void>): Promise<void> {
  try { await act() } catch { /* Killed, or its window closed meanwhile. */ }
}
