import { setTimeout as sleep } from 'node:timers/promises'
import { callback, defineTask, html, Input, longCallback, Output } from 'simmer'
import { leaveMark } from './leave-mark.ts'

/** Runs until it is canceled, and says ten times a second where it is. */
async function goOn(setProgress: (step: number) => void): Promise<never> {
  leaveMark('crowd-runs')
  for (let step = 0; ; step += 1) {
    setProgress(step)
    await sleep(100)
  }
}

export default defineTask({
  title: 'Bench: answers in a crowd',
  layout: html.div([
    html.button('Fill', { id: 'fill' }), html.p('', { id: 'fillers' }),
    html.button('Go', { id: 'go' }), html.button('Stop', { id: 'stop' }), html.p('off', { id: 'long' }), html.p('', { id: 'step' }),
    html.button('Light', { id: 'light' }), html.p('', { id: 'lit' }),
  ]),
  callbacks: [
    longCallback({
      name: 'fill', inputs: Input('fill', 'nClicks'), progress: Output('fillers', 'title'), whenRunning: 'parallel', preventInitialCall: true,
      run: (setProgress) => goOn((step) => { setProgress(String(step)) }),
    }),
    longCallback({
      name: 'go', inputs: Input('go', 'nClicks'), running: [[Output('long', 'children'), 'on', 'off']], progress: Output('step', 'children'),
      cancel: Input('stop', 'nClicks'), preventInitialCall: true, run: (setProgress) => goOn(setProgress),
    }),
    callback({ output: Output('lit', 'children'), inputs: Input('light', 'nClicks'), preventInitialCall: true, run: (nClicks) => `lit ${nClicks ?? 0}` }),
  ],
})
