import { inspect } from 'node:util'
import type { ResultRef } from '../shared/change.ts'
import { AppError } from '../shared/errors.ts'
import type { Job } from '../shared/job.ts'
import { outcomeOf } from '../shared/outcome.ts'
import { receiptWords } from '../shared/receipt-words.ts'
import { resultFilesIn } from '../shared/result-files-in.ts'
import type { Session } from '../main/session/session.ts'
import { exitCodes, errorLines } from './command.ts'
import type { JobEnd } from './job-watch.ts'

/** Prints how a run ended and answers with the exit code. `--json` is one line on stdout and nothing else there. */
export function sayEnd(session: Session, end: JobEnd, { json, seconds }: { readonly json: boolean; readonly seconds: number }): number {
  const { state } = end.job
  const value = state.status === 'succeeded' && end.result !== null ? resultValue(session, end.result) : undefined
  const files = resultFilesIn(value).map((file) => ({ name: file.name, size: file.size, path: session.store.values.fileOf(file.hash) }))
  if (json) process.stdout.write(`${JSON.stringify({ ...jsonEnd(end.job, value, seconds), ...(files.length === 0 ? {} : { files }) })}\n`)
  if (state.status === 'succeeded') {
    if (!json) {
      process.stdout.write(`${inspect(value, { depth: 6, maxArrayLength: 50, colors: process.stdout.isTTY })}\n`)
      for (const { name, size, path } of files) process.stdout.write(`${name}, ${size.toLocaleString('en')} bytes, is in ${path}\n`)
      process.stderr.write(end.cached === null ? `succeeded in ${seconds.toFixed(2)} s\n`
        : `from cache, computed ${new Date(end.cached.computedAt).toLocaleString()}, took ${(end.cached.tookMs / 1_000).toFixed(2)} s then\n`)
    }
    return exitCodes.succeeded
  }
  if (state.status === 'canceled') {
    process.stderr.write(`canceled. ${receiptWords(state.receipt)}\n`)
    return exitCodes.canceled
  }
  if (state.status !== 'failed') return exitCodes.failed
  // The log's last lines stand right above.
  const { lastLines: _, ...error } = state.error
  for (const line of errorLines(error)) process.stderr.write(`${line}\n`)
  if (state.receipt !== null && state.receipt.ended > 0) process.stderr.write(`  ${receiptWords(state.receipt)}\n`)
  return exitCodes[outcomeOf(state) ?? 'failed']
}

function resultValue({ store }: Session, result: ResultRef): unknown {
  switch (result.kind) {
    case 'value': return result.value
    case 'noUpdate': return undefined
    case 'stored': {
      const bytes = store.values.read(result.stored.hash)
      if (bytes === undefined) throw new AppError('NOT_FOUND', 'The result is lost or damaged on disk', { hint: 'Run it again with --fresh.' })
      return store.codec.decode(bytes)
    }
  }
}

function jsonEnd({ state }: Job, value: unknown, seconds: number): object {
  if (state.status === 'succeeded') return { outcome: 'succeeded', from: state.from === 'cache' ? 'cache' : 'run', value, seconds }
  if (state.status === 'failed') {
    const { code, message, hint, place } = state.error
    return { outcome: outcomeOf(state), code, message, ...(hint === undefined ? {} : { hint }), ...(place === undefined ? {} : { place }), receipt: state.receipt, seconds }
  }
  return { outcome: state.status, seconds, ...(state.status === 'canceled' ? { receipt: state.receipt } : {}) }
}
