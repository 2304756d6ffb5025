import { describe, expect, it } from 'vitest'
import { AppError, fromErrorInfo, toErrorInfo } from '../../src/shared/errors.ts'

describe('toErrorInfo', () => {
  it('keeps what an error of Simmer\'s own says', () => {
    const error = new AppError('FILE_MISSING', 'There is no data.csv', { hint: 'Choose another file.', place: { file: 'a.ts', line: 3 } })
    expect(toErrorInfo(error)).toEqual({ code: 'FILE_MISSING', message: 'There is no data.csv', hint: 'Choose another file.', place: { file: 'a.ts', line: 3 }, stack: error.stack })
  })

  it('names the class of a script\'s error and gives it the code it is told', () => {
    expect(toErrorInfo(new RangeError('too far'), 'TASK_THREW')).toMatchObject({ code: 'TASK_THREW', name: 'RangeError', message: 'too far' })
    expect(toErrorInfo(new TypeError(''))).toMatchObject({ code: 'INTERNAL', message: 'TypeError' })
  })

  it('follows causes, whatever they are', () => {
    const info = toErrorInfo(new Error('outer', { cause: new AppError('DISK_FULL', 'inner', { cause: 'innermost' }) }), 'TASK_THREW')
    expect(info.cause).toMatchObject({ code: 'DISK_FULL', message: 'inner', cause: { code: 'TASK_THREW', message: 'innermost' } })
  })

  it('ends where causes go in a circle', () => {
    const one = new Error('one')
    const other = new Error('other', { cause: one })
    one.cause = other
    expect(toErrorInfo(one)).toMatchObject({ message: 'one', cause: { message: 'other' } })
  })

  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  it.each([
    ['plain text', 'plain text'], [5, 'Thrown: 5'], [null, 'Thrown: null'], [undefined, 'Thrown: undefined'], [{ a: 1 }, 'Thrown: {"a":1}'],
    [1n, 'Thrown: 1n'], [Symbol('s'), 'Thrown: Symbol(s)'], [circle, 'Thrown: [object Object]'],
  ])('says in words what was thrown that is no error (%#)', (thrown, message) => {
    expect(toErrorInfo(thrown)).toEqual({ code: 'INTERNAL', message })
  })
})

describe('fromErrorInfo', () => {
  it('is an error that tells the same on the other side', () => {
    const info = { code: 'TASK_THREW', name: 'RangeError', message: 'too far', stack: 'RangeError: too far\n  at script.ts:3', hint: 'h', place: { file: 'script.ts', line: 3 }, lastLines: ['last'], cause: { code: 'INTERNAL', message: 'inner' } } as const
    const back = fromErrorInfo(info)
    expect(back).toBeInstanceOf(AppError)
    expect(toErrorInfo(back)).toEqual(info)
    expect(back.stack).toBe(info.stack)
  })
})
