import { app, dialog, Notification } from 'electron'
import type { Engine } from '../engine/engine.ts'
import type { TaskId } from '../../shared/brand.ts'
import { JobTray } from './job-tray.ts'
import { jobCount, type JobTitle, jobTitle } from './jobs-in-words.ts'
import { quitAnswer, quitQuestion } from './quit-question.ts'
import type { Windows } from './windows.ts'

export interface AppLifeParts {
  readonly engine: Pick<Engine, 'jobs' | 'cancel'>
  readonly windows: Pick<Windows, 'size' | 'focus' | 'closeAll'>
  readonly taskTitle: (taskId: TaskId) => string | undefined
}

interface Work { readonly running: readonly JobTitle[]; readonly waiting: number }

/** Jobs come and go by the hundred; the tray need not follow each. */
const trayEvery = 500

/**
 * Decides when the app ends (G7): a quit with running jobs asks; without windows it goes on in the background while
 * jobs run or wait, seen in the tray, and ends by itself after the last of them. A signal from the system never asks.
 */
export class AppLife {
  readonly #parts: AppLifeParts
  readonly #tray: JobTray
  #leaving = false
  #asking = false
  #timer: NodeJS.Timeout | null = null

  constructor(parts: AppLifeParts) {
    this.#parts = parts
    this.#tray = new JobTray({
      open: () => { parts.windows.focus() },
      quit: () => { app.quit() },
      cancel: (jobId) => { parts.engine.cancel(jobId, 'user') },
    })
    app.on('before-quit', (event) => { this.#beforeQuit(event) })
    app.on('window-all-closed', () => { this.#windowsClosed() })
    // A log-out or a shutdown: nobody is there to answer. Electron itself turns the signal into a quit.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => { this.leave() })
  }

  /** Quits without asking; running jobs are canceled. */
  leave(): void {
    this.#leaving = true
    app.quit()
  }

  /** To be called when jobs changed. */
  changed(): void {
    this.#timer ??= setTimeout(() => { this.#timer = null; this.#look() }, trayEvery)
  }

  get #work(): Work {
    const jobs = this.#parts.engine.jobs.map(({ job }) => job)
    const running = jobs.filter(({ state }) => state.status === 'running' || state.status === 'canceling')
    return { running: running.map((job) => jobTitle(job, this.#parts.taskTitle)), waiting: jobs.length - running.length }
  }

  #look(): void {
    if (this.#leaving) return
    const { running, waiting } = this.#work
    this.#tray.show(running, waiting)
    if (this.#parts.windows.size === 0 && running.length === 0 && waiting === 0) this.leave()
  }

  #beforeQuit(event: { preventDefault: () => void }): void {
    const work = this.#work
    if (this.#leaving || work.running.length === 0) { this.#leaving = true; this.#tray[Symbol.dispose](); return }
    event.preventDefault()
    void this.#ask(work)
  }

  async #ask({ running, waiting }: Work): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    try {
      const { response } = await dialog.showMessageBox(quitQuestion(running, waiting))
      switch (quitAnswer(response)) {
        case 'stop': this.leave(); break
        case 'keep': this.#parts.windows.closeAll(); break
        case 'stay': break
      }
    } finally { this.#asking = false }
  }

  #windowsClosed(): void {
    const { running, waiting } = this.#work
    if (this.#leaving || (running.length === 0 && waiting === 0)) { this.leave(); return }
    this.#tray.show(running, waiting)
    if (!Notification.isSupported()) return
    const body = `${jobCount(running.length + waiting)} to go. Start Simmer again, or use its icon in the tray, to see them.`
    new Notification({ title: 'Simmer goes on in the background', body }).show()
  }
}
