import type { Outcome } from '../shared/outcome.ts'
import { type ErrorInfo, toErrorInfo } from '../shared/errors.ts'

/** One word of the command line. `run` answers with the exit code. */
export interface Command { readonly summary: string; readonly help: string; readonly run: (argv: readonly string[]) => Promise<number> }

/** Exit codes by outcome, so that scripts can tell them apart: 124 and 130 as `timeout` and a shell give them. */
export const exitCodes = {
  succeeded: 0, failed: 1, usage: 2, crashed: 3, memoryLimit: 4, interrupted: 5, timedOut: 124, canceled: 130,
} as const satisfies Readonly<Record<Outcome | 'usage', number>>

/** Says what is wrong with how a command was called. */
export function usageError(text: string): number {
  process.stderr.write(`${text.trimEnd()}\n`)
  return exitCodes.usage
}

/** Says an error as the window would: what, where, what to do, and the last lines of the log. */
export function sayError(thrown: unknown): void {
  for (const line of errorLines(toErrorInfo(thrown))) process.stderr.write(`${line}\n`)
}

/** An error in lines. */
export function errorLines(error: ErrorInfo): readonly string[] {
  return [
    `error: ${error.message}`,
    ...(error.place === undefined ? [] : [`  at ${error.place.file}:${error.place.line}${error.place.column === undefined ? '' : `:${error.place.column}`}`]),
    ...(error.lastLines ?? []).map((line) => `  | ${line}`),
    ...(error.hint === undefined ? [] : [`  ${error.hint}`]),
    ...(error.cause === undefined ? [] : [`  caused by: ${error.cause.message}`]),
  ]
}
