import { shallowRef } from 'vue'
import type { JobId } from '../../shared/brand.ts'
import { AppError, type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { type LogExtent, type LogLine, type LogSearch, rangeLimit } from '../../shared/log.ts'
import { api } from '../api.ts'
import { type LogSource, noExtent } from './log-source.ts'

/** Lines that are asked for together. */
const block = 200
const blocksKept = 60
/** ms between two looks at a log that grows. */
const lookEvery = 100
/** Characters that are copied at once; a longer log is saved. */
const copyLimit = 20_000_000

/** The log of one job, read from main as it is looked at. What is shown is what is on the disk. */
export class JobLines implements LogSource {
  readonly extent = shallowRef<LogExtent>(noExtent)
  readonly status = shallowRef<'reading' | 'read' | 'failed'>('reading')
  readonly error = shallowRef<ErrorInfo | null>(null)
  readonly version = shallowRef(0)
  readonly #jobId: JobId
  readonly #blocks = new Map<number, readonly LogLine[]>()
  /** Blocks whose lines may be others by now. */
  readonly #stale = new Set<number>()
  readonly #asked = new Set<number>()
  #wanted = { from: 0, to: 0 }
  #looking = false
  #grew = false

  constructor(jobId: JobId) {
    this.#jobId = jobId
    this.grown()
  }

  line(number: number): LogLine | undefined {
    return this.#blocks.get(Math.floor(number / block))?.[number % block]
  }

  want(from: number, to: number): void {
    this.#wanted = { from, to }
    for (let at = Math.floor(from / block); at * block < to; at += 1) {
      if ((!this.#blocks.has(at) || this.#stale.has(at)) && !this.#asked.has(at)) void this.#read(at)
    }
  }

  /** More was printed: it is looked at, not more often than a person could see. */
  grown(): void {
    if (this.#looking) { this.#grew = true; return }
    this.#looking = true
    this.#grew = false
    void this.#look().finally(() => {
      setTimeout(() => {
        this.#looking = false
        if (this.#grew) this.grown()
      }, lookEvery)
    })
  }

  async search(search: Omit<LogSearch, 'jobId'>): Promise<Uint32Array> {
    return (await api.searchLog({ jobId: this.#jobId, ...search })).lines
  }

  async text(): Promise<string> {
    const { lines, bytes } = this.extent.value
    if (bytes > copyLimit) throw new AppError('REFUSED', 'This log is too long to be copied', { hint: 'Save it as a file.' })
    const parts: string[] = []
    for (let from = 0; from < lines; from += rangeLimit) {
      for (const { text } of await api.logLines({ jobId: this.#jobId, from, to: from + rangeLimit })) parts.push(text)
    }
    return parts.join('\n')
  }

  async #look(): Promise<void> {
    try {
      const before = this.extent.value
      const now = await api.logExtent(this.#jobId)
      this.status.value = 'read'
      this.error.value = null
      if (now.bytes === before.bytes && now.lines === before.lines) return
      // Lines that had not ended may have gone on: those in view, and the last ones.
      for (const at of [before.lines - 1, this.#wanted.from, this.#wanted.to]) this.#stale.add(Math.max(0, Math.floor(at / block)))
      this.extent.value = now
      this.want(this.#wanted.from, Math.min(Math.max(this.#wanted.to, block), now.lines))
    } catch (thrown) {
      this.error.value = toErrorInfo(thrown)
      this.status.value = 'failed'
    }
  }

  async #read(at: number): Promise<void> {
    this.#asked.add(at)
    this.#stale.delete(at)
    try {
      const lines = await api.logLines({ jobId: this.#jobId, from: at * block, to: (at + 1) * block })
      this.#blocks.delete(at)
      this.#blocks.set(at, lines)
      for (const oldest of [...this.#blocks.keys()].slice(0, -blocksKept)) this.#blocks.delete(oldest)
      this.version.value += 1
    } catch (thrown) { this.error.value = toErrorInfo(thrown) } finally { this.#asked.delete(at) }
    if (this.#stale.has(at) && at * block < this.#wanted.to) void this.#read(at)
  }
}
