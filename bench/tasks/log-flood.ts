import { controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'

const line = (index: number): string => `line ${index} of what is printed\n`

/** Prints numbered lines: so many a second for so many seconds, or a million at once. */
export default defineTask({
  title: 'Many lines',
  layout: html.div([html.button('Go', { id: 'go' }), controls.input({ id: 'what', value: 'steady 2' }), html.p('', { id: 'out' })]),
  callbacks: [longCallback({
    name: 'print', output: Output('out', 'children'), inputs: Input('go', 'nClicks'), state: State<string>('what', 'value'), preventInitialCall: true,
    async run(_clicks, what) {
      const [kind, seconds] = what.split(' ')
      if (kind === 'million') {
        for (let from = 0; from < 1_000_000; from += 1_000) {
          const text = Array.from({ length: 1_000 }, (_, at) => line(from + at)).join('')
          if (!process.stdout.write(text)) await new Promise((resolve) => { process.stdout.once('drain', resolve) })
        }
        return 'a million lines'
      }
      const began = Date.now()
      const count = Number(seconds) * 10_000
      for (let printed = 0; printed < count;) {
        const due = Math.min(count, Math.floor((Date.now() - began) * 10))
        if (due > printed) process.stdout.write(Array.from({ length: due - printed }, (_, at) => line(printed + at)).join(''))
        printed = due
        await new Promise((resolve) => { setTimeout(resolve, 10) })
      }
      return `${count} lines`
    },
  })],
})
