import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Notice } from '../../shared/change.ts'
import type { Clock } from '../engine/ports.ts'
import { backupFiles } from './backup-files.ts'
import { markDamaged } from './damage-mark.ts'
import { whenOf } from './database-notices.ts'
import { type ErrandReport, runErrand } from './database-thread.ts'

export interface DatabaseCareParts {
  readonly file: string
  /** The program of the thread: the built `database-worker.js`, or its source where Node runs that. */
  readonly worker: URL
  readonly clock: Clock
  /** It did not end cleanly, and was not checked yet. */
  readonly unchecked: boolean
  readonly tell: (notice: Notice) => void
}

const firstLookMs = 60_000
const nextLookMs = 3_600_000
const dayMs = 86_400_000

/**
 * Checks and backs up the history while Simmer is used, in a thread: at once after an unclean end that left a file too
 * large to be checked before the window, and whole with each day's backup. What it finds damaged is marked, said, and set
 * aside by the next start.
 */
export class DatabaseCare implements AsyncDisposable {
  readonly #parts: DatabaseCareParts
  readonly #stop = new AbortController()
  #stopTimer: () => void
  #working: Promise<void> = Promise.resolve()
  #toldTrouble = false

  constructor(parts: DatabaseCareParts) {
    this.#parts = parts
    if (parts.unchecked) this.#working = this.#do(null)
    this.#stopTimer = parts.clock.after(firstLookMs, () => { this.#look() })
  }

  /** Settles when what it does now is over. */
  async idle(): Promise<void> { await this.#working }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopTimer()
    this.#stop.abort(new Error('Simmer ends'))
    await this.#working
  }

  #look(): void {
    const { clock } = this.#parts
    this.#working = this.#working.then(async () => { if (this.#isDue()) await this.#do(clock.now()) })
    this.#stopTimer = clock.after(nextLookMs, () => { this.#look() })
  }

  /** A day after the last one, where something was written since. */
  #isDue(): boolean {
    const { file, clock } = this.#parts
    const now = clock.now()
    const [last] = backupFiles(file, now).filter(({ kind, madeAt }) => kind === 'daily' && madeAt <= now)
    if (last === undefined) return true
    const written = Math.max(...[file, `${file}-wal`].map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0))
    return now - last.madeAt >= dayMs && written > last.madeAt
  }

  async #do(backup: number | null): Promise<void> {
    const { file, worker } = this.#parts
    this.#judge(await runErrand(worker, { file, backup }, this.#stop.signal))
  }

  #judge(report: ErrandReport): void {
    const { file, clock, tell } = this.#parts
    switch (report.found) {
      case 'sound': this.#toldTrouble = false; break
      case 'damage': {
        const [backup] = backupFiles(file, clock.now())
        tell({
          id: 'database-damaged', level: 'error', title: 'Simmer\'s history is damaged: please quit Simmer and start it again',
          text: `A check of ${basename(file)} found: ${report.reason}. The next start sets the file aside, unchanged, and ${backup === undefined ? 'begins a new one, as there is no backup' : `the backup of ${whenOf(backup.madeAt)} takes its place`}. Until then runs may fail to be saved. Your scripts are not affected.`,
        })
        this.#mark(report.reason)
        break
      }
      case 'trouble':
        if (this.#toldTrouble || this.#stop.signal.aborted) break
        this.#toldTrouble = true
        tell({ id: 'database-backup', level: 'note', title: 'The history could not be backed up', text: `${report.message}. It is tried again every hour; the history itself is not affected.` })
        break
    }
  }

  #mark(reason: string): void {
    // A disk that takes no mark: the next start checks the file anyway, as this one did.
    try { markDamaged(this.#parts.file, reason) } catch { /* said already */ }
  }
}
