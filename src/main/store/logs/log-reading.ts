import { readFileSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import type { LogChunk } from '../../../shared/change.ts'
import { cutWords, type LogExtent, type LogLine, rangeLimit } from '../../../shared/log.ts'
import { parseJson } from '../parse-json.ts'
import { LineCounter, type LinePlace } from '../../../shared/line-counter.ts'
import { type Block, type KeptIndex, LineIndex, type PlacedChunk } from './line-index.ts'
import { chunksOf, indexFile, readChunk, readPart, readTails, sizeOf, tailFile } from './log-files.ts'

/** Logs up to this many bytes are read through sooner than their index. */
const worthKeeping = 262_144
const sliceBytes = 1_048_576
const streams = ['stdout', 'stderr', 'app'] as const
const missing: LogLine = { stream: 'app', at: 0, text: '', length: 0 }

const line = v.object({ stream: v.picklist(['stdout', 'stderr', 'app']), at: v.number(), text: v.string(), length: v.number() })
const openLine = v.object({ line: v.number(), at: v.number(), text: v.string(), length: v.number(), back: v.boolean() })
const place = v.object({ next: v.number(), open: v.object({ stdout: v.exactOptional(openLine), stderr: v.exactOptional(openLine), app: v.exactOptional(openLine) }) })
const keptSchema: v.GenericSchema<unknown, KeptIndex> = v.object({
  sizes: v.record(v.string(), v.number()), blocks: v.array(v.object({ part: v.number(), offset: v.number(), place })),
  across: v.array(v.tuple([v.number(), line])), end: place, headEnd: v.nullable(v.number()),
})

/** The lines of one log on the disk, by number, however long it is: an index says where they are. */
export class LogReading {
  readonly #file: string
  readonly #index: LineIndex
  /** Bytes of each part that the index has. */
  #sizes: Record<string, number> = {}

  constructor(file: string) {
    this.#file = file
    const kept = parseJson(keptSchema, textOf(indexFile(file)))
    // One that says more than there is belongs to another file.
    const fits = kept !== undefined && Object.entries(kept.sizes).every(([part, size]) => sizeOf(this.#fileOf(Number(part))) >= size)
    this.#index = new LineIndex(fits ? kept : undefined)
    if (fits) this.#sizes = { ...kept.sizes }
  }

  extent(): LogExtent {
    const { gap, lines } = this.#index
    const tails = readTails(this.#file)
    const left = tails.at(-1)?.left ?? 0
    const bytes = sizeOf(this.#file) + tails.reduce((sum, { size }) => sum + size, 0)
    return { lines, bytes, cut: gap === null || left === 0 ? null : { ...gap, bytes: left } }
  }

  /** Records that were just written. `size`: of their file now. */
  take(part: number, records: readonly Omit<PlacedChunk, 'part'>[], size: number): void {
    if (part > 2 && this.#sizes[part] === undefined) {
      this.#forget(part - 2)
      // How many lines were left out could not be found out again after a crash.
      this.keep()
    }
    for (const record of records) this.#index.add({ part, ...record })
    this.#sizes[part] = size
  }

  /** Reads what the index does not have yet: written before it, or by another process. */
  catchUp(): void {
    const tails = readTails(this.#file)
    const [oldest] = tails
    for (const part of Object.keys(this.#sizes).map(Number)) if (part > 0 && part < (oldest?.tail ?? 0)) this.#forget(part)
    this.#scan(0)
    for (const { tail } of tails) this.#scan(tail)
  }

  /** Lines from `from` up to and without `to`; what is not there any more is empty. */
  lines(from: number, to: number): readonly LogLine[] {
    const end = Math.min(to, this.#index.lines, from + rangeLimit)
    const found = new Map<number, LogLine>()
    const { blocks } = this.#index
    for (let index = firstBlock(blocks, from); index < blocks.length; index += 1) {
      const block = blocks[index]
      if (block === undefined || block.place.next >= end) break
      this.#read(block, blocks[index + 1], (number, content) => { if (number >= from && number < end) found.set(number, content) })
    }
    return Array.from({ length: Math.max(0, end - from) }, (_, at) => this.#index.across(from + at) ?? found.get(from + at) ?? missing)
  }

  /**
   * Every line that is there, in order, a block at a time: the number of the first line, and the lines. `wanted` is asked of what
   * a stream printed in a block: where it says no, no line is made of that, but for those that go on beyond the block.
   */
  * blocks(wanted: (printed: string) => boolean = () => true): Generator<{ readonly first: number; readonly lines: readonly LogLine[] }> {
    const blocks = [...this.#index.blocks]
    for (const [index, block] of blocks.entries()) {
      const first = block.place.next
      const next = blocks[index + 1]
      const end = next?.place.next ?? this.#index.lines
      const chunks = this.#chunks(block, next)
      if (!streams.some((stream) => wanted(chunks.filter((chunk) => chunk.stream === stream).map(({ text }) => text).join('')))) {
        for (const [number, content] of this.#index.acrossFrom(first, end)) yield { first: number, lines: [content] }
        continue
      }
      const lines = Array.from<LogLine | undefined>({ length: end - first })
      readLines(chunks, block.place, (number, content) => { lines[number - first] = content })
      yield { first, lines: lines.map((content, at) => content ?? this.#index.across(first + at) ?? missing) }
    }
  }

  /** All that was printed, as it was, a block at a time, with a line of the app's where it was cut. */
  * printed(): Generator<string> {
    const { cut } = this.extent()
    const blocks = [...this.#index.blocks]
    for (const [index, block] of blocks.entries()) {
      if (cut !== null && block.part > 0 && blocks[index - 1]?.part === 0) yield `\n${cutWords(cut.bytes)}\n`
      yield this.#chunks(block, blocks[index + 1]).map(({ text }) => text).join('')
    }
  }

  /** Keeps the index beside the log, where that is worth it. What cannot be written is made again when it is needed. */
  keep(): void {
    if (this.extent().bytes < worthKeeping) return
    try { writeFileSync(indexFile(this.#file), JSON.stringify(this.#index.keep(this.#sizes))) } catch { /* See above. */ }
  }

  /** Tells the lines that began in a block and ended there. */
  #read(block: Block, next: Block | undefined, take: (line: number, content: LogLine) => void): void {
    readLines(this.#chunks(block, next), block.place, take)
  }

  #chunks(block: Block, next: Block | undefined): readonly LogChunk[] {
    const to = next?.part === block.part ? next.offset : this.#sizes[block.part] ?? block.offset
    return chunksOf({ file: this.#fileOf(block.part), from: block.offset, to })
  }

  #scan(part: number): void {
    const file = this.#fileOf(part)
    const size = sizeOf(file)
    for (let offset = this.#sizes[part] ?? 0; offset < size;) {
      let bytes = readPart({ file, from: offset, to: Math.min(size, offset + sliceBytes) })
      // A record longer than a slice: all that is left, then.
      if (bytes.lastIndexOf(10) === -1) bytes = readPart({ file, from: offset, to: size })
      const end = bytes.lastIndexOf(10) + 1
      if (end === 0) return
      this.#takeSlice(part, offset, bytes.subarray(0, end))
      offset += end
      this.#sizes[part] = offset
    }
  }

  #takeSlice(part: number, offset: number, bytes: Buffer): void {
    for (let from = 0; from < bytes.length;) {
      const to = bytes.indexOf(10, from)
      const chunk = readChunk(bytes.toString('utf8', from, to))
      if (chunk !== undefined) this.#index.add({ part, offset: offset + from, chunk })
      from = to + 1
    }
  }

  #forget(part: number): void {
    this.#index.forget(part)
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- A record of numbers, as it is kept.
    delete this.#sizes[part]
  }

  #fileOf(part: number): string { return part === 0 ? this.#file : tailFile(this.#file, part) }
}

/** Tells the lines that begin and end in these chunks. */
function readLines(chunks: readonly LogChunk[], place: LinePlace, take: (line: number, content: LogLine) => void): void {
  const counter = new LineCounter((number, content) => { if (number >= place.next) take(number, content) }, place)
  for (const chunk of chunks) counter.add(chunk)
}

/** The last block that begins at or before a line. */
function firstBlock(blocks: readonly Block[], line: number): number {
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((blocks[middle]?.place.next ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function textOf(file: string): string | null {
  try { return readFileSync(file, 'utf8') } catch { return null }
}
