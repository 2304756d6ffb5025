import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LinePlace, LineCounter } from '../../src/shared/line-counter.ts'
import type { LogChunk } from '../../src/shared/change.ts'
import { lineLimit, type LogLine } from '../../src/shared/log.ts'
import '../support/property-seed.ts'

const chunks = (...texts: readonly string[]): readonly LogChunk[] => texts.map((text, index) => ({ seq: index + 1, at: index, stream: 'stdout', text }))

function read(all: readonly LogChunk[], from?: LinePlace): { readonly lines: ReadonlyMap<number, LogLine>; readonly place: LinePlace } {
  const lines = new Map<number, LogLine>()
  const counter = new LineCounter((line, content) => { lines.set(line, content) }, from)
  for (const chunk of all) counter.add(chunk)
  counter.flush()
  return { lines, place: counter.place }
}
const textsOf = (...texts: readonly string[]): readonly string[] => [...read(chunks(...texts)).lines].sort(([a], [b]) => a - b).map(([, { text }]) => text)

describe('the lines of a log', () => {
  it('G3: joins what chunks cut in the middle of a line', () => {
    expect(textsOf('one\ntw', 'o\n', '\nfour')).toEqual(['one', 'two', '', 'four'])
  })

  it('G3: overwrites a line after a carriage return, also where the return and what follows come apart', () => {
    expect(textsOf('10 %\r20 %\r30 %\ndone\n')).toEqual(['30 %', 'done'])
    expect(textsOf('10 %\r', '20 %\r', '30 %', '\n', 'done\n')).toEqual(['30 %', 'done'])
    expect(textsOf('10 %', '\r20 %', '\r\nnext\n')).toEqual(['20 %', 'next'])
    expect(textsOf('windows\r\nlines\r\n')).toEqual(['windows', 'lines'])
  })

  it('G3: keeps the streams apart: an error line never lands inside a half-written one', () => {
    const { lines } = read([{ seq: 1, at: 0, stream: 'stdout', text: 'half' }, { seq: 2, at: 1, stream: 'stderr', text: 'oops\n' }, { seq: 3, at: 2, stream: 'stdout', text: ' line\n' }])
    expect([lines.get(0), lines.get(1)]).toEqual([{ stream: 'stdout', at: 0, text: 'half line', length: 9 }, { stream: 'stderr', at: 1, text: 'oops', length: 4 }])
  })

  it('keeps the beginning of a very long line, and how long it is', () => {
    const { lines } = read(chunks('x'.repeat(3_000), 'y'.repeat(3_000), `${'z'.repeat(10)}\n`))
    expect(lines.get(0)).toMatchObject({ length: 6_010 })
    expect(lines.get(0)?.text).toHaveLength(lineLimit)
  })

  it('G3: gives the same lines wherever the text is cut into chunks, and wherever a reader begins', () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r', '\n\n', '\r\n', 'é'), { maxLength: 40 }).map((parts) => parts.join(''))
    const pieces = fc.array(fc.record({ stream: fc.constantFrom('stdout' as const, 'stderr' as const), text }), { maxLength: 12 })
    fc.assert(fc.property(pieces, fc.nat(12), (said, at) => {
      const all = said.map((chunk, index): LogChunk => ({ seq: index, at: index, ...chunk }))
      const whole = read(all)
      const begun = read(all.slice(0, at))
      const rest = read(all.slice(at), begun.place)
      expect(new Map([...begun.lines, ...rest.lines])).toEqual(whole.lines)
      expect(rest.place).toEqual(whole.place)
      expect([...whole.lines.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: whole.place.next }, (_, line) => line))
    }))
  })
})
