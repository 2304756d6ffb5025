import { callbackArguments } from '../shared/callback-arguments.ts'
import type { CallbackCall } from '../shared/change.ts'
import { AppError } from '../shared/errors.ts'
import type { ParamValues } from '../shared/params.ts'
import type { CallbackDescriptor } from '../shared/task.ts'
import type { Session } from '../main/session/session.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'
import { findTask } from './find-task.ts'
import { JobWatch } from './job-watch.ts'
import { type OwnFlags, parseOwnFlags, parseParamFlags } from './param-flags.ts'
import { sayEnd } from './say-end.ts'
import { openTerminalSession } from './terminal-session.ts'

export const runCommand: Command = {
  summary: 'runs a task and shows its progress and result',
  help: `simmer run TASK [--param value …] [--json] [--fresh] [--trust]

  TASK     a name as "simmer list" shows it, or the path of a script
  --json   prints one last line of JSON instead of text
  --fresh  does not look into the cache, and replaces what it holds
  --trust  trusts the folder of the script from now on

  simmer run count-primes --limit 1000000
  simmer run csv-profile --file sales.csv --json
`,
  async run(argv) {
    const flags = parseOwnFlags(argv)
    if (flags.task === undefined) return usageError(`Which task?\n\n${runCommand.help}`)
    const watch = new JobWatch(process.stderr)
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
  const values = parseParamFlags(argv, descriptor.params)
  if ('problems' in values) return usageError(values.problems.join('\n'))
  const call: CallbackCall = {
    taskId: summary.id, callbackId: callback.id, instance: '', pageId: null, args: formArguments(callback, values.values),
    context: { triggered: [], inputs: {}, states: {} }, fresh: flags.fresh,
  }
  const startedAt = Date.now()
  const reply = await session.engine.trigger(call)
  if (reply.reply === 'ignored') throw new AppError('INTERNAL', 'A terminal has no page whose job could be in the way')
  const end = reply.reply === 'cached'
    ? { job: reply.job, result: reply.result, cached: reply.cached }
    : await watch.follow(reply.job, () => { session.engine.cancel(reply.job.id, 'terminal') })
  watch.clear()
  return sayEnd(session, end, { json: flags.json, seconds: (Date.now() - startedAt) / 1_000 })
}

/** The same arguments that the form's page would pass, so that both share cache entries. */
function formArguments(callback: CallbackDescriptor, values: ParamValues): CallbackCall['args'] {
  return callbackArguments(callback, ({ id }) => (typeof id === 'string' && id.startsWith('param-') ? values[id.slice('param-'.length)] : 1))
}

