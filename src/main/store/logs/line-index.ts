import type { LogChunk } from '../../../shared/change.ts'
import type { LogLine } from '../../../shared/log.ts'
import { firstLine, LineCounter, type LinePlace, type OpenLines } from '../../../shared/line-counter.ts'

/** Bytes of records between two places that are remembered. */
const blockBytes = 65_536

/** A place in a log's files, and what a reader that begins there has to know. `part`: 0 the head, else the ordinal of a tail file. */
export interface Block { readonly part: number; readonly offset: number; readonly place: LinePlace }
/** A record as it lies in a file. */
export interface PlacedChunk { readonly part: number; readonly offset: number; readonly chunk: LogChunk }

/** An index as it is kept beside a log: `sizes` of its files by part say whether it is of them as they are. */
export interface KeptIndex {
  readonly sizes: Readonly<Record<string, number>>
  readonly blocks: readonly Block[]
  readonly across: readonly (readonly [number, LogLine])[]
  readonly end: LinePlace
  /** How many lines had begun when the head was full; null: it is not. */
  readonly headEnd: number | null
}

/**
 * Where the lines of a log are: a place every 64 kB, from which the lines that follow can be read. A line that goes on
 * beyond the block in which it began is remembered itself, so that nobody has to read on for it.
 */
export class LineIndex {
  readonly #blocks: Block[] = []
  readonly #across = new Map<number, LogLine>()
  readonly #counter: LineCounter
  #headEnd: number | null

  constructor(kept?: KeptIndex) {
    this.#blocks = kept === undefined ? [] : [...kept.blocks]
    this.#across = new Map(kept?.across)
    this.#headEnd = kept?.headEnd ?? null
    this.#counter = new LineCounter((line, content) => {
      if (line < (this.#blocks.at(-1)?.place.next ?? 0)) this.#across.set(line, content)
    }, kept?.end ?? firstLine)
  }

  /** How many lines have begun. */
  get lines(): number { return this.#counter.place.next }
  get blocks(): readonly Block[] { return this.#blocks }
  /** Lines from the end of the head on, up to and without `to`, are in no file any more, as far as is known; null: the head is not full. */
  get gap(): { readonly from: number; readonly to: number } | null {
    const tail = this.#blocks.find(({ part }) => part > 0)
    return this.#headEnd === null || tail === undefined ? null : { from: this.#headEnd, to: tail.place.next }
  }

  /** Takes the next record. */
  add({ part, offset, chunk }: PlacedChunk): void {
    const last = this.#blocks.at(-1)
    if (part > 0) this.#headEnd ??= this.lines
    if (last?.part !== part || offset - last.offset >= blockBytes) this.#blocks.push({ part, offset, place: this.#counter.place })
    this.#counter.add(chunk)
  }

  /** Forgets the blocks of a file that was written over. */
  forget(part: number): void {
    const first = this.#blocks.findIndex((block) => block.part === part)
    if (first === -1) return
    const count = this.#blocks.slice(first).findIndex((block) => block.part !== part)
    this.#blocks.splice(first, count === -1 ? this.#blocks.length - first : count)
    const { gap } = this
    for (const line of gap === null ? [] : this.#across.keys()) if (gap !== null && line >= gap.from && line < gap.to) this.#across.delete(line)
  }

  /** A line that its block does not have whole: it went on later, or has not ended. */
  across(line: number): LogLine | undefined {
    return this.#across.get(line) ?? openLine(this.#counter.place.open, line)
  }

  /** Those between two numbers, ascending. */
  acrossFrom(from: number, to: number): readonly (readonly [number, LogLine])[] {
    const open = Object.values(this.#counter.place.open).flatMap(({ line }) => (line >= from && line < to ? [line] : []))
    const numbers = new Set([...this.#across.keys()].filter((line) => line >= from && line < to))
    for (const line of open) numbers.add(line)
    return [...numbers].sort((one, other) => one - other).flatMap((line) => { const found = this.across(line); return found === undefined ? [] : [[line, found] as const] })
  }

  keep(sizes: KeptIndex['sizes']): KeptIndex {
    return { sizes, blocks: this.#blocks, across: [...this.#across], end: this.#counter.place, headEnd: this.#headEnd }
  }
}

function openLine(open: OpenLines, wanted: number): LogLine | undefined {
  for (const stream of ['stdout', 'stderr', 'app'] as const) {
    const held = open[stream]
    if (held?.line === wanted) return { stream, at: held.at, text: held.text, length: held.length }
  }
  return undefined
}
