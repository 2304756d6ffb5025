import { controls, defineTask, html, Input, longCallback, Output, State } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('progress-flood')

const calls = 1_000_000
/** ms */
const busyFor = 4_000
const megabyte = 1_000_000

const now = (): number => performance.timeOrigin + performance.now()

/** µs a call of a function that does nothing, in the same loop. */
function emptyLoop(): number {
  let last: unknown
  const nothing = (value: unknown): void => { last = value }
  const began = performance.now()
  for (let call = 0; call < calls; call += 1) nothing([call, ''])
  if (last === undefined) throw new Error('The loop was left out')
  return (performance.now() - began) * 1_000 / calls
}

function flood(setProgress: (value: [unknown, string]) => void): string {
  const bare = emptyLoop()
  const before = process.memoryUsage().rss
  const began = performance.now()
  for (let call = 0; call < calls; call += 1) setProgress([call, ''])
  const took = (performance.now() - began) * 1_000 / calls
  return JSON.stringify({ took, bare, megabytes: (process.memoryUsage().rss - before) / 1e6 })
}

/** A value of 1 MB every 100 ms from a loop that never lets go; each says when it was set. */
function largeValues(setProgress: (value: [unknown, string]) => void): string {
  const end = performance.now() + busyFor
  for (let next = performance.now(); performance.now() < end;) {
    if (performance.now() < next) continue
    setProgress([new Uint8Array(megabyte).fill(1), String(now())])
    next += 100
  }
  return JSON.stringify({ large: true })
}

export default defineTask({
  title: 'Progress flood',
  description: 'Sets progress a million times; or large values from a loop that never lets go.',
  layout: html.div([
    controls.input({ id: 'what', value: 'flood' }), html.button('Run', { id: 'go' }), html.p('', { id: 'out' }), html.p('', { id: 'at' }), controls.store({ id: 'value' }),
  ]),
  callbacks: [longCallback({
    name: 'run', output: Output('out', 'children'), inputs: Input('go', 'nClicks'), state: State<string>('what', 'value'), preventInitialCall: true,
    progress: [Output('value', 'value'), Output('at', 'children')],
    run: (setProgress, _nClicks, what) => {
      const set = (value: [unknown, string]): void => { setProgress(value) }
      return what === 'flood' ? flood(set) : largeValues(set)
    },
  })],
})
