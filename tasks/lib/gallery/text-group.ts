import { controls } from 'simmer'
import type { GalleryGroup } from './gallery-entry.ts'
import { commonRows } from './common-rows.ts'

/** Fields to write in. */
export function textGroup(): GalleryGroup {
  return {
    title: 'Text', about: 'Fields to write in. What is wrong is told beside the field once it is left.',
    entries: [
      {
        name: 'controls.input', about: 'A field of one line: text, a number, a password, an address.',
        demo: controls.input({ id: 'input', label: 'Station code', value: 'GRZ', pattern: '[A-Z]{3}', title: 'Three capital letters.', debounce: 0.3 }),
        code: `controls.input({
  id: 'input', label: 'Station code', value: 'GRZ',
  pattern: '[A-Z]{3}', title: 'Three capital letters.', debounce: 0.3,
})`,
        live: { id: 'input', props: ['value', 'nSubmit', 'nBlur'] },
        props: {
          value: ['text | number | null', 'What is in the field; a number where type is number, and null where that is empty.'],
          type: ["'text' | 'number' | 'password' | 'email' | 'search' | 'url'", 'What it takes; text by default.'],
          placeholder: ['text', 'Shown while it is empty.'],
          debounce: ['boolean | number', 'true: value changes by Enter and when the field is left; a number: so many seconds after the last key.'],
          min: ['number', 'Least number.'], max: ['number', 'Greatest number.'], step: ['number', 'Numbers must be whole steps; any by default.'],
          pattern: ['text', 'A regular expression for the whole of it; title says it in words.'],
          maxLength: ['number', 'No more characters than these.'],
          readOnly: ['boolean', 'Can be read and copied, not changed.'], required: ['boolean', 'Tells when it is left empty.'],
          nSubmit: ['number | null', 'Counts presses of Enter.'], nBlur: ['number | null', 'Counts how often it was left.'],
          ...commonRows,
        },
      },
      {
        name: 'controls.textarea', about: 'A field of several lines.',
        demo: controls.textarea({ id: 'textarea', label: 'Notes', rows: 3, placeholder: 'What should be known about this run', debounce: true }),
        code: `controls.textarea({
  id: 'textarea', label: 'Notes', rows: 3,
  placeholder: 'What should be known about this run', debounce: true,
})`,
        live: { id: 'textarea', props: ['value', 'nBlur'] },
        props: {
          value: ['text | null', 'What is in it.'],
          rows: ['number', 'Lines in sight; 4 by default.'], placeholder: ['text', 'Shown while it is empty.'],
          debounce: ['boolean | number', 'true: value changes when it is left; a number: so many seconds after the last key.'],
          maxLength: ['number', 'No more characters than these.'], readOnly: ['boolean', 'Can be read and copied, not changed.'],
          nBlur: ['number | null', 'Counts how often it was left.'],
          ...commonRows,
        },
      },
    ],
  }
}
