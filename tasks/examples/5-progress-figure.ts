import { setTimeout as sleep } from 'node:timers/promises'
import { controls, defineTask, type Figure, html, Input, longCallback, Output } from 'simmer'

function makeProgressGraph(progress: number, total: number): Figure {
  return {
    data: [{ type: 'bar', x: [progress] }],
    layout: {
      xaxis: { range: [0, total] },
      yaxis: { showticklabels: false },
      height: 100,
      margin: { t: 20, b: 40 },
    },
  }
}

export default defineTask({
  title: '5. Progress as a figure',
  description: 'Progress can write any prop, here a Plotly figure, and has a value of its own while no job runs.',
  layout: html.div([
    html.div([
      html.p('Button not clicked', { id: 'paragraph_id' }),
      controls.graph({ id: 'progress_bar_graph', figure: makeProgressGraph(0, 10) }),
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
      [Output('progress_bar_graph', 'style'), { visibility: 'visible' }, { visibility: 'hidden' }],
    ],
    cancel: [Input('cancel_button_id', 'nClicks')],
    progress: Output('progress_bar_graph', 'figure'),
    progressDefault: makeProgressGraph(0, 10),
    interval: 1000,
    async run(setProgress, nClicks) {
      const total = 10
      for (let i = 0; i < total; i += 1) {
        await sleep(500)
        setProgress(makeProgressGraph(i, total))
      }
      return `Clicked ${nClicks ?? 0} times`
    },
  })],
})
