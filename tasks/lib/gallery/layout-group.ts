import { controls, html } from 'simmer'
import type { GalleryGroup } from './gallery-entry.ts'

/** What holds other components. */
export function layoutGroup(): GalleryGroup {
  return {
    title: 'Layout', about: 'What holds other components. All elements of html are there too, with nClicks, style, className, aria-* and data-*.',
    entries: [
      {
        name: 'controls.tabs', about: 'Several pages in one place. A hidden tab keeps what is in it, and callbacks go on with it.',
        demo: controls.tabs([
          controls.tab(html.p('What was found.'), { label: 'Result' }),
          controls.tab(html.p('How it was found.'), { label: 'Method' }),
        ], { id: 'tabs' }),
        code: `controls.tabs([
  controls.tab(html.p('What was found.'), { label: 'Result' }),
  controls.tab(html.p('How it was found.'), { label: 'Method' }),
], { id: 'tabs' })`,
        live: { id: 'tabs', props: ['value'] },
        props: { value: ['text | null', 'The value of the tab that is shown; the first by default.'], children: ['list of controls.tab', 'The tabs.'] },
      },
      {
        name: 'controls.tab', about: 'One page of controls.tabs.',
        demo: controls.tabs([controls.tab('Open.', { label: 'This' }), controls.tab('Closed.', { label: 'That', disabled: true })]),
        code: `controls.tabs([
  controls.tab('Open.', { label: 'This' }),
  controls.tab('Closed.', { label: 'That', disabled: true }),
])`,
        live: null,
        props: {
          label: ['text', 'What is on the tab.'], value: ['text', 'What tabs.value is while it is shown; the label by default.'],
          disabled: ['boolean', 'Cannot be turned to.'], children: ['components', 'What is on the page.'],
        },
      },
      {
        name: 'html.button', about: 'Every element of html counts its clicks, here a button.',
        demo: html.button('Press me', { id: 'button', title: 'Counts its clicks' }),
        code: "html.button('Press me', { id: 'button', title: 'Counts its clicks' })",
        live: { id: 'button', props: ['nClicks'] },
        props: { nClicks: ['number | null', 'Counts clicks; null before the first.'], disabled: ['boolean', 'Cannot be pressed.'], children: ['components', 'What is on it.'] },
      },
    ],
  }
}
