import { setTimeout as sleep } from 'node:timers/promises'
import { callback, controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'
import { galleryCard, liveId } from '../lib/gallery/gallery-card.ts'
import { galleryGroups } from '../lib/gallery/gallery-groups.ts'

const groups = galleryGroups()
const sheep = 5

/** Shows the props of each control as a callback gets them. */
const liveValues = groups.flatMap(({ entries }) => entries).flatMap(({ live }) => (live === null ? [] : [callback({
  name: `live ${live.id}`,
  output: Output(liveId(live.id), 'children'),
  inputs: Object.fromEntries(live.props.map((prop) => [prop, Input(live.id, prop)])),
  run: (values) => Object.entries(values).map(([prop, value]) => `${prop}: ${JSON.stringify(value)}`).join('\n'),
})]))

/** What has to be pressed before the controls of a tab show anything. */
const buttons: Readonly<Record<string, ReturnType<typeof html.div>>> = {
  Progress: html.div([html.button('Work', { id: 'work' }), html.button('Stop', { id: 'stop', disabled: true }), html.button('Start the interval', { id: 'start' })]),
}

export default defineTask({
  title: 'Controls',
  description: 'All controls that a page can have: try them, see what callbacks get, and take their code.',
  layout: controls.tabs(groups.map(({ title, about, entries }) => controls.tab(
    [html.p(about), buttons[title] ?? null, ...entries.map(galleryCard)], { label: title },
  )), { id: 'groups' }),
  callbacks: [
    ...liveValues,
    longCallback({
      name: 'work',
      output: [Output('counted', 'children'), Output('store', 'value')],
      inputs: Input('work', 'nClicks'),
      state: State<{ readonly rounds: number }>('store', 'value'),
      running: [[Output('work', 'disabled'), true, false], [Output('stop', 'disabled'), false, true]],
      cancel: Input('stop', 'nClicks'),
      progress: [Output('bar', 'value'), Output('bar', 'max'), Output('bar', 'text')],
      preventInitialCall: true,
      async run(setProgress, _nClicks, { rounds }) {
        setProgress([null, sheep, 'looking for the flock'])
        await sleep(1_000)
        for (let count = 1; count <= sheep; count += 1) {
          console.log(`\u001b[36msheep ${count}\u001b[0m jumps the fence`)
          setProgress([count, sheep, `sheep ${count} of ${sheep}`])
          await sleep(500)
        }
        return [`${sheep} sheep, round ${rounds + 1}.`, { rounds: rounds + 1 }]
      },
    }),
    callback({ output: Output('clock', 'disabled'), inputs: Input('start', 'nClicks'), preventInitialCall: true, run: (nClicks) => (nClicks ?? 0) % 2 === 0 }),
  ],
})
