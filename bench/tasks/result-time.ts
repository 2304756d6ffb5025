import { defineTask, html, Input, longCallback, Output } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('result-time')

export default defineTask({
  title: 'Result time',
  description: 'Returns when it returned, on the clock that the window has too.',
  layout: html.div([html.button('Run', { id: 'go' }), html.p('', { id: 'out' })]),
  callbacks: [longCallback({
    name: 'run', output: Output('out', 'children'), inputs: Input('go', 'nClicks'), preventInitialCall: true,
    run: () => String(performance.timeOrigin + performance.now()),
  })],
})
