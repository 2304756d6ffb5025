import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '../../shared/brand.ts'
import type { LogChunk } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import type { Clock } from '../engine/ports.ts'
import { readRunLog, removeRunLog, RunLog } from './run-log.ts'
import { withStorageErrors } from './storage-error.ts'

const delayMs = 100
const batchLength = 65_536

export interface RunLogsParts { readonly folder: string; readonly clock: Clock; /** Bytes per run. */ readonly cap: number }
interface OpenLog { readonly log: RunLog; unwritten: LogChunk[]; length: number; lost: number; stopTimer: (() => void) | null }

/** Logs of runs, one set of files each, written in batches (G3). A crash of the app loses the last 100 ms of them. */
export class RunLogs {
  readonly #parts: RunLogsParts
  readonly #open = new Map<RunId, OpenLog>()

  constructor(parts: RunLogsParts) {
    this.#parts = parts
    mkdirSync(parts.folder, { recursive: true })
  }

  /** Keeps chunks in the order of the calls. Never throws for a full disk: what could not be written is counted and told later. */
  append(runId: RunId, chunks: readonly LogChunk[]): void {
    const open = this.#openLog(runId)
    for (const chunk of chunks) {
      open.unwritten.push(chunk)
      open.length += chunk.text.length
    }
    if (open.length >= batchLength) this.#write(open)
    else open.stopTimer ??= this.#parts.clock.after(delayMs, () => { this.#write(open) })
  }

  /** All that is kept of a run's output, this process's unwritten part included. */
  read(runId: RunId): readonly LogChunk[] {
    const open = this.#open.get(runId)
    if (open !== undefined) this.#write(open)
    return withStorageErrors(() => readRunLog(this.#fileOf(runId)))
  }

  /** Writes a run's last output and forgets the run; answers with how many bytes its log takes. */
  finish(runId: RunId): number {
    const open = this.#open.get(runId)
    if (open === undefined) return 0
    this.#write(open)
    this.#open.delete(runId)
    return open.log.size
  }

  /** Removes what is kept of a run's output. */
  remove(runId: RunId): void {
    this.finish(runId)
    removeRunLog(this.#fileOf(runId))
  }

  close(): void {
    for (const runId of [...this.#open.keys()]) this.finish(runId)
  }

  #openLog(runId: RunId): OpenLog {
    const known = this.#open.get(runId)
    if (known !== undefined) return known
    const log = withStorageErrors(() => new RunLog(this.#fileOf(runId), this.#parts.cap))
    const open: OpenLog = { log, unwritten: [], length: 0, lost: 0, stopTimer: null }
    this.#open.set(runId, open)
    return open
  }

  #write(open: OpenLog): void {
    open.stopTimer?.()
    open.stopTimer = null
    const { unwritten, length, lost } = open
    const [first] = unwritten
    if (first === undefined) return
    open.unwritten = []
    open.length = 0
    const mark: readonly LogChunk[] = lost === 0 ? [] : [{ seq: first.seq, at: first.at, stream: 'app', text: `✂ About ${lost} characters of output are left out here: they could not be written.\n` }]
    try {
      open.log.append([...mark, ...unwritten])
      open.lost = 0
    } catch { open.lost = lost + length }
  }

  #fileOf(runId: RunId): string {
    if (!/^[\w-]{1,128}$/u.test(runId)) throw new AppError('INTERNAL', `Expected a run id of letters, digits, - and _, got "${runId}".`)
    return join(this.#parts.folder, `${runId}.log`)
  }
}
