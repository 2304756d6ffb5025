// The same three levels as bench/tasks/tree.ts, without Simmer around them.
import { spawn } from 'node:child_process'

const shell = spawn('/bin/sh', ['-c', 'sleep 1000 & echo $$ $!; wait'], { stdio: ['ignore', 'pipe', 'ignore'] })
shell.stdout.once('data', (line) => process.send?.(`${process.pid} ${String(line).trim()}`))
