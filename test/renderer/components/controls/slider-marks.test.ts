import { expect, it } from 'vitest'
import { sliderMarks } from '../../../../src/renderer/components/controls/slider-marks.ts'

it('I2 marks lie where their numbers are, lowest first, and those beside the slider are left out', () => {
  expect(sliderMarks({ 10: 'ten', '-5': 'least', 2.5: 'half', 11: 'beyond', x: 'none', '': 'empty' }, { min: -5, max: 10 }))
    .toEqual([{ at: -5, label: 'least', share: 0 }, { at: 2.5, label: 'half', share: 0.5 }, { at: 10, label: 'ten', share: 1 }])
  for (const given of [null, undefined, 'x', 3]) expect(sliderMarks(given, { min: 0, max: 1 })).toEqual([])
  expect(sliderMarks({ 1: 'one' }, { min: 1, max: 1 })).toEqual([])
})
