import { describe, expect, it } from 'vitest'
import { fieldProblem } from '../../../../src/renderer/components/controls/field-problem.ts'

describe('what a field says is wrong', () => {
  it.each([
    [{}, {}, ''],
    [{ badInput: true, valueMissing: true }, {}, 'This is not a number.'],
    [{ valueMissing: true }, {}, 'This field needs a value.'],
    [{ typeMismatch: true }, { type: 'email' }, 'This is not an e-mail address, such as ada@example.org.'],
    [{ typeMismatch: true }, { type: 'url' }, 'This is not a whole address, such as https://example.org.'],
    [{ patternMismatch: true }, { pattern: '[A-Z]+' }, 'This does not fit the pattern [A-Z]+.'],
    [{ patternMismatch: true }, { pattern: '[A-Z]+', title: 'Capital letters.' }, 'Capital letters.'],
    [{ rangeUnderflow: true }, { min: '1' }, 'This must be at least 1.'],
    [{ rangeOverflow: true }, { max: '9' }, 'This must be at most 9.'],
    [{ stepMismatch: true }, { step: '5' }, 'This must be in steps of 5.'],
    [{ stepMismatch: true }, { step: '5', min: '2' }, 'This must be in steps of 5, counted from 2.'],
    [{ tooLong: true }, {}, 'This is too long.'],
  ])('I2 %j of %j: %s', (validity, limits, said) => { expect(fieldProblem(validity, limits)).toBe(said) })
})
