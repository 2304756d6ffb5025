import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, longCallback, Output } from 'simmer'

export default defineTask({
  title: '4. A progress bar',
  description: 'The job says how far it is; the bar shows only while it runs.',
  layout: html.div([
    html.div([
      html.p('Button not clicked', { id: 'paragraph_id' }),
      html.progress({ id: 'progress_bar' }),
    ]),
    html.button('Run Job!', { id: 'button_id' }),
    html.button('Cancel Running Job!', { id: 'cancel_button_id' }),
  ]),
  callbacks: [longCallback({
    output: Output('paragraph_id', 'children'),
    inputs: Input('button_id', 'nClicks'),
    running: [
      [Output('button_id', 'disabled'), true, false],
      [Output('cancel_button_id', 'disabled'), false, true],
      [Output('paragraph_id', 'style'), { visibility: 'hidden' }, { visibility: 'visible' }],
      [Output('progress_bar', 'style'), { visibility: 'visible' }, { visibility: 'hidden' }],
    ],
    cancel: [Input('cancel_button_id', 'nClicks')],
    progress: [Output('progress_bar', 'value'), Output('progress_bar', 'max')],
    async run(setProgress, nClicks) {
      const total = 10
      for (let i = 0; i < total; i += 1) {
        await sleep(500)
        setProgress([i + 1, total])
      }
      return `Clicked ${nClicks ?? 0} times`
    },
  })],
})
