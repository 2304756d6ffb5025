import { appendFileSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunLogs } from '../../../src/main/store/run-logs.ts'
import { brandAs, type RunId } from '../../../src/shared/brand.ts'
import type { LogChunk } from '../../../src/shared/change.ts'
import { FakeClock } from './support/fake-clock.ts'
import { fillDisk, smallDisk } from './support/small-disk.ts'
import { runNamed } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const chunk = (seq: number, text: string): LogChunk => ({ seq, at: 1000 + seq, stream: seq % 2 === 0 ? 'stderr' : 'stdout', text })
const runId = runNamed('run-1')
const bytesOn = (folder: string): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

describe('logs of runs', () => {
  it('G3: keeps output in order, with times and streams, for this process at once and for others after 100 ms', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock()
    const logs = new RunLogs({ folder, clock, cap: 1_000_000 })
    const others = new RunLogs({ folder, clock, cap: 1_000_000 })
    const chunks = [chunk(1, 'one\n'), chunk(2, 'zwei ✓ \u0000 \ud800\n'), chunk(3, '')]
    logs.append(runId, chunks.slice(0, 2))
    logs.append(runId, chunks.slice(2))
    expect(others.read(runId)).toEqual([])
    clock.advance(100)
    expect(others.read(runId)).toEqual(chunks)
    logs.append(runId, [chunk(4, 'four')])
    expect(logs.read(runId)).toEqual([...chunks, chunk(4, 'four')])
    expect(logs.read(runNamed('silent'))).toEqual([])
  })

  it('R18: keeps the head and the tail of any flood within the limit, and says what is left out', () => {
    const cap = 20_000
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 7 }), (sizes, batch) => {
      const folder = temporaryFolder()
      const logs = new RunLogs({ folder, clock: new FakeClock(), cap })
      const chunks = sizes.map((size, index) => chunk(index + 1, String.fromCodePoint(97 + index % 26).repeat(size)))
      for (let start = 0; start < chunks.length; start += batch) logs.append(runId, chunks.slice(start, start + batch))
      logs.finish(runId)
      const read = new RunLogs({ folder, clock: new FakeClock(), cap }).read(runId)
      const marks = read.filter(({ stream }) => stream === 'app')
      const at = marks[0] === undefined ? read.length : read.indexOf(marks[0])
      const textOf = (some: readonly LogChunk[]): string => some.map(({ text }) => text).join('')
      const whole = textOf(chunks)
      expect(bytesOn(folder)).toBeLessThanOrEqual(cap)
      expect(whole.startsWith(textOf(read.slice(0, at)))).toBe(true)
      expect(whole.endsWith(textOf(read.slice(at + 1)))).toBe(true)
      expect(marks.length).toBe(textOf(read.filter(({ stream }) => stream !== 'app')) === whole ? 0 : 1)
    }), { numRuns: 60 })
  })

  it('R18: one piece of output larger than the limit is cut too', () => {
    const folder = temporaryFolder()
    const logs = new RunLogs({ folder, clock: new FakeClock(), cap: 100_000 })
    logs.append(runId, [chunk(1, `first${'x'.repeat(1_000_000)}last`)])
    const read = logs.read(runId)
    expect(bytesOn(folder)).toBeLessThanOrEqual(100_000)
    expect(read[0]?.text.startsWith('first')).toBe(true)
    expect(read.at(-1)?.text.endsWith('last')).toBe(true)
    expect(read.filter(({ stream }) => stream === 'app').map(({ text }) => text)).toEqual([expect.stringContaining('left out here')])
  })

  it('R1: a record that a crash cut short costs itself alone', () => {
    const folder = temporaryFolder()
    const logs = new RunLogs({ folder, clock: new FakeClock(), cap: 1_000_000 })
    logs.append(runId, [chunk(1, 'kept'), chunk(2, 'torn')])
    logs.close()
    const file = join(folder, 'run-1.log')
    truncateSync(file, statSync(file).size - 7)
    const later = new RunLogs({ folder, clock: new FakeClock(), cap: 1_000_000 })
    later.append(runId, [chunk(3, 'after the restart')])
    expect(later.read(runId)).toEqual([chunk(1, 'kept'), chunk(3, 'after the restart')])
    appendFileSync(file, 'noise\n{"seq":"x"}\n')
    expect(later.read(runId)).toHaveLength(2)
  })

  it('R18: a full disk costs the output of its time alone, is marked once there is room, and half records never spoil the next', ({ skip }) => {
    const disk = smallDisk(1024 * 1024)
    if (disk === undefined) return skip('needs a small disk of its own: Linux, and a user who may mount tmpfs')
    const clock = new FakeClock()
    const logs = new RunLogs({ folder: disk, clock, cap: 64 * 1024 * 1024 })
    logs.append(runId, [chunk(1, 'before\n')])
    clock.advance(100)
    const makeRoom = fillDisk(disk)
    // What is left of the last block takes a part of it.
    for (let seq = 2; seq < 10; seq += 1) logs.append(runId, [chunk(seq, `lost ${seq} ${'x'.repeat(70_000)}\n`)])
    expect(logs.read(runId).at(-1)).toMatchObject({ stream: 'app', text: expect.stringContaining('left out here') as string })
    logs.finish(runId)
    makeRoom()
    clock.advance(1000)
    const read = new RunLogs({ folder: disk, clock, cap: 64 * 1024 * 1024 }).read(runId)
    expect(read[0]).toEqual(chunk(1, 'before\n'))
    expect(read.filter(({ stream }) => stream === 'app').map(({ text }) => text)).toEqual([expect.stringMatching(/About \d{6} characters of output are left out here/) as string])
    logs.append(runId, [chunk(10, 'after\n')])
    logs.close()
    expect(new RunLogs({ folder: disk, clock, cap: 64 * 1024 * 1024 }).read(runId).at(-1)).toEqual(chunk(10, 'after\n'))
  })

  it('R18: a run whose log cannot even be begun goes on, and its log begins once it can', ({ skip }) => {
    const disk = smallDisk(1024 * 1024)
    if (disk === undefined) return skip('needs a small disk of its own: Linux, and a user who may mount tmpfs')
    const clock = new FakeClock()
    const folder = join(disk, 'logs')
    const logs = new RunLogs({ folder, clock, cap: 20_000 })
    const makeRoom = fillDisk(disk)
    logs.append(runId, [chunk(1, 'lost\n')])
    clock.advance(100)
    makeRoom()
    logs.append(runId, [chunk(2, 'kept\n')])
    logs.close()
    expect(new RunLogs({ folder, clock, cap: 20_000 }).read(runId).map(({ stream, text }) => [stream, text])).toEqual([
      ['app', expect.stringContaining('About 5 characters') as string], ['stderr', 'kept\n'],
    ])
  })

  it('refuses a run id that would be a path', () => {
    const logs = new RunLogs({ folder: temporaryFolder(), clock: new FakeClock(), cap: 1000 })
    expect(() => { logs.append(brandAs<RunId>('../elsewhere'), [chunk(1, 'x')]) }).toThrow(expect.objectContaining({ code: 'INTERNAL' }))
  })
})
