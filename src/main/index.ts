import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { app, session as browserSessions } from 'electron'
import { registerAppScheme, serveAppScheme } from './desktop/app-scheme.ts'
import { setAppMenu } from './desktop/app-menu.ts'
import { electronDesk } from './desktop/desk.ts'
import { answerRequests } from './desktop/ipc.ts'
import { lockDownApp, lockDownSession } from './desktop/lock-down.ts'
import { Windows } from './desktop/windows.ts'
import { packagedPrograms, repositoryPrograms } from './session/programs.ts'
import { dataFolder } from './session/data-folder.ts'
import { openSession } from './session/open-session.ts'
import { PageDesk } from './session/page-desk.ts'
import { requestHandlers } from './session/request-handlers.ts'
import { tasksFolder } from './session/tasks-folder.ts'
import { WindowBook } from './session/window-book.ts'

const folder = dataFolder(process.env)
// Chromium's profile is kept apart from what people care for.
await mkdir(path.join(folder, 'window'), { recursive: true })
app.setPath('userData', path.join(folder, 'window'))
registerAppScheme()
lockDownApp()

if (app.requestSingleInstanceLock()) await start()
else app.quit()

async function start(): Promise<void> {
  const root = app.getAppPath()
  const programs = app.isPackaged ? packagedPrograms(root, process.resourcesPath) : repositoryPrograms(root)
  const tasks = await tasksFolder({ env: process.env, documents: app.isPackaged ? app.getPath('documents') : null, programs })
  const book = new WindowBook((jobId) => session.engine.pageOf(jobId))
  const session = await openSession({ kind: 'app', programs, env: process.env, version: app.getVersion(), tasks, deliver: (batch) => { book.deliver(batch) } })
  const pages = new PageDesk(session, book)

  await app.whenReady()
  const windows = new Windows({ book, pages, settings: session.store.settings, preload: path.join(root, 'out/preload/index.cjs') })
  const openWindow = (): void => { windows.open() }
  lockDownSession(browserSessions.defaultSession)
  await serveAppScheme(browserSessions.defaultSession, path.join(root, 'out/renderer'))
  answerRequests(requestHandlers(session, pages, electronDesk((id) => windows.get(id), openWindow)), (id) => windows.get(id) !== undefined)
  setAppMenu(openWindow)
  app.on('second-instance', () => { windows.focus() })
  app.on('activate', () => { if (windows.size === 0) windows.open() })
  app.on('window-all-closed', () => { app.quit() })

  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    // Ending the jobs' processes takes a moment, and Electron waits for nobody.
    event.preventDefault()
    closed = true
    const quit = (): void => { app.quit() }
    void session[Symbol.asyncDispose]().then(quit, quit)
  })
  windows.open()
}
