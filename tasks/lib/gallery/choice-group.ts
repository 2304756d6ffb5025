import { controls } from 'simmer'
import { commonRows } from './common-rows.ts'
import type { GalleryGroup, PropRow } from './gallery-entry.ts'

const options: PropRow = ['list | object', 'Values, { label, value, disabled }, or an object of value → label.']

/** Controls to choose with. */
export function choiceGroup(): GalleryGroup {
  return {
    title: 'Choices', about: 'One of a few, several of many, yes or no.',
    entries: [
      {
        name: 'controls.dropdown', about: 'One of many, or several with multi. Long lists are searched, and draw only what is in sight.',
        demo: controls.dropdown({ id: 'dropdown', label: 'Cities', options: { bn: 'Bonn', gz: 'Graz', be: 'Bern', os: 'Oslo' }, value: ['gz'], multi: true, searchable: true }),
        code: `controls.dropdown({
  id: 'dropdown', label: 'Cities',
  options: { bn: 'Bonn', gz: 'Graz', be: 'Bern', os: 'Oslo' },
  value: ['gz'], multi: true, searchable: true,
})`,
        live: { id: 'dropdown', props: ['value'] },
        props: {
          options, value: ['text | number | boolean | null', 'What is chosen; a list where multi.'],
          multi: ['boolean', 'Several can be chosen.'], clearable: ['boolean', 'A cross, or the Delete key, takes the choice back; on by default.'],
          searchable: ['boolean', 'A field to search in the options; by default where there are more than eight.'],
          placeholder: ['text', 'Shown while nothing is chosen.'],
          ...commonRows,
        },
      },
      {
        name: 'controls.checklist', about: 'Boxes to tick. The values keep the order of the options.',
        demo: controls.checklist({ id: 'checklist', label: 'Show', options: ['rows', 'columns', { label: 'outliers (none found)', value: 'outliers', disabled: true }], value: ['rows'] }),
        code: `controls.checklist({
  id: 'checklist', label: 'Show',
  options: ['rows', 'columns', { label: 'outliers (none found)', value: 'outliers', disabled: true }],
  value: ['rows'],
})`,
        live: { id: 'checklist', props: ['value'] },
        props: { options, value: ['list', 'The values that are ticked.'], inline: ['boolean', 'Beside one another.'], ...commonRows },
      },
      {
        name: 'controls.radioItems', about: 'One of a few, all in sight.',
        demo: controls.radioItems({ id: 'radio', label: 'Kind', options: [{ label: 'Call', value: 1 }, { label: 'Put', value: -1 }], value: 1, inline: true }),
        code: `controls.radioItems({
  id: 'radio', label: 'Kind',
  options: [{ label: 'Call', value: 1 }, { label: 'Put', value: -1 }],
  value: 1, inline: true,
})`,
        live: { id: 'radio', props: ['value'] },
        props: { options, value: ['text | number | boolean | null', 'The value that is picked.'], inline: ['boolean', 'Beside one another.'], ...commonRows },
      },
    ],
  }
}
