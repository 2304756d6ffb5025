import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, longCallback, Output } from 'simmer'

export default defineTask({
  title: '1. A simple job',
  description: 'A button starts a job of two seconds, which writes a paragraph.',
  layout: html.div([
    html.div([html.p('Button not clicked', { id: 'paragraph_id' })]),
    html.button('Run Job!', { id: 'button_id' }),
  ]),
  callbacks: [longCallback({
    output: Output('paragraph_id', 'children'),
    inputs: Input('button_id', 'nClicks'),
    async run(nClicks) {
      await sleep(2000)
      return `Clicked ${nClicks ?? 0} times`
    },
  })],
})
