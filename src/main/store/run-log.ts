import { appendFileSync, closeSync, openSync, readFileSync, readSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import type { LogChunk } from '../../shared/change.ts'
import { parseJson } from './parse-json.ts'
import { errorCode } from './storage-error.ts'

const chunkSchema: v.GenericSchema<unknown, LogChunk> = v.object({
  seq: v.number(), at: v.number(), stream: v.picklist(['stdout', 'stderr', 'app']), text: v.string(),
})
const tailStart = v.object({ tail: v.number(), left: v.number() })

/** First line of a tail file: its ordinal, and how many bytes were left out before it. */
type TailStart = v.InferOutput<typeof tailStart>
/** Records that are written at once. */
interface Batch { readonly lines: string[]; size: number; characters: number }
function emptyBatch(): Batch { return { lines: [], size: 0, characters: 0 } }
interface Tail extends TailStart { readonly file: string; readonly size: number }

/**
 * The log of one run on the disk, as JSON lines: its head in `<run>.log`, and beyond half of the cap its tail in two
 * files used in turn, so that the last quarter of the cap or more is always there. What lay between is counted.
 */
export class RunLog {
  readonly #file: string
  readonly #cap: number
  #headSize: number
  #tail: Tail | undefined
  /** Bytes left out before the tail file that is being begun, while that does not succeed. */
  #leaving: number | undefined

  /** Throws what the file system throws. */
  constructor(file: string, cap: number) {
    this.#file = file
    this.#cap = cap
    this.#headSize = sizeOf(file)
    this.#tail = readTails(file).at(-1)
    closeTornRecord(this.#tail?.file ?? file)
  }

  /** Bytes on the disk. */
  get size(): number { return this.#headSize + readTails(this.#file).reduce((sum, tail) => sum + tail.size, 0) }

  /** Appends chunks; a record never spans two files. Answers with how many characters the file system did not take. */
  append(chunks: readonly LogChunk[]): number {
    let lost = 0
    let batch = emptyBatch()
    for (const chunk of chunks.flatMap((whole) => splitChunk(whole, Math.floor(this.#cap / 64)))) {
      const line = `${JSON.stringify(chunk)}\n`
      const bytes = Buffer.byteLength(line)
      if (batch.size > 0 && batch.size + bytes > this.#cap / 8) {
        lost += this.#tryWrite(batch)
        batch = emptyBatch()
      }
      batch.lines.push(line)
      batch.size += bytes
      batch.characters += chunk.text.length
    }
    return batch.size > 0 ? lost + this.#tryWrite(batch) : lost
  }

  #tryWrite({ lines, size, characters }: Batch): number {
    try { this.#write(lines.join(''), size) } catch { return Math.max(characters, 1) }
    return 0
  }

  #write(lines: string, size: number): void {
    if (this.#tail === undefined && this.#headSize + size <= this.#cap / 2) {
      appendWhole(this.#file, lines, this.#headSize)
      this.#headSize += size
      return
    }
    if (this.#tail === undefined || this.#tail.size + size > this.#cap / 4) this.#tail = this.#turn(this.#tail)
    appendWhole(this.#tail.file, lines, this.#tail.size)
    this.#tail = { ...this.#tail, size: this.#tail.size + size }
  }

  /** Begins the next tail file in the place of the one before the last. */
  #turn(last: Tail | undefined): Tail {
    const tail = (last?.tail ?? 0) + 1
    const file = tailFile(this.#file, tail)
    // A full disk empties the file, and then has no room for its first line: what was in it is gone all the same.
    const left = this.#leaving ??= (last?.left ?? 0) + sizeOf(file)
    const start = `${JSON.stringify({ tail, left })}\n`
    writeFileSync(file, start)
    this.#leaving = undefined
    return { tail, left, file, size: start.length }
  }
}

/** A run's log in order, with a line of the app's where it was cut. A record torn by a crash is left out. */
export function readRunLog(file: string): readonly LogChunk[] {
  const head = readChunks(file)
  const tails = readTails(file)
  const left = tails.at(-1)?.left ?? 0
  const rest = tails.flatMap((tail) => readChunks(tail.file))
  return left === 0 ? [...head, ...rest] : [...head, cutMark(left, rest[0]), ...rest]
}

/** Removes a run's log from the disk. What may not be removed only takes room. */
export function removeRunLog(file: string): void {
  for (const part of [file, tailFile(file, 1), tailFile(file, 2)]) try { rmSync(part, { force: true }) } catch { /* See above. */ }
}

/** One that is larger than a file may grow by at once comes in pieces of the same ordinal. */
function splitChunk(chunk: LogChunk, length: number): readonly LogChunk[] {
  if (chunk.text.length <= length) return [chunk]
  const pieces = Math.ceil(chunk.text.length / length)
  return Array.from({ length: pieces }, (_, index) => ({ ...chunk, text: chunk.text.slice(index * length, (index + 1) * length) }))
}

/** Appends all or nothing: half a record, for which a disk had room still, would spoil the next one. */
function appendWhole(file: string, lines: string, size: number): void {
  try { appendFileSync(file, lines) } catch (thrown) {
    if (sizeOf(file) > size) truncateSync(file, size)
    throw thrown
  }
}

/** A crash may have cut the last record short: the next one begins on a line of its own. */
function closeTornRecord(file: string): void {
  const size = sizeOf(file)
  if (size > 0 && readPart(file, { from: size - 1, length: 1 }) !== '\n') appendFileSync(file, '\n')
}

function cutMark(left: number, next: LogChunk | undefined): LogChunk {
  const size = new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(left / 1024 / 1024)
  return { seq: Math.max((next?.seq ?? 1) - 1, 0), at: next?.at ?? 0, stream: 'app', text: `\n✂ ${size} MB of output are left out here: the log is at its limit.\n` }
}

function tailFile(file: string, tail: number): string {
  return file.replace(/(?=\.log$)/u, tail % 2 === 1 ? '.tail-a' : '.tail-b')
}

function readTails(file: string): readonly Tail[] {
  return [1, 2].flatMap((place): Tail[] => {
    const part = tailFile(file, place)
    const start = parseJson(tailStart, firstLine(part))
    return start === undefined ? [] : [{ ...start, file: part, size: sizeOf(part) }]
  }).sort((a, b) => a.tail - b.tail)
}

function readChunks(file: string): readonly LogChunk[] {
  return readText(file).split('\n').flatMap((line) => parseJson(chunkSchema, line) ?? [])
}

function readText(file: string): string {
  try { return readFileSync(file, 'utf8') } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return ''
    throw thrown
  }
}

function firstLine(file: string): string | null {
  return sizeOf(file) === 0 ? null : readPart(file, { from: 0, length: 100 }).split('\n', 1)[0] ?? null
}

function readPart(file: string, { from, length }: { readonly from: number; readonly length: number }): string {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, from))
  } finally { closeSync(descriptor) }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
