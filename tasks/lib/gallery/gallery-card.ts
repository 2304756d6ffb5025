import { type Component, controls, html } from 'simmer'
import type { GalleryEntry } from './gallery-entry.ts'

/** Where the live values of a control are shown. */
export function liveId(id: string): string {
  return `${id}-live`
}

/** An entry as a card: what it is, the control to try, its values as a callback gets them, its code and its props. */
export function galleryCard({ name, about, demo, code, props, live, wide = false }: GalleryEntry): Component {
  return html.article([
    html.h3(html.code(name)), html.p(about, { className: 'muted' }),
    live === null ? demo : html.div([
      html.div(demo), html.pre('', { 'id': liveId(live.id), 'role': 'region', 'aria-label': `What callbacks get of ${name}`, 'tabIndex': 0 }),
    ], wide ? {} : { className: 'columns' }),
    controls.tabs([
      controls.tab(controls.markdown(`\`\`\`ts\n${code}\n\`\`\``), { label: 'Code' }),
      controls.tab(propsTable(props), { label: 'Props' }),
    ]),
  ], { 'className': 'card', 'aria-label': name })
}

function propsTable(props: GalleryEntry['props']): Component {
  return html.table([
    html.thead(html.tr(['Prop', 'Takes', 'What it does'].map((head) => html.th(head, { scope: 'col' })))),
    html.tbody(Object.entries(props).map(([prop, [type, about]]) => html.tr([html.td(html.code(prop)), html.td(html.code(type)), html.td(about)]))),
  ])
}
