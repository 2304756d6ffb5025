import { describe, expect, it } from 'vitest'
import { ansiSpans, plainLine } from '../../../../src/renderer/components/log/ansi-spans.ts'
import { LogLines } from '../../../../src/renderer/components/log/log-lines.ts'
import type { LogChunk } from '../../../../src/shared/change.ts'

const chunks = (...texts: readonly string[]): LogChunk[] => texts.map((text, index) => ({ seq: index + 1, at: index, stream: 'stdout', text }))
const linesOf = (...texts: readonly string[]): readonly string[] => {
  const log = new LogLines()
  log.take(chunks(...texts))
  return log.lines.map(({ text }) => text)
}

describe('the lines of a log', () => {
  it('joins what chunks cut in the middle of a line', () => {
    expect(linesOf('one\ntw', 'o\n', '\nfour')).toEqual(['one', 'two', '', 'four'])
  })

  it('overwrites a line after a carriage return, also where the return and what follows come apart', () => {
    expect(linesOf('10 %\r20 %\r30 %\ndone\n')).toEqual(['30 %', 'done'])
    expect(linesOf('10 %\r', '20 %\r', '30 %', '\n', 'done\n')).toEqual(['30 %', 'done'])
    expect(linesOf('10 %', '\r20 %', '\r\nnext\n')).toEqual(['20 %', 'next'])
    expect(linesOf('windows\r\nlines\r\n')).toEqual(['windows', 'lines'])
  })

  it('keeps the streams apart: an error line never lands inside a half-written one', () => {
    const log = new LogLines()
    log.take([{ seq: 1, at: 0, stream: 'stdout', text: 'half' }, { seq: 2, at: 1, stream: 'stderr', text: 'oops\n' }, { seq: 3, at: 2, stream: 'stdout', text: ' line\n' }])
    expect(log.lines.map(({ stream, text }) => [stream, text])).toEqual([['stdout', 'half line'], ['stderr', 'oops']])
  })

  it('takes only what is new when the same growing list comes again, and starts over when older chunks come late', () => {
    const log = new LogLines()
    const [first, second, third] = chunks('a\n', 'b\n', 'c\n')
    if (!first || !second || !third) throw new Error('Expected three chunks')
    log.take([second])
    log.take([second, third])
    expect(log.lines.map(({ text }) => text)).toEqual(['b', 'c'])
    log.take([first, second, third])
    expect(log.lines.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  it('lets the oldest lines go in a flood, and goes on with the line that was open', () => {
    const log = new LogLines()
    log.take([{ seq: 1, at: 0, stream: 'stdout', text: 'line\n'.repeat(200_001) + 'open' }])
    expect(log.dropped).toBe(true)
    expect(log.lines.length).toBe(180_002)
    log.take([{ seq: 2, at: 1, stream: 'stdout', text: 'ed\n' }])
    expect(log.lines.at(-1)?.text).toBe('opened')
  })
})

describe('ANSI in a log', () => {
  it('turns colours into spans that follow the theme', () => {
    expect(ansiSpans('plain \u001B[31mred\u001B[0m \u001B[1;92mbold\u001B[22;39m end')).toEqual([
      { text: 'plain ', style: {} },
      { text: 'red', style: { color: 'var(--simmer-ansi-red)' } },
      { text: ' ', style: {} },
      { text: 'bold', style: { color: 'var(--simmer-ansi-bright-green)', fontWeight: '600' } },
      { text: ' end', style: {} },
    ])
  })

  it('hides cursor moves, titles and control characters', () => {
    expect(plainLine('\u001B[2K\u001B[1G\u001B]0;title\u0007done\u0008 \u001B[32m✓\u001B[39m')).toBe('done ✓')
  })
})
