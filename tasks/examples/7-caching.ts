import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, launchUid, longCallback, Output } from 'simmer'

export default defineTask({
  title: '7. Cached results',
  description: 'After four clicks the counter starts again, and the results are there at once, until the app is started anew.',
  cacheBy: [launchUid()],
  expire: 60,
  layout: html.div([
    html.div([html.p('Button not clicked', { id: 'paragraph_id' })]),
    html.button('Run Job!', { id: 'button_id' }),
    html.button('Cancel Running Job!', { id: 'cancel_button_id' }),
  ]),
  callbacks: [longCallback({
    output: [Output('paragraph_id', 'children'), Output('button_id', 'nClicks')],
    inputs: Input('button_id', 'nClicks'),
    running: [
      [Output('button_id', 'disabled'), true, false],
      [Output('cancel_button_id', 'disabled'), false, true],
    ],
    cancel: [Input('cancel_button_id', 'nClicks')],
    async run(nClicks) {
      await sleep(2000)
      return [`Clicked ${nClicks ?? 0} times`, (nClicks ?? 0) % 4]
    },
  })],
})
