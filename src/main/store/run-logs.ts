import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '../../shared/brand.ts'
import type { LogChunk } from '../../shared/change.ts'
import { goodEndings } from '../../shared/endings/good-endings.ts'
import { withFacts } from '../../shared/endings/with-facts.ts'
import { AppError } from '../../shared/errors.ts'
import type { Clock } from '../engine/ports.ts'
import { LogReading } from './logs/log-reading.ts'
import { readRunLog, removeRunLog, RunLog } from './run-log.ts'
import { withStorageErrors } from './storage-error.ts'

const delayMs = 100
/** ms between two tries to say in a log that a disk was full. */
const retryMs = 1000
const batchLength = 65_536
const readingsKept = 8

export interface RunLogsParts { readonly folder: string; readonly clock: Clock; /** Bytes per run. */ readonly cap: number }
interface OpenLog {
  readonly file: string
  /** null: it could not be opened yet. */
  log: RunLog | null
  unwritten: LogChunk[]
  length: number
  /** Characters that could not be written, and are not told in the log yet. */
  lost: number
  lastSeq: number
  finished: boolean
  stopTimer: (() => void) | null
}

/**
 * Logs of runs, one set of files each, written in batches (G3). A crash of the app loses the last 100 ms of them. What a
 * full disk does not take is left out, and the log says so as soon as there is room (R18).
 */
export class RunLogs {
  readonly #parts: RunLogsParts
  readonly #open = new Map<RunId, OpenLog>()
  /** Indexes of logs that were looked at lately. */
  readonly #known = new Map<RunId, LogReading>()

  constructor(parts: RunLogsParts) {
    this.#parts = parts
    mkdirSync(parts.folder, { recursive: true })
  }

  /** Keeps chunks in the order of the calls. Never throws for a full disk: what could not be written is counted and told later. */
  append(runId: RunId, chunks: readonly LogChunk[]): void {
    const open = this.#openLog(runId)
    open.finished = false
    for (const chunk of chunks) {
      open.unwritten.push(chunk)
      open.length += chunk.text.length
      open.lastSeq = chunk.seq
    }
    if (open.length >= batchLength) this.#write(runId, open)
    else this.#later(runId, delayMs)
  }

  /** All that is kept of a run's output, this process's unwritten part included. */
  read(runId: RunId): readonly LogChunk[] {
    const open = this.#open.get(runId)
    if (open !== undefined) this.#write(runId, open)
    const kept = withStorageErrors(() => readRunLog(this.#fileOf(runId)))
    return open === undefined || open.lost === 0 ? kept : [...kept, this.#mark(open)]
  }

  /** The lines of a run's log as they are on the disk; what this process holds back is written before. */
  reading(runId: RunId): LogReading {
    const open = this.#open.get(runId)
    if (open !== undefined) this.#write(runId, open)
    return withStorageErrors(() => open?.log?.reading ?? this.#readingOf(runId))
  }

  /** Of a log that another process writes, or nobody. */
  #readingOf(runId: RunId): LogReading {
    const known = this.#known.get(runId) ?? new LogReading(this.#fileOf(runId))
    this.#known.delete(runId)
    this.#known.set(runId, known)
    for (const oldest of [...this.#known.keys()].slice(0, -readingsKept)) this.#known.delete(oldest)
    known.catchUp()
    return known
  }

  /** Writes a run's last output and forgets the run, as soon as its log is whole or says what it lacks; answers with how many bytes its log takes. */
  finish(runId: RunId): number {
    const open = this.#open.get(runId)
    if (open === undefined) return 0
    open.finished = true
    this.#write(runId, open)
    return open.log?.size ?? 0
  }

  /** Removes what is kept of a run's output. */
  remove(runId: RunId): void {
    this.#open.get(runId)?.stopTimer?.()
    this.#open.delete(runId)
    this.#known.delete(runId)
    removeRunLog(this.#fileOf(runId))
  }

  close(): void {
    for (const [runId, open] of [...this.#open]) {
      this.finish(runId)
      open.stopTimer?.()
    }
    this.#open.clear()
  }

  #openLog(runId: RunId): OpenLog {
    const known = this.#open.get(runId)
    if (known !== undefined) return known
    const open: OpenLog = { file: this.#fileOf(runId), log: null, unwritten: [], length: 0, lost: 0, lastSeq: 0, finished: false, stopTimer: null }
    this.#open.set(runId, open)
    this.#known.delete(runId)
    return open
  }

  #write(runId: RunId, open: OpenLog): void {
    open.stopTimer?.()
    open.stopTimer = null
    const { unwritten, length } = open
    open.unwritten = []
    open.length = 0
    try {
      open.log ??= new RunLog(open.file, this.#parts.cap)
      // The mark and what follows go together: what room is left would do for the mark alone, over and over.
      const left = open.log.append(open.lost === 0 ? unwritten : [this.#mark(open), ...unwritten])
      open.lost = open.lost === 0 || left === 0 ? left : open.lost + length
    } catch { open.lost += length }
    if (open.lost > 0) this.#later(runId, retryMs)
    else if (open.finished) {
      open.log?.reading.keep()
      this.#open.delete(runId)
    }
  }

  #later(runId: RunId, ms: number): void {
    const open = this.#open.get(runId)
    if (open !== undefined) open.stopTimer ??= this.#parts.clock.after(ms, () => { this.#write(runId, open) })
  }

  #mark({ lastSeq, lost }: OpenLog): LogChunk {
    return { seq: lastSeq, at: this.#parts.clock.now(), stream: 'app', text: `${withFacts(goodEndings.logUnwritable.says, { count: lost })}\n` }
  }

  #fileOf(runId: RunId): string {
    if (!/^[\w-]{1,128}$/u.test(runId)) throw new AppError('INTERNAL', `Expected a run id of letters, digits, - and _, got "${runId}".`)
    return join(this.#parts.folder, `${runId}.log`)
  }
}
