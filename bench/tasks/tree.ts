import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { defineTask, html, Input, longCallback, Output } from 'simmer'
import { leaveMark } from './leave-mark.ts'

leaveMark('tree')

export default defineTask({
  title: 'Tree',
  description: 'Three levels of processes that would live for ever: the job, a shell, and what the shell started.',
  layout: html.div([html.button('Run', { id: 'go' }), html.p('', { id: 'out' }), html.p('', { id: 'pids' })]),
  callbacks: [longCallback({
    name: 'run', output: Output('out', 'children'), inputs: Input('go', 'nClicks'), progress: Output('pids', 'children'), preventInitialCall: true,
    async run(setProgress) {
      const shell = spawn('/bin/sh', ['-c', 'sleep 1000 & echo $$ $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] })
      const [line] = await once(shell.stdout, 'data') as [Buffer]
      setProgress(`${process.pid} ${line.toString().trim()}`)
      await once(shell, 'exit')
      return 'ended by itself'
    },
  })],
})
