import { controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('large-result')

export default defineTask({
  title: 'Large result',
  description: 'Returns an array of so many megabytes, another one each time, and when it returned it.',
  layout: html.div([
    controls.input({ id: 'size', type: 'number', value: 10 }), html.button('Run', { id: 'go' }), html.p('', { id: 'out' }), controls.store({ id: 'array' }),
  ]),
  callbacks: [longCallback({
    name: 'run', output: [Output('array', 'value'), Output('out', 'children')], inputs: Input('go', 'nClicks'), state: State<number>('size', 'value'), preventInitialCall: true,
    cacheBy: [],
    run: (nClicks, megabytes) => {
      const array = new Float64Array(megabytes * 125_000).map((_, index) => index * 1.1)
      array[0] = Math.random() + (nClicks ?? 0)
      return [array, String(performance.timeOrigin + performance.now())]
    },
  })],
})
