import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, longCallback, Output } from 'simmer'

export default defineTask({
  title: '2. Disable the button while the job runs',
  description: 'Props can have other values for as long as a job runs.',
  layout: html.div([
    html.div([html.p('Button not clicked', { id: 'paragraph_id' })]),
    html.button('Run Job!', { id: 'button_id' }),
  ]),
  callbacks: [longCallback({
    output: Output('paragraph_id', 'children'),
    inputs: Input('button_id', 'nClicks'),
    running: [[Output('button_id', 'disabled'), true, false]],
    async run(nClicks) {
      await sleep(2000)
      return `Clicked ${nClicks ?? 0} times`
    },
  })],
})
