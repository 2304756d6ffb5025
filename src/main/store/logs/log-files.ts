import { closeSync, openSync, readSync, statSync } from 'node:fs'
import * as v from 'valibot'
import type { LogChunk } from '../../../shared/change.ts'
import { parseJson } from '../parse-json.ts'

const chunkSchema: v.GenericSchema<unknown, LogChunk> = v.object({
  seq: v.number(), at: v.number(), stream: v.picklist(['stdout', 'stderr', 'app']), text: v.string(),
})

const tailStart = v.object({ tail: v.number(), left: v.number() })

/** First line of a tail file: its ordinal, and how many bytes were left out before it. */
type TailStart = v.InferOutput<typeof tailStart>
export interface Tail extends TailStart { readonly file: string; readonly size: number }

/** A stretch of one file of a log. */
export interface FilePart { readonly file: string; readonly from: number; readonly to: number }

/** The chunks whose records lie in a part, which begins and ends with records. One that is damaged is left out. */
export function chunksOf({ file, from, to }: FilePart): readonly LogChunk[] {
  return readPart({ file, from, to }).toString('utf8').split('\n').flatMap((line) => readChunk(line) ?? [])
}

/** A record of a log. Fast where it is right, as nearly all are. */
export function readChunk(line: string): LogChunk | undefined {
  if (line === '' || !line.startsWith('{"seq":')) return undefined
  return parseJson(chunkSchema, line)
}

/** The bytes of a part, as far as they are there. */
export function readPart({ file, from, to }: FilePart): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.allocUnsafe(Math.max(0, to - from))
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from))
  } finally { closeSync(descriptor) }
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Where the index of a log is kept. */
export function indexFile(file: string): string { return file.replace(/\.log$/u, '.lines') }

/** The file of a tail by its ordinal. */
export function tailFile(file: string, tail: number): string {
  return file.replace(/(?=\.log$)/u, tail % 2 === 1 ? '.tail-a' : '.tail-b')
}

/** The tails that are there, the older first. */
export function readTails(file: string): readonly Tail[] {
  return [1, 2].flatMap((place): Tail[] => {
    const part = tailFile(file, place)
    const start = parseJson(tailStart, firstLine(part))
    return start === undefined ? [] : [{ ...start, file: part, size: sizeOf(part) }]
  }).sort((a, b) => a.tail - b.tail)
}

function firstLine(file: string): string | null {
  return sizeOf(file) === 0 ? null : readPart({ file, from: 0, to: 100 }).toString('utf8').split('\n', 1)[0] ?? null
}
