import { controls, html } from 'simmer'
import type { GalleryGroup } from './gallery-entry.ts'
import { sampleFigure, samplePicture, sampleRows } from './samples.ts'

/** What shows results. */
export function viewGroup(): GalleryGroup {
  return {
    title: 'Views', about: 'What shows results. Markup, Markdown and pictures are drawn without any script in them.',
    entries: [
      {
        name: 'controls.table', about: 'Rows of objects, or columns by name, up to millions: sorted, filtered, selected, copied.',
        demo: controls.table({ id: 'table', rows: sampleRows(), selectable: 'many', maxHeight: 240 }),
        code: `controls.table({
  id: 'table', selectable: 'many', maxHeight: 240,
  rows: sampleRows(), // [{ station: 'Bonn 1', height: 20, rain: 400 }, …]
})`,
        wide: true, live: { id: 'table', props: ['sortBy', 'filter', 'selectedRows'] },
        props: {
          rows: ['list of objects | object of columns', 'What is in it; columns may be typed arrays.'],
          columns: ['list', 'Ids, or { id, label }; by default the keys of the first rows.'],
          sortBy: ['{ column, descending } | null', 'What it is sorted by.'], filter: ['text', 'Rows that contain it are shown.'],
          selectable: ["'one' | 'many' | false", 'Whether rows can be selected.'], selectedRows: ['list of numbers', 'Indexes into rows.'],
          maxHeight: ['number', 'Pixels; 384 by default.'],
        },
      },
      {
        name: 'controls.graph', about: 'A Plotly figure as JSON. Its library is loaded only by pages that have one.',
        demo: controls.graph({ id: 'graph', figure: sampleFigure() }),
        code: `controls.graph({
  id: 'graph',
  figure: sampleFigure(), // { data: [{ type: 'scatter', x: […], y: […] }, …], layout: { … } }
})`,
        wide: true, live: { id: 'graph', props: ['clickData', 'selectedData'] },
        props: {
          figure: ['{ data, layout } | null', 'The figure, as Plotly’s documentation has it.'], config: ['object', 'Plotly’s own settings.'],
          clickData: ['{ points } | null', 'What was clicked last.'], hoverData: ['{ points } | null', 'What the mouse is over.'],
          selectedData: ['{ points } | null', 'What was selected.'], relayoutData: ['object | null', 'What was zoomed or switched last.'],
        },
      },
      {
        name: 'controls.markdown', about: 'Text in Markdown, with tables and code.',
        demo: controls.markdown('The **mean** of `people` is _311,000_, from [two cities](https://example.org).'),
        code: `controls.markdown(
  'The **mean** of \`people\` is _311,000_, from [two cities](https://example.org).',
)`,
        live: null, props: { children: ['text', 'The text; a list is its lines.'] },
      },
      {
        name: 'html.raw', about: 'Markup or SVG of your own, where everything else of html shows text as text.',
        demo: html.raw('<svg viewBox="0 0 120 24" width="240" role="img" aria-label="A wave"><path d="M2 12 Q 17 -6 32 12 T 62 12 T 92 12 T 118 12" fill="none" stroke="currentColor" stroke-width="2"/></svg>'),
        code: `html.raw(
  '<svg viewBox="0 0 120 24" width="240" role="img" aria-label="A wave">'
  + '<path d="M2 12 Q 17 -6 32 12 T 62 12 T 92 12 T 118 12" fill="none" stroke="currentColor" stroke-width="2"/></svg>',
)`,
        live: null, props: { markup: ['text | null', 'The markup; scripts, forms, styles and addresses outside are taken out.'] },
      },
      {
        name: 'controls.image', about: 'A picture from bytes, a data URL, or a path.',
        demo: controls.image({ src: samplePicture(), alt: 'A sunrise', width: 240 }),
        code: "controls.image({ src: samplePicture(), alt: 'A sunrise', width: 240 })",
        live: null,
        props: {
          src: ['text | bytes | null', 'A path (absolute, or relative to the script), a data URL, or the bytes of a picture.'], alt: ['text', 'What it shows, in words.'],
          width: ['number', 'Pixels.'], height: ['number', 'Pixels.'],
        },
      },
      {
        name: 'controls.log', about: 'Text with ANSI colours, or the log of the newest job of a callback (see Progress).',
        demo: controls.log({ id: 'text-log', value: '\u001b[32mok\u001b[0m  read 10,000 rows\n\u001b[33mwarn\u001b[0m 2 rows without a date\n', maxHeight: 90 }),
        code: `controls.log({
  id: 'text-log', maxHeight: 90,
  value: '\\u001b[32mok\\u001b[0m  read 10,000 rows\\n\\u001b[33mwarn\\u001b[0m 2 rows without a date\\n',
})`,
        live: null,
        props: { value: ['text | null', 'The text.'], callback: ['text', 'Name of a long callback, instead of value.'], maxHeight: ['number', 'Pixels; 320 by default.'] },
      },
    ],
  }
}
