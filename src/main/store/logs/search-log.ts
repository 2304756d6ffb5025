import { setImmediate as turnOver } from 'node:timers/promises'
import { lineMatcher, mayMatch } from '../../../shared/line-matcher.ts'
import type { LogSearch } from '../../../shared/log.ts'
import type { LogReading } from './log-reading.ts'

/** ms of searching before whoever else waits has a turn. */
const slice = 8

/** The numbers of the lines in which a text is found, ascending; what it has when `signal` ends it. Colours are not in the way. */
export async function searchLog(reading: LogReading, search: Omit<LogSearch, 'jobId'>, signal?: AbortSignal): Promise<Uint32Array> {
  const matches = lineMatcher(search)
  const found: number[] = []
  let began = performance.now()
  for (const { first, lines } of reading.blocks(mayMatch(search))) {
    for (const [at, { text }] of lines.entries()) if (matches(text)) found.push(first + at)
    if (performance.now() - began < slice) continue
    await turnOver()
    if (signal?.aborted === true) break
    began = performance.now()
  }
  return Uint32Array.from(found)
}
