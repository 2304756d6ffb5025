import { describe, expect, it } from 'vitest'
import { dayProblem } from '../../../../src/renderer/components/controls/day-problem.ts'
import { isoDay } from '../../../../src/renderer/components/controls/iso-day.ts'

const [min, max] = ['2026-01-10', '2026-03-20']

describe('days that are picked or typed', () => {
  it.each([
    [[], { min, max }, ''],
    [['2026-01-10'], { min, max }, ''],
    [['2026-03-20'], { min, max }, ''],
    [['2026-01-09'], { min, max }, 'Choose from 2026-01-10 to 2026-03-20.'],
    [['2026-02-01', '2026-03-21'], { min, max }, 'Choose from 2026-01-10 to 2026-03-20.'],
    [['2025-01-01'], { min, max: undefined }, 'Choose 2026-01-10 or a day after it.'],
    [['2027-01-01'], { min: undefined, max }, 'Choose 2026-03-20 or a day before it.'],
    [['2026-02-02', '2026-02-01'], { min: undefined, max: undefined }, 'The first day must not be after the last.'],
  ])('I2 %j within %j: %s', (days, limits, said) => { expect(dayProblem(days, limits)).toBe(said) })

  it('I2 only ISO text of a day that there is counts', () => {
    expect(isoDay('2024-02-29')?.toString()).toBe('2024-02-29')
    for (const wrong of ['2023-02-29', '29.2.2024', '2024-2-9', '2024-02-29T00:00', '', null, 7]) expect(isoDay(wrong)).toBeUndefined()
  })
})
