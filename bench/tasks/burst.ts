import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineTask, html, Input, longCallback, Output } from 'simmer'

/** ms: a second, scaled so that a machine with two cores gets through a thousand. */
const second = 20

/** `b` as a job begins and `e` as it ends, in the order of all jobs. */
function mark(letter: 'b' | 'e'): void { appendFileSync(`${process.env['BENCH_MARKS'] ?? '.'}/bursts`, letter) }

export default defineTask({
  title: 'Bench: bursts',
  layout: html.div([
    html.button('Fill', { id: 'fill' }), html.p('', { id: 'filled' }),
    html.button('Go', { id: 'go' }), html.button('Stop', { id: 'stop' }), html.p('off', { id: 'long' }),
  ]),
  callbacks: [
    longCallback({
      name: 'fill', output: Output('filled', 'children'), inputs: Input('fill', 'nClicks'), whenRunning: 'parallel', preventInitialCall: true,
      async run(nClicks) {
        mark('b')
        await sleep(second)
        mark('e')
        return nClicks
      },
    }),
    longCallback({
      name: 'go', inputs: Input('go', 'nClicks'), running: [[Output('long', 'children'), 'on', 'off']], cancel: Input('stop', 'nClicks'), preventInitialCall: true,
      run: () => sleep(60_000),
    }),
  ],
})
