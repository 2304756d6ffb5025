import { controls } from 'simmer'
import { commonRows } from './common-rows.ts'
import type { GalleryGroup } from './gallery-entry.ts'

/** Files from the disk and to it. */
export function fileGroup(): GalleryGroup {
  return {
    title: 'Files', about: 'Paths of files that a script reads, and results that are saved. Nothing is ever copied on the way in.',
    entries: [
      {
        name: 'controls.upload', about: 'The paths of files, by drag and drop or by the system’s dialog.',
        demo: controls.upload({ id: 'upload', label: 'Measurements', extensions: ['csv', 'txt'], multiple: true }),
        code: `controls.upload({
  id: 'upload', label: 'Measurements',
  extensions: ['csv', 'txt'], multiple: true,
})`,
        live: { id: 'upload', props: ['value'] },
        props: {
          value: ['text | null', 'The absolute path; a list of them where multiple.'], multiple: ['boolean', 'Takes several files.'],
          extensions: ['list of text', 'The kinds it takes, without dots; others are refused with a message.'],
          children: ['components', 'What it says instead of “Drop a file here, or”.'],
          ...commonRows,
        },
      },
      {
        name: 'controls.download', about: 'Saves what a callback made where the user says: a button, or at once where it has no children.',
        demo: controls.download('Save the table', { id: 'download', content: { name: 'table.csv', content: 'city,people\nBonn,330000\nGraz,292000\n' } }),
        code: `controls.download('Save the table', {
  id: 'download',
  content: { name: 'table.csv', content: 'city,people\\nBonn,330000\\nGraz,292000\\n' },
})`,
        live: { id: 'download', props: ['nClicks', 'savedPath'] },
        props: {
          content: ['{ name, content } | { path, name? }', 'Text or bytes under a name, or a file that lies on the disk.'],
          children: ['components', 'What is on the button. Without it, setting content asks at once where to save.'],
          nClicks: ['number | null', 'Counts presses; a callback of it may make the content.'],
          savedPath: ['text | null', 'Where it was saved last.'],
          ...commonRows,
        },
      },
    ],
  }
}
