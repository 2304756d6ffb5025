import { defineTask, html, Input, longCallback, Output } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('first-line')

export default defineTask({
  title: 'First line',
  description: 'Tells when its first line ran, on the clock that all processes of a computer share.',
  layout: html.div([html.button('Run', { id: 'go' }), html.p('', { id: 'out' })]),
  callbacks: [longCallback({
    name: 'run', output: Output('out', 'children'), inputs: Input('go', 'nClicks'), preventInitialCall: true,
    run: () => String(process.hrtime.bigint()),
  })],
})
