import type { LogChunk } from './change.ts'
import { lineLimit, type LogLine, type LogStream } from './log.ts'

/** A line that has not ended, and may go on in a later chunk. `back`: a carriage return went to its start. */
export interface OpenLine { readonly line: number; readonly at: number; readonly text: string; readonly length: number; readonly back: boolean }
export type OpenLines = Readonly<Partial<Record<LogStream, OpenLine>>>
/** Where a reader of chunks stands: the number of the next line that begins, and the lines that have not ended. */
export interface LinePlace { readonly next: number; readonly open: OpenLines }
export const firstLine: LinePlace = { next: 0, open: {} }

/**
 * Makes lines of chunks as a terminal would show them: a carriage return goes back to the start of the line, and what
 * follows overwrites it. Chunks may end in the middle of a line; each stream has its own. `take` is told of every line
 * that ended, and of its number.
 */
export class LineCounter {
  #next: number
  readonly #open: Map<LogStream, OpenLine>
  readonly #take: (line: number, content: LogLine) => void

  constructor(take: (line: number, content: LogLine) => void, from: LinePlace = firstLine) {
    this.#take = take
    this.#next = from.next
    this.#open = new Map(Object.entries(from.open) as [LogStream, OpenLine][])
  }

  get place(): LinePlace { return { next: this.#next, open: Object.fromEntries(this.#open) } }

  add({ stream, at, text }: LogChunk): void {
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const open = this.#open.get(stream)
      if (open === undefined) this.#take(this.#next++, whole(stream, at, text.slice(from, end)))
      else {
        this.#open.delete(stream)
        const { line, at: began, ...content } = continued(open, text.slice(from, end))
        this.#take(line, { stream, at: began, text: content.text, length: content.length })
      }
      from = end + 1
    }
    if (from < text.length) this.#leave(stream, at, text.slice(from))
  }

  /** Tells the lines that have not ended, as they are. */
  flush(): void {
    for (const [stream, { line, at, text, length }] of this.#open) this.#take(line, { stream, at, text, length })
  }

  #leave(stream: LogStream, at: number, part: string): void {
    const open = this.#open.get(stream) ?? { line: this.#next++, at, text: '', length: 0, back: false }
    this.#open.set(stream, continued(open, part))
  }
}

function whole(stream: LogStream, at: number, text: string): LogLine {
  const shown = text.includes('\r') ? lastSegment(text) : text
  return { stream, at, text: shown.slice(0, lineLimit), length: shown.length }
}

function continued(open: OpenLine, part: string): OpenLine {
  const returns = part.indexOf('\r')
  const last = returns === -1 ? part : lastSegment(part)
  const back = part.endsWith('\r')
  if (last === '') return { ...open, back: back || open.back }
  // What is written after a return takes the line's place; else it goes on.
  if (open.back || (returns !== -1 && last.length < part.length - trailingReturns(part))) return { ...open, text: last.slice(0, lineLimit), length: last.length, back }
  return { ...open, text: open.text.length < lineLimit ? (open.text + last).slice(0, lineLimit) : open.text, length: open.length + last.length, back }
}

function trailingReturns(text: string): number {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 13) end -= 1
  return text.length - end
}

/** What stands last on the line; '' where nothing was written over. */
function lastSegment(text: string): string {
  const end = text.length - trailingReturns(text)
  return end === 0 ? '' : text.slice(text.lastIndexOf('\r', end - 1) + 1, end)
}
