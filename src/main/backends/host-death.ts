import type { ErrorInfo } from '../../shared/errors.ts'
import type { HostExit } from './host-process.ts'

/** What a process that ended before its callback did is told as (R17). `exit` null: it lives, and closed its channel. */
export function crashError(exit: HostExit | null, lastLines: readonly string[]): ErrorInfo {
  const { message, hint } = explain(exit, lastLines)
  return { code: 'CRASHED', message, ...(hint === undefined ? {} : { hint }), lastLines }
}

function explain(exit: HostExit | null, lastLines: readonly string[]): { readonly message: string; readonly hint?: string } {
  if (exit === null) return { message: 'The script\'s process closed its connection to Simmer', hint: 'Descriptor 3 is Simmer\'s: do not write to it or close it.' }
  if (lastLines.some((line) => line.includes('JavaScript heap out of memory'))) {
    return { message: 'The script ran out of JavaScript memory', hint: 'Keep less at once (typed arrays and streams count outside of this limit), or take `runtime: \'node\'`, which has a larger one.' }
  }
  switch (exit.signal) {
    case null: return { message: `The script's process ended with exit code ${String(exit.code)} before its callback returned`, hint: 'Return from the callback instead of calling process.exit.' }
    case 'SIGKILL': return { message: 'The script\'s process was killed from outside (SIGKILL)', hint: 'The system does so when memory runs short.' }
    case 'SIGSEGV': case 'SIGBUS': case 'SIGILL': case 'SIGFPE': case 'SIGTRAP':
      return { message: `The script's process crashed (${exit.signal})`, hint: 'A native addon or the runtime itself failed.' }
    default: return { message: `The script's process was ended by ${exit.signal}` }
  }
}
