import { callbackArguments } from '../shared/callback-arguments.ts'
import type { CallbackCall } from '../shared/change.ts'
import { AppError, toErrorInfo } from '../shared/errors.ts'
import type { ParamSpecs, ParamValues } from '../shared/params.ts'
import type { CallbackDescriptor } from '../shared/task.ts'
import { whereItStands } from '../main/session/queue-view.ts'
import type { Session } from '../main/session/session.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'
import { findTask } from './find-task.ts'
import { JobWatch } from './job-watch.ts'
import { askSecrets } from './ask-secrets.ts'
import { flagProblems, type OwnFlags, parseOwnFlags, parseParamFlags, problemLines } from './param-flags.ts'
import { sayEnd } from './say-end.ts'
import { secretVariable } from './secret-variable.ts'
import { openTerminalSession } from './terminal-session.ts'

export const runCommand: Command = {
  summary: 'runs a task and shows its progress and result',
  help: `simmer run TASK [--param value …] [--json] [--fresh] [--trust]

  TASK     a name as "simmer list" shows it, or the path of a script
  --json   prints one last line of JSON instead of text
  --fresh  does not look into the cache, and replaces what it holds
  --trust  trusts the folder of the script from now on

  Lists are given by repeating a flag or with commas, ranges as 1..5, spans of time as "1 h 30 min", days as 2026-01-31,
  JSON as text. A secret comes from SIMMER_SECRET_NAME in the environment, or is asked for.

  Ctrl+C cancels; where the script uses its grace, a second Ctrl+C ends it at once. Exit codes: 0 succeeded, 1 failed,
  2 wrong usage, 3 crashed, 4 over its memory limit, 5 interrupted, 124 timed out, 130 canceled.

  simmer run count-primes --limit 1000000
  simmer run csv-profile --file sales.csv --json
`,
  async run(argv) {
    const flags = parseOwnFlags(argv)
    if (flags.task === undefined) return usageError(`Which task?\n\n${runCommand.help}`)
    const watch = new JobWatch(process.stderr, (jobId) => whereItStands(session.store.jobs, session.engine.queue.state, jobId))
    const session = await openTerminalSession(flags, (batch) => { watch.take(batch) })
    try {
      for (const { title, text } of session.board.notices) process.stderr.write(`${title}\n  ${text}\n`)
      return await runTask(session, { argv, flags, task: flags.task, watch })
    } catch (thrown) {
      watch.clear()
      sayError(thrown)
      return exitCodes.failed
    } finally {
      await session[Symbol.asyncDispose]()
    }
  },
}

interface Asked { readonly argv: readonly string[]; readonly flags: OwnFlags; readonly task: string; readonly watch: JobWatch }

async function runTask(session: Session, { argv, flags, task, watch }: Asked): Promise<number> {
  const summary = findTask(session, task)
  const { descriptor } = await session.catalog.runnable(summary.id)
  const callback = descriptor.callbacks.find(({ id }) => id === 'run')
  if (descriptor.params === null || callback === undefined) {
    throw new AppError('BAD_ARGUMENT', `${summary.path} is a page of its own, not a form with one Run`, { hint: 'Open it in the window.' })
  }
  const read = await readValues(argv, descriptor.params)
  if (typeof read === 'number') return read
  const call: CallbackCall = {
    taskId: summary.id, callbackId: callback.id, instance: '', pageId: null, args: formArguments(callback, read),
    context: { triggered: [], inputs: {}, states: {} }, fresh: flags.fresh,
  }
  const startedAt = Date.now()
  let reply
  try { reply = await session.engine.trigger(call) } catch (thrown) {
    const { problems } = toErrorInfo(thrown)
    if (problems === undefined) throw thrown
    return usageError(problemLines(descriptor.params, problems).join('\n'))
  }
  if (reply.reply === 'ignored') throw new AppError('INTERNAL', 'A terminal has no page whose job could be in the way')
  const end = reply.reply === 'cached'
    ? { job: reply.job, result: reply.result, cached: reply.cached }
    : await watch.follow(reply.job, {
      cancel: () => { session.engine.cancel(reply.job.id, 'terminal') }, force: () => { session.engine.force(reply.job.id, 'terminal') },
    })
  watch.clear()
  return sayEnd(session, end, { json: flags.json, seconds: (Date.now() - startedAt) / 1_000 })
}

/** The values to run with, or the exit code where there are none. */
async function readValues(argv: readonly string[], specs: ParamSpecs): Promise<ParamValues | number> {
  const read = parseParamFlags(argv, specs, process.env)
  if ('problems' in read) return usageError(read.problems.join('\n'))
  for (const name of read.onCommandLine) {
    process.stderr.write(`warning: --${name} on the command line can be read by other programs, and stays in your shell's history. Set ${secretVariable(name)} instead, or leave it out to be asked.\n`)
  }
  const { stdin: input, stderr: output } = process
  const values = input.isTTY && output.isTTY ? await askSecrets(specs, read.values, { input, output }) : read.values
  if (values === undefined) return exitCodes.canceled
  const problems = flagProblems(specs, values)
  return problems.length === 0 ? values : usageError(problems.join('\n'))
}

/** The same arguments that the form's page would pass, so that both share cache entries. */
function formArguments(callback: CallbackDescriptor, values: ParamValues): CallbackCall['args'] {
  return callbackArguments(callback, ({ id }) => (typeof id === 'string' && id.startsWith('param-') ? values[id.slice('param-'.length)] : 1))
}

