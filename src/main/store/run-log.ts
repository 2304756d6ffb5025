import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import type { LogChunk } from '../../shared/change.ts'
import { cutWords } from '../../shared/log.ts'
import { indexFile, readChunk, readPart, readTails, sizeOf, type Tail, tailFile } from './logs/log-files.ts'
import { LogReading } from './logs/log-reading.ts'
import { errorCode } from './storage-error.ts'

/** Records that are written at once. */
interface Batch { readonly lines: string[]; readonly chunks: { readonly chunk: LogChunk; readonly at: number }[]; size: number; characters: number }
function emptyBatch(): Batch { return { lines: [], chunks: [], size: 0, characters: 0 } }

/**
 * The log of one run on the disk, as JSON lines: its head in `<run>.log`, and beyond half of the cap its tail in two
 * files used in turn, so that the last quarter of the cap or more is always there. What lay between is counted.
 */
export class RunLog {
  readonly #file: string
  readonly #cap: number
  /** Where its lines are. */
  readonly reading: LogReading
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
    this.reading = new LogReading(file)
    this.reading.catchUp()
    this.#headSize = sizeOf(file)
    if (this.#tail !== undefined) this.#tail = { ...this.#tail, size: sizeOf(this.#tail.file) }
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
      batch.chunks.push({ chunk, at: batch.size })
      batch.size += bytes
      batch.characters += chunk.text.length
    }
    return batch.size > 0 ? lost + this.#tryWrite(batch) : lost
  }

  #tryWrite(batch: Batch): number {
    try { this.#write(batch) } catch { return Math.max(batch.characters, 1) }
    return 0
  }

  #write({ lines: records, chunks, size }: Batch): void {
    const lines = records.join('')

    if (this.#tail === undefined && this.#headSize + size <= this.#cap / 2) {
      appendWhole(this.#file, lines, this.#headSize)
      this.reading.take(0, chunks.map(({ chunk, at }) => ({ chunk, offset: this.#headSize + at })), this.#headSize + size)
      this.#headSize += size
      return
    }
    if (this.#tail === undefined || this.#tail.size + size > this.#cap / 4) this.#tail = this.#turn(this.#tail)
    const { tail, size: before } = this.#tail
    appendWhole(this.#tail.file, lines, before)
    this.reading.take(tail, chunks.map(({ chunk, at }) => ({ chunk, offset: before + at })), before + size)
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
  for (const part of [file, tailFile(file, 1), tailFile(file, 2), indexFile(file)]) try { rmSync(part, { force: true }) } catch { /* See above. */ }
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
  if (size > 0 && readPart({ file, from: size - 1, to: size }).toString('utf8') !== '\n') appendFileSync(file, '\n')
}

function cutMark(left: number, next: LogChunk | undefined): LogChunk {
  return { seq: Math.max((next?.seq ?? 1) - 1, 0), at: next?.at ?? 0, stream: 'app', text: `\n${cutWords(left)}\n` }
}

function readChunks(file: string): readonly LogChunk[] {
  return readText(file).split('\n').flatMap((line) => readChunk(line) ?? [])
}

function readText(file: string): string {
  try { return readFileSync(file, 'utf8') } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return ''
    throw thrown
  }
}
