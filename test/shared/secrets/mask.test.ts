import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorInfo } from '../../../src/shared/errors.ts'
import { Mask } from '../../../src/shared/secrets/mask.ts'
import { maskError } from '../../../src/shared/secrets/mask-error.ts'
import { maskValue } from '../../../src/shared/secrets/mask-value.ts'
import { StreamMask } from '../../../src/shared/secrets/stream-mask.ts'

/** A text in pieces, as a stream passes it on. */
function streamed(mask: Mask, pieces: readonly string[]): string {
  const stream = new StreamMask(mask)
  return pieces.map((piece) => stream.write(piece)).join('') + stream.end()
}

/** Few letters, so that secrets overlap themselves and one another. */
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 })

describe('Mask', () => {
  it.each([
    [['hunter2'], 'the password is hunter2.', 'the password is •••.'],
    [['abc', 'bcd'], 'xabcdx', 'x•••x'],
    [['aa'], 'aaaaa b', '••• b'],
    [['a b&c'], 'GET /?q=a%20b%26c', 'GET /?q=•••'],
    [['say "hi"'], '{"q":"say \\"hi\\""}', '{"q":"•••"}'],
    [["it's"], "{ q: 'it\\'s' }", "{ q: '•••' }"],
    [['first line\nsecond line\n}'], 'got second line and }', 'got ••• and }'],
    [[], 'nothing', 'nothing'],
    [[''], 'nothing', 'nothing'],
  ])('%j in %j → %j', (secrets, text, masked) => {
    expect(new Mask(secrets).text(text)).toBe(masked)
  })

  it('leaves no secret in any text', () => {
    fc.assert(fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 40 }), (secrets, text) => {
      const masked = new Mask(secrets).text(text)
      return secrets.every((secret) => !masked.includes(secret))
    }))
  })
})

describe('StreamMask', () => {
  it('says in pieces what a mask says of the whole, wherever the pieces end', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 6 }), { maxLength: 12 })
    fc.assert(fc.property(fc.array(letters, { minLength: 1, maxLength: 3 }), pieces, (secrets, parts) => {
      const mask = new Mask(secrets)
      expect(streamed(mask, parts)).toBe(mask.text(parts.join('')))
    }), { numRuns: 2_000 })
  })

  it('passes on at once what cannot be a part of a secret, and holds back no more than a secret', () => {
    const stream = new StreamMask(new Mask(['secret']))
    expect(stream.write('progress 1\nse')).toBe('progress 1\n')
    expect(stream.write('cond\n')).toBe('second\n')
    expect(stream.write('sec')).toBe('')
    expect(stream.write('ret!')).toBe('•••!')
    expect(stream.end()).toBe('')
  })

  it('is bounded where a secret overlaps itself without end', () => {
    const stream = new StreamMask(new Mask(['aaaa']))
    const shown = Array.from({ length: 1_000 }, () => stream.write('a'.repeat(1_000))).join('')
    expect(`${shown}${stream.end()}`).toBe('•••')
  })
})

describe('maskValue', () => {
  const mask = new Mask(['hunter2'])
  it('masks texts and names at any depth, and keeps what has none as it is', () => {
    const clean = { rows: [1, 'x'], when: new Date(0), bytes: new Uint8Array(2) }
    const value = { header: 'Bearer hunter2', hunter2: 1, list: [clean, new Map([['k', 'hunter2']]), new Set(['hunter2'])], error: new Error('no hunter2') }
    const masked = maskValue(mask, value) as typeof value & Record<string, unknown>
    expect(masked.header).toBe('Bearer •••')
    expect(masked['•••']).toBe(1)
    expect(masked.list[0]).toBe(clean)
    expect([...(masked.list[1] as Map<string, string>)]).toEqual([['k', '•••']])
    expect([...(masked.list[2] as Set<string>)]).toEqual(['•••'])
    expect(masked.error.message).toBe('no •••')
    expect(masked.error.stack).not.toContain('hunter2')
    expect(maskValue(mask, clean)).toBe(clean)
  })

  it('ends for a value that contains itself', () => {
    const circle: { self?: unknown; text: string } = { text: 'fine' }
    circle.self = circle
    expect(maskValue(mask, circle)).toBe(circle)
  })
})

describe('maskError', () => {
  it('masks message, stack, hint, last lines and causes, and leaves code and place', () => {
    const error: ErrorInfo = {
      code: 'TASK_THREW', message: 'bad hunter2', name: 'Error', stack: 'Error: bad hunter2\n at x', hint: 'hunter2?', lastLines: ['got hunter2'],
      place: { file: '/hunter2.ts', line: 1 }, cause: { code: 'INTERNAL', message: 'inner hunter2' },
    }
    expect(maskError(new Mask(['hunter2']), error)).toEqual({
      code: 'TASK_THREW', message: 'bad •••', name: 'Error', stack: 'Error: bad •••\n at x', hint: '•••?', lastLines: ['got •••'],
      place: { file: '/hunter2.ts', line: 1 }, cause: { code: 'INTERNAL', message: 'inner •••' },
    })
  })
})
