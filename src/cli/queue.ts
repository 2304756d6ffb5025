import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { brandAs, type JobId } from '../shared/brand.ts'
import { AppError } from '../shared/errors.ts'
import { waitWords } from '../shared/queue/wait-words.ts'
import { queueLines } from '../main/session/queue-view.ts'
import type { Session } from '../main/session/session.ts'
import { type Command, usageError } from './command.ts'
import { findTask } from './find-task.ts'
import { queueMany } from './queue-many.ts'
import { openTerminalSession } from './terminal-session.ts'

const help = `simmer queue [WORD …]

  list                           what waits, in order, and why (also without a word)
  add TASK --each FILE           queues a run for each line of FILE, an object of params as JSON, and leaves them to the app
  hold [JOB …]                   holds these jobs back, or the whole queue
  release [JOB …]                lets them, or the whole queue, go on
  drain                          starts nothing more; what runs goes on to its end
  move JOB up|down|first|last    changes the order
  priority JOB high|normal|low   changes how soon a job's turn comes
  cancel JOB … | --task TASK | --all

  JOB is an id as "simmer queue" shows it; its first characters are enough.
`

type Act = (session: Session, words: readonly string[], flags: Flags) => Promise<number> | number
interface Flags { readonly each?: string; readonly task?: string; readonly all?: boolean; readonly trust?: boolean }

const acts: Readonly<Record<string, Act>> = {
  list,
  add: async (session, [task], { each }) => {
    if (task === undefined || each === undefined) return usageError(help)
    return queueMany(session, { task, text: readFileSync(each === '-' ? 0 : each, 'utf8') })
  },
  hold: (session, words) => arrange(session, words, 'hold'),
  release: (session, words) => arrange(session, words, 'release'),
  drain: (session) => { session.engine.queue.setMode('draining'); return say('The queue is drained: nothing starts until "simmer queue release".') },
  move: (session, [job, to]) => {
    if (to !== 'up' && to !== 'down' && to !== 'first' && to !== 'last') return usageError(help)
    session.engine.queue.edit({ edit: 'move', jobIds: jobsOf(session, [job ?? '']), to })
    return list(session)
  },
  priority: (session, [job, priority]) => {
    if (priority !== 'high' && priority !== 'normal' && priority !== 'low') return usageError(help)
    session.engine.queue.edit({ edit: 'priority', jobIds: jobsOf(session, [job ?? '']), priority })
    return list(session)
  },
  cancel: (session, words, { task, all }) => {
    const of = task === undefined ? null : findTask(session, task).id
    const waiting = session.store.jobs.queuedJobs()
    const jobIds = of === null && all !== true ? jobsOf(session, words) : waiting.filter((job) => of === null || job.taskId === of).map(({ id }) => id)
    if (jobIds.length === 0) return words.length === 0 && of === null && all !== true ? usageError(help) : say('Nothing waits.')
    session.engine.queue.cancel(jobIds, 'terminal')
    return say(`${jobIds.length.toLocaleString('en')} canceled.`)
  },
}

export const queueCommand: Command = {
  summary: 'shows and changes what waits',
  help,
  async run(argv) {
    const { values, positionals: [word = 'list', ...words] } = parseArgs({
      args: [...argv], allowPositionals: true,
      options: { each: { type: 'string' }, task: { type: 'string' }, all: { type: 'boolean' }, trust: { type: 'boolean' } },
    })
    const act = acts[word]
    if (act === undefined) return usageError(`There is no "simmer queue ${word}".\n\n${help}`)
    const session = await openTerminalSession({ task: words[0], trust: values.trust === true }, () => undefined)
    try { return await act(session, words, values) } finally { await session[Symbol.asyncDispose]() }
  },
}

function list({ engine, store }: Session): number {
  const { state } = engine.queue
  const lines = queueLines(store.jobs, state)
  for (const { job, place, wait } of lines) process.stdout.write(`${String(place).padStart(5)}  ${job.id.slice(0, 8)}  ${job.taskId.split('/').slice(1).join('/')} ${job.label} (${waitWords(wait)})\n`)
  const running = store.jobs.runningJobs().length
  return say(`${lines.length.toLocaleString('en')} wait, ${running} run${state.mode === 'open' ? '' : `; the queue is ${state.mode === 'held' ? 'held' : running === 0 ? 'drained' : 'draining'}`}.`)
}

function arrange(session: Session, words: readonly string[], edit: 'hold' | 'release'): number {
  if (words.length === 0) session.engine.queue.setMode(edit === 'hold' ? 'held' : 'open')
  else session.engine.queue.edit({ edit, jobIds: jobsOf(session, words) })
  return list(session)
}

/** The queued jobs that beginnings of ids mean. */
function jobsOf({ store }: Session, words: readonly string[]): readonly JobId[] {
  const ids = store.jobs.queuedJobs().map(({ id }) => id)
  return words.map((word) => {
    const [found, second] = word === '' ? [] : ids.filter((id) => id.startsWith(word))
    if (second !== undefined) throw new AppError('BAD_ARGUMENT', `"${word}" may mean ${found ?? ''} or ${second}`, { hint: 'Say more of it.' })
    if (found === undefined) throw new AppError('NOT_FOUND', `No job that waits begins with "${word}"`, { hint: 'See "simmer queue".' })
    return brandAs<JobId>(found)
  })
}

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
