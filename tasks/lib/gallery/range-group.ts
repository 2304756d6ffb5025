import { controls } from 'simmer'
import { commonRows } from './common-rows.ts'
import type { GalleryGroup, PropRow } from './gallery-entry.ts'

const line: Readonly<Record<string, PropRow>> = {
  min: ['number', 'Left end; 0 by default.'], max: ['number', 'Right end; 100 by default.'],
  step: ['number', 'Values are whole steps from min; 1 by default where the ends are whole.'],
  marks: ['object', 'Labels below the line, by number.'],
  updateMode: ["'mouseup' | 'drag'", 'When the mouse sets value: as it lets go, the default, or all the way.'],
  ...commonRows,
}
const day: Readonly<Record<string, PropRow>> = {
  min: ['YYYY-MM-DD', 'First day that can be chosen.'], max: ['YYYY-MM-DD', 'Last day that can be chosen.'],
  clearable: ['boolean', 'A cross takes the choice back; on by default.'],
  ...commonRows,
}

/** Numbers and days on a line. */
export function rangeGroup(): GalleryGroup {
  return {
    title: 'Ranges', about: 'Numbers on a line, and days of a calendar.',
    entries: [
      {
        name: 'controls.slider', about: 'A number on a line, by mouse or arrow keys; Page Up and Down go ten steps.',
        demo: controls.slider({ id: 'slider', label: 'Smoothing', min: 0, max: 1, step: 0.05, value: 0.25, marks: { 0: 'none', 0.5: 'half', 1: 'all' } }),
        code: `controls.slider({
  id: 'slider', label: 'Smoothing', min: 0, max: 1, step: 0.05, value: 0.25,
  marks: { 0: 'none', 0.5: 'half', 1: 'all' },
})`,
        live: { id: 'slider', props: ['value'] },
        props: { value: ['number | null', 'Where the thumb is.'], ...line },
      },
      {
        name: 'controls.rangeSlider', about: 'Two numbers on a line, that keep their order.',
        demo: controls.rangeSlider({ id: 'range', label: 'Years', min: 1990, max: 2020, value: [2000, 2010], updateMode: 'drag' }),
        code: `controls.rangeSlider({
  id: 'range', label: 'Years', min: 1990, max: 2020,
  value: [2000, 2010], updateMode: 'drag',
})`,
        live: { id: 'range', props: ['value'] },
        props: { value: ['[number, number] | null', 'Where the thumbs are; both ends without it.'], ...line },
      },
      {
        name: 'controls.datePicker', about: 'A day, typed part by part or picked in a calendar (Alt+↓ opens it).',
        demo: controls.datePicker({ id: 'day', label: 'Day', value: '2026-03-14', min: '2026-01-01', max: '2026-12-31' }),
        code: `controls.datePicker({
  id: 'day', label: 'Day', value: '2026-03-14',
  min: '2026-01-01', max: '2026-12-31',
})`,
        live: { id: 'day', props: ['value'] },
        props: { value: ['YYYY-MM-DD | null', 'The day.'], ...day },
      },
      {
        name: 'controls.dateRangePicker', about: 'A first and a last day.',
        demo: controls.dateRangePicker({ id: 'days', label: 'Period', value: ['2026-02-01', '2026-02-28'] }),
        code: `controls.dateRangePicker({
  id: 'days', label: 'Period', value: ['2026-02-01', '2026-02-28'],
})`,
        live: { id: 'days', props: ['value'] },
        props: { value: ['[YYYY-MM-DD, YYYY-MM-DD] | null', 'First and last day.'], ...day },
      },
    ],
  }
}
