import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog, session as browserSessions } from 'electron'
import type { TaskId } from '../shared/brand.ts'
import { toErrorInfo } from '../shared/errors.ts'
import { registerAppScheme, serveAppScheme } from './desktop/app-scheme.ts'
import { AppLife } from './desktop/app-life.ts'
import { setAppMenu } from './desktop/app-menu.ts'
import { electronDesk } from './desktop/desk.ts'
import { answerRequests } from './desktop/ipc.ts'
import { lockDownApp } from './desktop/lock-down.ts'
import { sleepBlocker } from './desktop/sleep-blocker.ts'
import { surviveFaults } from './desktop/survive-faults.ts'
import { serveValueScheme } from './desktop/value-scheme.ts'
import { Windows } from './desktop/windows.ts'
import { packagedPrograms, repositoryPrograms } from './session/programs.ts'
import { dataFolder } from './session/data-folder.ts'
import { ExportDesk } from './session/export-desk.ts'
import { KeepAwake } from './session/keep-awake.ts'
import { openSession } from './session/open-session.ts'
import { PageDesk } from './session/page-desk.ts'
import { requestHandlers } from './session/request-handlers.ts'
import { WindowBook } from './session/window-book.ts'

// Chromium's profile is kept apart from what people care for.
const profile = path.join(dataFolder(process.env), 'window')
mkdirSync(profile, { recursive: true, mode: 0o700 })
app.setPath('userData', profile)
registerAppScheme()
lockDownApp()

// Not awaited at the top level: Electron is only ready once this module has been evaluated.
if (app.requestSingleInstanceLock()) start().catch(refuseToStart)
else app.quit()

async function start(): Promise<void> {
  const root = app.getAppPath()
  const programs = app.isPackaged ? packagedPrograms(root, process.resourcesPath) : repositoryPrograms(root)
  const documents = app.isPackaged ? app.getPath('documents') : null
  let life: AppLife | null = null
  const book = new WindowBook((jobId) => session.engine.pageOf(jobId))
  const awake = new KeepAwake(sleepBlocker)
  const session = await openSession({
    kind: 'app', programs, env: process.env, version: app.getVersion(), documents,
    deliver: (batch) => {
      awake.apply(batch.changes)
      book.deliver(batch)
      life?.changed()
    },
  })
  const pages = new PageDesk(session, book)
  const exports = new ExportDesk()
  surviveFaults(session.board)

  await app.whenReady()
  const windows = new Windows({ book, pages, exports, settings: session.store.settings, preload: path.join(root, 'out/preload/index.cjs') })
  const openWindow = (): void => { windows.open() }
  await serveAppScheme(browserSessions.defaultSession, path.join(root, 'out/renderer'))
  serveValueScheme(browserSessions.defaultSession, session.store.values)
  answerRequests(requestHandlers(session, { pages, exports, logs: book }, electronDesk((id) => windows.get(id), openWindow)), (id) => windows.get(id) !== undefined)
  setAppMenu(openWindow)
  app.on('second-instance', () => { windows.focus() })
  app.on('activate', () => { if (windows.size === 0) windows.open() })
  const taskTitle = (taskId: TaskId): string | undefined => session.catalog.tasks.find(({ id }) => id === taskId)?.title
  life = new AppLife({ engine: session.engine, windows, taskTitle })

  app.on('will-quit', (event) => {
    // Windows are closed by now. Ending the jobs' processes takes a moment, and Electron waits for nobody.
    event.preventDefault()
    const leave = (): void => {
      awake[Symbol.dispose]()
      app.exit()
    }
    void session[Symbol.asyncDispose]().then(leave, leave)
  })
  windows.open()
}

/** A start that fails says why, where to look and what to do, instead of leaving nothing on the screen. */
function refuseToStart(thrown: unknown): void {
  const { message, hint, stack } = toErrorInfo(thrown)
  process.stderr.write(`Simmer cannot start: ${message}\n${stack ?? ''}\n`)
  dialog.showErrorBox('Simmer cannot start', [message, hint, `Its folder is ${dataFolder(process.env)}.`].filter((part) => part !== undefined).join('\n\n'))
  app.exit(1)
}
