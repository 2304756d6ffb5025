import { brandAs, type CallbackId } from '../shared/brand.ts'
import { callbackArguments } from '../shared/callback-arguments.ts'
import { AppError } from '../shared/errors.ts'
import { isPlainObject } from '../shared/grouping.ts'
import { paramDefaults, type ParamValues } from '../shared/params.ts'
import { readJson } from '../shared/reading/read-json.ts'
import type { Session } from '../main/session/session.ts'
import { usageError } from './command.ts'
import { findTask } from './find-task.ts'

/** Queues a run of a form task for each line of `text`, an object of params as JSON; nothing where one of them is wrong. */
export async function queueMany(session: Session, { task, text }: { readonly task: string; readonly text: string }): Promise<number> {
  const summary = findTask(session, task)
  const { descriptor: { callbacks, params } } = await session.catalog.runnable(summary.id)
  const callback = callbacks.find(({ id }) => id === brandAs<CallbackId>('run'))
  if (params === null || callback === undefined) throw new AppError('BAD_ARGUMENT', `${summary.path} is a page of its own, not a form with one Run`, { hint: 'Open it in the window.' })
  const lines = text.split('\n').map((line, at) => ({ at, line: line.trim() })).filter(({ line }) => line !== '')
  const read = lines.map(({ at, line }) => ({ at, ...readRow(line) }))
  const unread = read.flatMap((row) => ('problem' in row ? [`line ${row.at + 1}: ${row.problem}`] : Object.keys(row.values).filter((name) => !(name in params)).map((name) => `line ${row.at + 1}: there is no param "${name}"`)))
  if (unread.length > 0) return usageError(unread.join('\n'))
  const values = read.map((row): ParamValues => ({ ...paramDefaults(params), ...('values' in row ? row.values : {}) }))
  const args = values.map((each) => callbackArguments(callback, ({ id }) => (typeof id === 'string' && id.startsWith('param-') ? each[id.slice('param-'.length)] : 1)))
  // They are left to the app, or to whoever works through the queue next: nothing is to start here for a moment and be ended.
  const reply = await session.engine.rest(() => session.engine.triggerMany({ taskId: summary.id, callbackId: callback.id, args, fresh: false }).then((answer) => {
    session.engine.leaveQueue()
    return answer
  }))
  if (reply.reply === 'refused') return usageError(reply.rows.flatMap(({ row, problems }) => problems.map(({ param, message }) => `line ${(lines[row]?.at ?? row) + 1}: ${param === null ? '' : `${param}: `}${message}`)).join('\n'))
  process.stdout.write(`${reply.jobs.length.toLocaleString('en')} queued${reply.cached.length === 0 ? '' : `, ${reply.cached.length.toLocaleString('en')} answered from the cache`}.\n`)
  return 0
}

function readRow(line: string): { readonly values: ParamValues } | { readonly problem: string } {
  const read = readJson(line)
  if (!read.ok) return { problem: read.message }
  return isPlainObject(read.value) ? { values: read.value } : { problem: 'Expected an object of params, such as {"limit": 10}.' }
}
