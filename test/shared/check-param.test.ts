import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkParam } from '../../src/shared/check-param.ts'
import { checkParams } from '../../src/shared/check-params.ts'
import { fittingValues } from '../../src/shared/form-memory.ts'
import type { ParamKind, ParamSpec } from '../../src/shared/params.ts'
import { readJsonText } from '../../src/shared/unreadable.ts'

const choices = [{ label: 'One', value: 1 }, { label: 'Two', value: 'two' }]
const all: Readonly<Record<ParamKind, ParamSpec>> = {
  'integer': { kind: 'integer', min: 0, max: 10 }, 'number': { kind: 'number', max: 1 }, 'text': { kind: 'text', pattern: '[a-z]+' }, 'multiline': { kind: 'multiline' },
  'boolean': { kind: 'boolean' }, 'choice': { kind: 'choice', choices }, 'multi-choice': { kind: 'multi-choice', choices, max: 1 }, 'date': { kind: 'date', min: '2026-01-01' },
  'time-span': { kind: 'time-span', min: 60, max: 3_600 }, 'file': { kind: 'file' }, 'files': { kind: 'files' }, 'folder': { kind: 'folder' }, 'save-as': { kind: 'save-as' },
  'colour': { kind: 'colour' }, 'range': { kind: 'range', min: 0, max: 10 }, 'json': { kind: 'json' }, 'secret': { kind: 'secret' },
}

describe('checkParam', () => {
  it.each<[ParamKind, unknown, string | null]>([
    ['multi-choice', [1], null],
    ['multi-choice', [1, 'two'], 'Expected at most 1 chosen, got 2.'],
    ['multi-choice', ['1'], 'Expected some of 1, two, got "1".'],
    ['multi-choice', 1, 'Expected some of 1, two, got 1.'],
    ['date', '2026-02-28', null],
    ['date', '2026-02-30', 'Expected a day like 2026-01-31, got "2026-02-30".'],
    ['date', '2025-12-31', 'Expected 2026-01-01 or later, got 2025-12-31.'],
    ['date', '1.2.2026', 'Expected a day like 2026-01-31, got "1.2.2026".'],
    ['time-span', 3_600, null],
    ['time-span', 59, 'Expected 1 min or more, got 59 s.'],
    ['time-span', 5_400, 'Expected 1 h or less, got 1 h 30 min.'],
    ['time-span', 'soon', 'Expected a span of time like 1 h 30 min, got "soon".'],
    ['files', ['/a', '/b'], null],
    ['files', ['/a', 5], 'Expected paths of files, got ["/a",5].'],
    ['files', '/a', 'Expected paths of files, got "/a".'],
    ['save-as', '/a.pdf', null],
    ['colour', '#1f77b4', null],
    ['colour', '#1F77B4', 'Expected a colour like #1f77b4, got "#1F77B4".'],
    ['range', [1, 5], null],
    ['range', [5, 5], null],
    ['range', [5, 1], 'Expected the lower number first, got 5 and 1.'],
    ['range', [1, 50], 'Expected at most 10, got 50.'],
    ['range', [1, null], 'Expected a number, got null.'],
    ['range', 5, 'Expected two numbers, the lower first, got 5.'],
    ['json', { a: [1, null, 'x'] }, null],
    ['json', [], null],
    ['json', { when: new Date(0) }, 'Expected what JSON can say, got [object Object].'],
    ['json', readJsonText('{"a":}'), 'Unexpected } at line 1, column 6.'],
    ['secret', 'hunter2', null],
    ['secret', 5, 'Expected text.'],
  ])('%s with %j → %j', (kind, value, message) => {
    expect(checkParam(all[kind], value)).toBe(message)
  })

  it.each(Object.keys(all) as ParamKind[])('%s: no value of any kind makes it throw, and what it refuses it says in a sentence', (kind) => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withObjectString: true }), (value) => {
      const problem = checkParam(all[kind], value)
      if (problem !== null) expect(problem).toMatch(/^[A-Z][^]*\.$/)
    }))
  })

  it('never says a secret', () => {
    fc.assert(fc.property(fc.string({ minLength: 12 }), (secret) => !(checkParam({ kind: 'secret' }, [secret]) ?? '').includes(secret)))
  })
})

describe('checkParams', () => {
  const specs = {
    mode: { kind: 'choice', choices: [{ label: 'a', value: 'a' }, { label: 'b', value: 'b' }] }, more: { kind: 'boolean', default: false, shownWhen: { mode: 'b' } },
    depth: { kind: 'integer', shownWhen: { more: true } }, either: { kind: 'integer', shownWhen: { mode: ['a', 'b'] } },
  } as const

  it('looks at what is shown alone, through any number of conditions', () => {
    const missing = (values: Readonly<Record<string, unknown>>): readonly (string | null)[] => checkParams(specs, values).map(({ param }) => param)
    expect(missing({ mode: 'a', more: true, either: 1 })).toEqual([])
    expect(missing({ mode: 'b', more: false, either: 1 })).toEqual([])
    expect(missing({ mode: 'b', more: true })).toEqual(['depth', 'either'])
    expect(missing({})).toEqual(['mode'])
  })
})

describe('fittingValues', () => {
  it('keeps what still fits its param, drops the rest without a word, and never keeps a secret', () => {
    const specs = { limit: { kind: 'integer', max: 5 }, name: { kind: 'text', required: false }, day: { kind: 'date' }, token: { kind: 'secret' }, added: { kind: 'text', default: 'x' } } as const
    expect(fittingValues(specs, { limit: 9, name: null, day: '2026-01-01', token: 'hunter2', gone: 1 })).toEqual({ name: null, day: '2026-01-01' })
  })
})
