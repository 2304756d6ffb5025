import { defineTask, fileMtime, html, Input, launchUid, longCallback, Output, value } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('cached')

export default defineTask({
  title: 'Cached',
  description: 'Four results in turn, each computed once: the button is set back after the fourth.',
  layout: html.div([html.button('Run', { id: 'go' }), html.p('', { id: 'out' })]),
  callbacks: [longCallback({
    name: 'run', output: [Output('out', 'children'), Output('go', 'nClicks')], inputs: Input('go', 'nClicks'), preventInitialCall: true,
    cacheBy: [launchUid(), fileMtime('cached.ts'), value('one')],
    run: (nClicks) => [`Clicked ${nClicks ?? 0} times`, (nClicks ?? 0) % 4],
  })],
})
