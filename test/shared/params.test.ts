import { describe, expect, it } from 'vitest'
import { checkParam } from '../../src/shared/check-param.ts'
import { checkParams } from '../../src/shared/check-params.ts'
import { paramDefaults, type ParamSpec } from '../../src/shared/params.ts'

const choice: ParamSpec = { kind: 'choice', choices: [{ label: 'One', value: 1 }, { label: 'Two', value: 'two' }] }

describe('checkParam', () => {
  it.each<[ParamSpec, unknown, string | null]>([
    [{ kind: 'integer' }, 5, null],
    [{ kind: 'integer' }, 5.5, 'Expected a whole number, got 5.5.'],
    [{ kind: 'integer' }, 2 ** 60, `Expected a whole number, got ${2 ** 60}.`],
    [{ kind: 'integer', min: 2 }, 1, 'Expected at least 2, got 1.'],
    [{ kind: 'integer', min: 2 }, 2, null],
    [{ kind: 'number', max: 1 }, 1.01, 'Expected at most 1, got 1.01.'],
    [{ kind: 'number' }, 0, null],
    [{ kind: 'number' }, Number.NaN, 'Expected a number, got NaN.'],
    [{ kind: 'number' }, Infinity, 'Expected a number, got Infinity.'],
    [{ kind: 'number' }, '5', 'Expected a number, got "5".'],
    [{ kind: 'text' }, 'x', null],
    [{ kind: 'text' }, 5, 'Expected text, got 5.'],
    [{ kind: 'text', pattern: '[a-z]+' }, 'abc', null],
    [{ kind: 'text', pattern: '[a-z]+' }, 'abc1', 'Expected text like [a-z]+, got "abc1".'],
    [{ kind: 'text', pattern: 'a|b' }, 'ab', 'Expected text like a|b, got "ab".'],
    [{ kind: 'multiline' }, 'a\nb', null],
    [{ kind: 'boolean' }, false, null],
    [{ kind: 'boolean' }, 'yes', 'Expected yes or no, got "yes".'],
    [choice, 1, null],
    [choice, 'two', null],
    [choice, '1', 'Expected one of 1, two, got "1".'],
    [{ kind: 'file' }, '/tmp/x.csv', null],
    [{ kind: 'file' }, 5, 'Expected the path of a file, got 5.'],
    [{ kind: 'folder' }, true, 'Expected the path of a folder, got true.'],
  ])('%j with %j → %j', (spec, value, message) => {
    expect(checkParam(spec, value)).toBe(message)
  })

  it.each([null, undefined, ''])('%j is asked for where a param has no default, or says so', (value) => {
    expect(checkParam({ kind: 'integer' }, value)).toBe('This is required.')
    expect(checkParam({ kind: 'integer', default: 5, required: true }, value)).toBe('This is required.')
    expect(checkParam({ kind: 'integer', default: 5 }, value)).toBeNull()
    expect(checkParam({ kind: 'text', required: false }, value)).toBeNull()
  })
})

describe('checkParams', () => {
  it('names every param that has a problem, in the order of the form', () => {
    const specs = { limit: { kind: 'integer', min: 2 }, name: { kind: 'text' }, fine: { kind: 'boolean', default: true } } as const
    expect(checkParams(specs, { limit: 1, fine: true })).toEqual([{ param: 'limit', message: 'Expected at least 2, got 1.' }, { param: 'name', message: 'This is required.' }])
    expect(checkParams(specs, { limit: 2, name: 'x', fine: false })).toEqual([])
  })
})

describe('paramDefaults', () => {
  it('gives each param its default, 0, "" and false included, else null', () => {
    expect(paramDefaults({ a: { kind: 'integer', default: 0 }, b: { kind: 'text', default: '' }, c: { kind: 'boolean', default: false }, d: { kind: 'file' } }))
      .toEqual({ a: 0, b: '', c: false, d: null })
  })
})
