import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, longCallback, Output } from 'simmer'

export default defineTask({
  title: '3. Cancel a job',
  description: 'A second button ends the job and everything it started.',
  layout: html.div([
    html.div([html.p('Button not clicked', { id: 'paragraph_id' })]),
    html.button('Run Job!', { id: 'button_id' }),
    html.button('Cancel Running Job!', { id: 'cancel_button_id' }),
  ]),
  callbacks: [longCallback({
    output: Output('paragraph_id', 'children'),
    inputs: Input('button_id', 'nClicks'),
    running: [
      [Output('button_id', 'disabled'), true, false],
      [Output('cancel_button_id', 'disabled'), false, true],
    ],
    cancel: [Input('cancel_button_id', 'nClicks')],
    async run(nClicks) {
      await sleep(2000)
      return `Clicked ${nClicks ?? 0} times`
    },
  })],
})
