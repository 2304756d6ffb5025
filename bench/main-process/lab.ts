import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSession } from '../../src/main/session/open-session.ts'
import { PageDesk } from '../../src/main/session/page-desk.ts'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import type { Session } from '../../src/main/session/session.ts'
import { WindowBook } from '../../src/main/session/window-book.ts'
import { brandAs, type CallbackId, type JobId, type PageId, type TaskId } from '../../src/shared/brand.ts'
import type { CallbackCall, Change } from '../../src/shared/change.ts'
import type { TriggerReply } from '../../src/shared/contract.ts'
import { isEnded, type Job } from '../../src/shared/job.ts'

const windowId = 1
const callbackId = brandAs<CallbackId>('run')

/** The app's own session in this process, with the bench's scripts as its tasks and a window's place without a window. */
export class Lab implements AsyncDisposable {
  readonly session: Session
  readonly #pages: PageDesk
  readonly #marks: string
  readonly #listeners = new Set<(change: Change) => void>()

  private constructor(session: Session, pages: PageDesk, marks: string) {
    this.session = session
    this.#pages = pages
    this.#marks = marks
  }

  /** `folder` is the lab's own; `root` the project's. */
  static async open({ root, folder }: { readonly root: string; readonly folder: string }): Promise<Lab> {
    const marks = path.join(folder, 'marks')
    mkdirSync(marks, { recursive: true })
    process.env['BENCH_MARKS'] = marks
    const tasks = path.join(folder, 'tasks')
    cpSync(path.join(root, 'bench', 'tasks'), tasks, { recursive: true })
    const book = new WindowBook(() => null)
    book.add({ id: windowId, send: ({ changes }) => { for (const change of changes) for (const listen of lab.#listeners) listen(change) } })
    const session = await openSession({
      kind: 'app', programs: repositoryPrograms(root), env: { SIMMER_DATA: path.join(folder, 'data'), SIMMER_TASKS: tasks }, version: '0', documents: null,
      deliver: (batch) => { book.deliver(batch) },
    })
    const lab = new Lab(session, new PageDesk(session, book), marks)
    return lab
  }

  /** Runs at once from now on. */
  limit(jobs: number): void { this.session.store.settings.write('jobs.atOnce', jobs) }

  taskOf(script: string): TaskId {
    const found = this.session.catalog.tasks.find(({ path: file }) => file === `${script}.ts`)
    if (found === undefined) throw new Error(`There is no bench/tasks/${script}.ts`)
    return found.id
  }

  /** Opens a task as a window does, and settles when its warm host has imported it. */
  async openTask(script: string): Promise<PageId> {
    const taskId = this.taskOf(script)
    await this.session.catalog.runnable(taskId)
    const before = this.imports(script)
    const { pageId } = await this.#pages.open(windowId, taskId)
    await this.imported(script, before + 1)
    return pageId
  }

  /** How many processes have imported a script so far. */
  imports(script: string): number {
    try { return readFileSync(path.join(this.#marks, script)).length } catch { return 0 }
  }

  /** Settles when so many processes have imported a script, and the last had time for what it does beside that. */
  async imported(script: string, count: number): Promise<void> {
    const began = performance.now()
    while (this.imports(script) < count) {
      if (performance.now() - began > 30_000) throw new Error(`${count} processes should have imported ${script}.ts, ${this.imports(script)} have`)
      await sleep(5)
    }
    await sleep(300)
  }

  callOf(script: string, { pageId, args }: { readonly pageId: PageId | null; readonly args: readonly unknown[] }): CallbackCall {
    return { taskId: this.taskOf(script), callbackId, instance: '', pageId, args, context: { triggered: [], inputs: {}, states: {} }, fresh: false }
  }

  /** Triggers, and answers with the job. Throws where another is already at it. */
  async trigger(call: CallbackCall): Promise<Job> { return jobOf(await this.session.engine.trigger(call)) }

  /** Settles with a job as it ended. */
  ended(jobId: JobId): Promise<Job> {
    return this.heard((change) => (change.change === 'job' && change.job.id === jobId && isEnded(change.job.state) ? change.job : undefined))
  }

  /** Settles with the first thing that `pick` finds in what windows are told. */
  heard<T>(pick: (change: Change) => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const listen = (change: Change): void => {
        const found = pick(change)
        if (found === undefined) return
        this.#listeners.delete(listen)
        resolve(found)
      }
      this.#listeners.add(listen)
    })
  }

  /** The result of a job that succeeded. Throws where it did not. */
  resultOf(jobId: JobId): unknown {
    const found = this.session.store.jobs.find(jobId)
    if (found?.result?.kind !== 'value') throw new Error(`The bench's job has no result: ${JSON.stringify(found?.job.state)}`)
    return found.result.value
  }

  async [Symbol.asyncDispose](): Promise<void> { await this.session[Symbol.asyncDispose]() }
}

function jobOf(reply: TriggerReply): Job {
  if (reply.reply === 'ignored') throw new Error('The trigger was ignored')
  return reply.job
}
