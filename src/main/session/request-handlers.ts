import path from 'node:path'
import type { FolderId, PageId } from '../../shared/brand.ts'
import type { CallbackCall, JobSnapshot } from '../../shared/change.ts'
import type { ExportRequest, PickRequest, RequestName, Requests, Snapshot } from '../../shared/contract.ts'
import { AppError, type SourcePlace } from '../../shared/errors.ts'
import { cacheHandlers } from './cache-handlers.ts'
import { packQueued } from '../../shared/queue/pack-queued.ts'
import { callLight } from './call-light.ts'
import { describeTask } from './describe-task.ts'
import type { ExportDesk } from './export-desk.ts'
import { checkForm, formHandlers, rememberRun } from './form-handlers.ts'
import { historyHandlers } from './history-handlers.ts'
import { logHandlers } from './log-handlers.ts'
import type { PageDesk } from './page-desk.ts'
import { queueHandlers } from './queue-handlers.ts'
import { saveContent } from './save-content.ts'
import { readPicture } from './read-picture.ts'
import type { Session } from './session.ts'
import type { WindowBook } from './window-book.ts'

/** What only a desktop can do; the terminal has none of it. */
export interface Desk {
  askForFolder(windowId: number): Promise<string | null>
  askForPaths(windowId: number, request: PickRequest): Promise<readonly string[]>
  openFile(place: SourcePlace): Promise<void>
  showInFolder(file: string): void
  openLink(url: string): Promise<void>
  /** Opens a file with the system's program for it. Rejects with REFUSED where there is none. */
  openWithProgram(file: string): Promise<void>
  openWindow(): void
}

/** One function a request; the first argument is the window that asks. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (windowId: number, ...args: Parameters<Requests[Name]>) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>>
}

/** What windows have open in main. */
export interface Desks { readonly pages: PageDesk; readonly exports: ExportDesk; readonly logs: Pick<WindowBook, 'watchLog' | 'leaveLog'> }

/** How many ended jobs a window gets at its start, and a page of history has. */
const endedShown = 100

/** Answers windows' requests from the session. A window may act only on pages that it has (C7). */
export function requestHandlers(session: Session, { pages, exports, logs }: Desks, desk: Desk): RequestHandlers {
  const { catalog, engine, store } = session
  /** The file that the user names in the dialog; null where he thought better of it. */
  const askWhere = async (windowId: number, { title, name, extensions }: ExportRequest): Promise<string | null> =>
    (await desk.askForPaths(windowId, { kind: 'save', title, extensions, from: name }))[0] ?? null
  const requirePage = (windowId: number, pageId: PageId | null): void => {
    if (pageId === null || !pages.holds(windowId, pageId)) throw notItsPage()
  }
  const ofOwnPage = <T>(act: (call: CallbackCall) => T) => (windowId: number, call: CallbackCall): T => {
    requirePage(windowId, call.pageId)
    return act(call)
  }
  return {
    snapshot: () => takeSnapshot(session),
    openTask: (windowId, taskId) => pages.open(windowId, taskId),
    describeTask: (_windowId, taskId) => describeTask(session.catalog, taskId),
    closePage: (windowId, pageId) => { requirePage(windowId, pageId); pages.close(windowId, pageId) },
    savePage: (windowId, page) => {
      if (!pages.maySave(windowId, page.pageId)) throw notItsPage()
      store.jobs.savePage(page, session.ownerId)
    },
    trigger: ofOwnPage(async (call) => {
      const reply = await engine.trigger(call)
      rememberRun(session, call)
      return reply
    }),
    callLight: ofOwnPage((call) => callLight(session, call)),
    verdict: ofOwnPage((call) => engine.verdict(call)),
    checkForm: (windowId, form) => { requirePage(windowId, form.pageId); return checkForm(session, form) },
    ...formHandlers(session),
    ...historyHandlers(session),
    ...cacheHandlers(session),
    ...queueHandlers(session),
    ...logHandlers(session, { exports, logs, askWhere }),
    cancelJob: (_windowId, jobId) => { engine.cancel(jobId, 'user') },
    forceJob: (_windowId, jobId) => { engine.force(jobId) },
    readValue: (_windowId, hash) => {
      const found = store.values.find(hash)
      const bytes = found !== undefined && 'bytes' in found ? store.values.read(hash) : undefined
      if (bytes === undefined) throw new AppError('NOT_FOUND', 'This result is lost or damaged on disk', { hint: 'Run the task again.' })
      return bytes
    },
    endedJobs: (_windowId, before) => {
      const jobs = store.jobs.ended(before, endedShown + 1)
      return { jobs: jobs.slice(0, endedShown), more: jobs.length > endedShown }
    },
    jobSnapshot: (_windowId, jobId) => engine.snapshotOf(jobId) ?? store.jobs.find(jobId) ?? null,
    addFolder: async (windowId) => {
      const folder = await desk.askForFolder(windowId)
      return folder === null ? null : catalog.addFolder(folder)
    },
    removeFolder: (_windowId, folderId: FolderId) => catalog.removeFolder(folderId),
    trustFolder: (_windowId, folderId) => catalog.trustFolder(folderId),
    pickPaths: (windowId, request) => desk.askForPaths(windowId, request),
    saveContent: (windowId, taskId, content) => saveContent(content, {
      folder: path.dirname(catalog.fileOf(taskId)), askWhere: (name) => askWhere(windowId, { title: `Save ${name}`, name, extensions: [] }),
    }),
    readPicture: (_windowId, taskId, picture) => readPicture(catalog.fileOf(taskId), picture),
    readResultPicture: async (_windowId, file) => {
      const copy = await session.resultFiles.copy(file)
      return readPicture(copy, copy)
    },
    beginExport: async (windowId, request) => {
      const target = await askWhere(windowId, request)
      return target === null ? null : exports.begin(windowId, target)
    },
    writeExport: (windowId, exportId, piece) => exports.write(windowId, exportId, piece),
    endExport: (windowId, exportId, keep) => exports.end(windowId, exportId, keep),
    openSource: (_windowId, place) => {
      if (!catalog.hasFile(place.file)) throw new AppError('REFUSED', `${place.file} is in none of the tasks folders`)
      return desk.openFile(place)
    },
    openLink: (_windowId, url) => desk.openLink(url),
    showTaskFile: (_windowId, taskId) => { desk.showInFolder(catalog.fileOf(taskId)) },
    openResultFile: (_windowId, file) => session.resultFiles.open(file, desk),
    showResultFile: async (_windowId, file) => { desk.showInFolder(await session.resultFiles.copy(file)) },
    saveResultFile: (windowId, file) => session.resultFiles.save(file, (name) => askWhere(windowId, { title: 'Save a file of the result', name, extensions: [] })),
    newWindow: () => { desk.openWindow() },
  }
}

function notItsPage(): AppError {
  return new AppError('REFUSED', 'This window does not have that page', { hint: 'Open the task again.' })
}

function takeSnapshot(session: Session): Snapshot {
  const { catalog, engine, store } = session
  session.batcher.flush()
  const queued = store.jobs.queuedJobs()
  // Jobs of other engines that joined a run of ours are among ours.
  const waiting = new Set(queued.map(({ id }) => id))
  const live = engine.jobs.filter(({ job }) => !waiting.has(job.id))
  const known = new Set(live.map(({ job }) => job.id))
  const foreign = store.jobs.runningJobs().filter(({ id }) => !known.has(id)).map((job): JobSnapshot => ({ job, progress: null, props: [], result: null, cached: null }))
  return {
    revision: session.batcher.revision,
    folders: catalog.folders, tasks: catalog.tasks, notices: session.board.notices, about: session.about,
    queued: packQueued(queued), queue: engine.queue.state,
    jobs: [...live, ...foreign, ...store.jobs.ended(Number.MAX_SAFE_INTEGER, endedShown)].sort((a, b) => b.job.createdAt - a.job.createdAt),
  }
}
