import { setTimeout as sleep } from 'node:timers/promises'
import { controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'
import { leaveMark } from './leave-mark.ts'

const line = `${'A line as a script prints it, with a number: '.padEnd(95, '.')}1234\n`
/** ms between two spells of talking. */
const spell = 5

/** Sets so many progress values and prints so many bytes a second, until it is canceled. */
async function talk(setProgress: (step: number) => void, { values, bytes }: { readonly values: number; readonly bytes: number }): Promise<never> {
  leaveMark('chatter-runs')
  const began = performance.now()
  let [step, printed] = [0, 0]
  for (;;) {
    const seconds = (performance.now() - began) / 1_000
    while (step < seconds * values) { step += 1; setProgress(step) }
    const lines = Math.floor((seconds * bytes - printed) / line.length)
    if (lines > 0) process.stdout.write(line.repeat(lines))
    printed += lines * line.length
    await sleep(spell)
  }
}

/** As fast as the process can, in turns that let nothing else through; until it is canceled. */
async function flood(setProgress: (step: number) => void): Promise<never> {
  leaveMark('chatter-runs')
  for (let step = 0; ; step += 1) {
    for (let value = 0; value < 1_000; value += 1) setProgress(step * 1_000 + value)
    await new Promise((written) => { process.stdout.write(line.repeat(1_000), written) })
  }
}

export default defineTask({
  title: 'Bench: talks without end',
  layout: html.div([
    controls.input({ id: 'how', value: 'talk' }), controls.input({ id: 'typed', value: '' }),
    html.button('Fill', { id: 'fill' }), html.p('', { id: 'fillers' }),
    html.button('Go', { id: 'go' }), html.button('Stop', { id: 'stop' }), html.p('off', { id: 'long' }), html.p('', { id: 'step' }),
  ]),
  callbacks: [
    longCallback({
      name: 'fill', inputs: Input('fill', 'nClicks'), state: State<string>('how', 'value'), progress: Output('fillers', 'children'), interval: 1,
      whenRunning: 'parallel', preventInitialCall: true,
      run: (setProgress, _nClicks, how) => (how === 'flood' ? flood(setProgress) : talk(setProgress, { values: 1_000, bytes: 1_000_000 })),
    }),
    longCallback({
      name: 'go', inputs: Input('go', 'nClicks'), running: [[Output('long', 'children'), 'on', 'off']], progress: Output('step', 'children'),
      cancel: Input('stop', 'nClicks'), preventInitialCall: true,
      run: (setProgress) => talk(setProgress, { values: 10, bytes: 1_000 }),
    }),
  ],
})
