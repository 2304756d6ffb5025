import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LineCounter } from '../../../src/shared/line-counter.ts'
import { LogReading } from '../../../src/main/store/logs/log-reading.ts'
import { searchLog } from '../../../src/main/store/logs/search-log.ts'
import { RunLogs } from '../../../src/main/store/run-logs.ts'
import type { LogChunk } from '../../../src/shared/change.ts'
import type { LogLine } from '../../../src/shared/log.ts'
import { FakeClock } from './support/fake-clock.ts'
import { runNamed } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const run = runNamed('run-1')
const mib = 1024 * 1024

/** Lines of two streams, cut into chunks anywhere, with a progress bar and a line that goes on for long. */
function chatter(count: number): readonly LogChunk[] {
  return Array.from({ length: count }, (_, index): LogChunk => {
    const at = index * 10
    if (index % 50 === 7) return { seq: index + 1, at, stream: 'stderr', text: `${index} %\r` }
    if (index % 400 === 399) return { seq: index + 1, at, stream: 'stderr', text: 'bar is full\n' }
    if (index % 3 === 0) return { seq: index + 1, at, stream: 'stdout', text: `begins ${index} ` }
    return { seq: index + 1, at, stream: 'stdout', text: `ends ${index}\n\u001B[31mred\u001B[0m Line ${index} of the log\nand half of ${index}` }
  })
}
function expected(chunks: readonly LogChunk[]): readonly LogLine[] {
  const lines: LogLine[] = []
  const counter = new LineCounter((line, content) => { lines[line] = content })
  for (const chunk of chunks) counter.add(chunk)
  counter.flush()
  return lines
}
function written(folder: string, chunks: readonly LogChunk[], cap = 64 * mib): RunLogs {
  const logs = new RunLogs({ folder, clock: new FakeClock(), cap })
  for (let index = 0; index < chunks.length; index += 37) logs.append(run, chunks.slice(index, index + 37))
  return logs
}
function all(reading: LogReading): readonly LogLine[] {
  const { lines } = reading.extent()
  return Array.from({ length: Math.ceil(lines / 1_000) }, (_, page) => reading.lines(page * 1_000, (page + 1) * 1_000)).flat()
}
const fileOf = (folder: string): string => join(folder, 'run-1.log')

describe('the lines of a log on the disk', () => {
  const chunks = chatter(20_000)
  const lines = expected(chunks)

  it('P17 G3: are the same by number while it is written, when it is kept, when its index is lost, and for another process', () => {
    const folder = temporaryFolder()
    const logs = written(folder, chunks)
    const live = logs.reading(run)
    expect(live.extent()).toMatchObject({ lines: lines.length, cut: null })
    expect(all(live)).toEqual(lines)
    expect(all(new RunLogs({ folder, clock: new FakeClock(), cap: 64 * mib }).reading(run))).toEqual(lines)
    logs.finish(run)
    expect(existsSync(join(folder, 'run-1.lines'))).toBe(true)
    expect(all(logs.reading(run))).toEqual(lines)
    rmSync(join(folder, 'run-1.lines'))
    expect(all(new LogReadingOf(folder))).toEqual(lines)
  })

  it('G3: go on where more is written after its end, and where another process writes', () => {
    const folder = temporaryFolder()
    const half = chunks.slice(0, 9_000)
    const writer = written(folder, half)
    writer.reading(run)
    const reader = new RunLogs({ folder, clock: new FakeClock(), cap: 64 * mib })
    expect(reader.reading(run).extent().lines).toBe(expected(half).length)
    writer.finish(run)
    writer.append(run, chunks.slice(9_000))
    writer.finish(run)
    expect(all(reader.reading(run))).toEqual(lines)
    expect(all(writer.reading(run))).toEqual(lines)
  })

  it('G3: keep their numbers where the log is at its limit, and what was left out is told', () => {
    const folder = temporaryFolder()
    const logs = written(folder, chunks, mib / 2)
    const read = (reading: LogReading): { readonly head: readonly LogLine[]; readonly gap: number; readonly tail: readonly LogLine[] } => {
      const { cut } = reading.extent()
      if (cut === null) throw new Error('Expected a cut')
      const kept = all(reading)
      expect([cut.bytes > 0, [...reading.printed()].join('').includes('MB of output are left out here')]).toEqual([true, true])
      // The lines beside the cut may have lost a half.
      return { head: kept.slice(0, cut.from - 2), gap: cut.to - cut.from, tail: kept.slice(cut.to + 2) }
    }
    const whole = read(logs.reading(run))
    expect(whole.gap).toBeGreaterThan(1_000)
    expect([whole.head, whole.tail]).toEqual([lines.slice(0, whole.head.length), lines.slice(-whole.tail.length)])
    logs.finish(run)
    expect(read(logs.reading(run))).toEqual(whole)
    rmSync(join(folder, 'run-1.lines'))
    expect(read(new LogReadingOf(folder)).tail.slice(-1_000)).toEqual(lines.slice(-1_000))
  })

  it('P17: are found by text, by case, and as whole words, colours aside; a later search ends one before', async () => {
    const folder = temporaryFolder()
    const reading = written(folder, chunks).reading(run)
    const search = async (text: string, more: { readonly matchCase?: boolean; readonly wholeWord?: boolean } = {}): Promise<readonly number[]> =>
      [...await searchLog(reading, { text, matchCase: false, wholeWord: false, ...more })]
    const numbers = (test: RegExp): readonly number[] => lines.flatMap(({ text }, index) => (test.test(text) ? [index] : []))
    expect(await search('LINE 1000')).toEqual(numbers(/Line 1000/))
    expect(await search('LINE 1000', { matchCase: true })).toEqual([])
    expect(await search('Line 1000', { wholeWord: true })).toEqual(numbers(/Line 1000\b/))
    expect(await search('red Line')).toEqual(numbers(/red.*Line/))
    expect(await search('half of 1001begins')).toEqual(numbers(/half of 1001begins/))
    expect(await search('bar is full')).toEqual(numbers(/bar is full/))
    const ended = new AbortController()
    ended.abort()
    expect((await searchLog(reading, { text: 'e', matchCase: false, wholeWord: false }, ended.signal)).length).toBeLessThanOrEqual(lines.length)
  })
})

/** Read by nothing but its files. */
class LogReadingOf extends LogReading {
  constructor(folder: string) {
    super(fileOf(folder))
    this.catchUp()
  }
}
