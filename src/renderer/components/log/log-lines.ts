import type { LogChunk } from '../../../shared/change.ts'

export interface LogLine { readonly stream: LogChunk['stream']; readonly at: number; readonly text: string }

/** Lines kept for one log on screen; the oldest go in blocks, so that a flood stays cheap. */
const lineLimit = 200_000
const block = 20_000

/**
 * The lines of a log as a terminal would show them: a carriage return goes back to the start of the line, and
 * what follows overwrites it. Chunks may end in the middle of a line.
 */
export class LogLines {
  #lines: LogLine[] = []
  #firstSeq = Infinity
  #lastSeq = -Infinity
  #open: Record<LogChunk['stream'], { at: number; back: boolean } | null> = { stdout: null, stderr: null, app: null }
  #dropped = false

  get lines(): readonly LogLine[] { return this.#lines }
  /** True where the oldest lines were let go. */
  get dropped(): boolean { return this.#dropped }

  /** Takes what is new in `chunks`, which are in order of `seq`; starts over where older ones came before the known. */
  take(chunks: readonly LogChunk[]): void {
    const first = chunks[0]
    if (first === undefined) return
    if (first.seq < this.#firstSeq && this.#firstSeq !== Infinity) this.#clear()
    this.#firstSeq = Math.min(this.#firstSeq, first.seq)
    let from = chunks.length
    while (from > 0 && (chunks[from - 1]?.seq ?? 0) > this.#lastSeq) from -= 1
    for (const chunk of chunks.slice(from)) this.#add(chunk)
    this.#lastSeq = chunks.at(-1)?.seq ?? this.#lastSeq
    if (this.#lines.length > lineLimit) this.#drop()
  }

  #add(chunk: LogChunk): void {
    const parts = chunk.text.split('\n')
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#open[chunk.stream] = null
      // A chunk's last part is empty where it ended with a line break: no line begins yet.
      if (part !== '') this.#write(chunk, part)
      else if (index < parts.length - 1 && this.#open[chunk.stream] === null) this.#lines.push({ stream: chunk.stream, at: chunk.at, text: '' })
    }
  }

  #write(chunk: LogChunk, part: string): void {
    const held = this.#open[chunk.stream]
    const line = held === null ? undefined : this.#lines[held.at]
    const back = part.endsWith('\r')
    const segments = part.split('\r').filter((segment) => segment !== '')
    const last = segments.at(-1)
    if (held === null || line === undefined) {
      this.#lines.push({ stream: chunk.stream, at: chunk.at, text: last ?? '' })
      this.#open[chunk.stream] = { at: this.#lines.length - 1, back }
      return
    }
    const appends = !held.back && !part.startsWith('\r') && segments.length === 1
    if (last !== undefined) this.#lines[held.at] = { ...line, text: appends ? line.text + last : last }
    held.back = last === undefined ? true : back
  }

  #drop(): void {
    this.#lines = this.#lines.slice(block)
    this.#dropped = true
    for (const held of Object.values(this.#open)) if (held !== null) held.at -= block
  }

  #clear(): void {
    this.#lines = []
    this.#lastSeq = -Infinity
    this.#open = { stdout: null, stderr: null, app: null }
  }
}
