import type { HistoryQuery, HistoryRow } from '../shared/history.ts'
import { isEnded } from '../shared/job.ts'
import { type Outcome, outcomeOf, outcomes } from '../shared/outcome.ts'
import type { Session } from '../main/session/session.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'
import { findTask } from './find-task.ts'
import { retentionCommand } from './history-retention.ts'
import { openTerminalSession } from './terminal-session.ts'

const most = 20
/** Outcomes as they are typed: `timed-out`. */
const typed: Readonly<Record<string, Outcome>> = Object.fromEntries(outcomes.map((outcome) => [outcome.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`), outcome]))

interface Flags { readonly task: string | null; readonly outcomes: readonly Outcome[]; readonly words: string; readonly count: number; readonly json: boolean }

export const historyCommand: Command = {
  summary: 'lists runs that ended, newest first',
  help: `simmer history [TASK] [--outcome O] [--search WORDS] [--count N] [--json]
simmer history retention [--days N] [--runs N] [--gib N] [--log-days N] [--log-gib N]

  --outcome  ${Object.keys(typed).join(', ')}; may be given several times
  --search   whole words of inputs, errors and titles
  --count    how many, ${most} unless said
  --json     a line of JSON for each

  retention shows how much is kept, and sets it: "forever" or "any" for no limit. Pinned runs are always kept.

  simmer history count-primes --outcome failed --search sales
`,
  async run(argv) {
    if (argv[0] === 'retention') return retentionCommand(argv.slice(1))
    const flags = readFlags(argv)
    if (typeof flags === 'string') return usageError(`${flags}\n\n${historyCommand.help}`)
    const session = await openTerminalSession({ trust: false, task: undefined }, () => undefined)
    try {
      return await list(session, flags)
    } catch (thrown) {
      sayError(thrown)
      return exitCodes.failed
    } finally {
      await session[Symbol.asyncDispose]()
    }
  },
}

async function list(session: Session, { task, count, json, ...asked }: Flags): Promise<number> {
  if (task !== null) await session.catalog.checkAll()
  const query: HistoryQuery = { taskId: task === null ? null : findTask(session, task).id, before: null, ...asked }
  while (session.store.history.catchUp(1_000) > 0) await new Promise((resolve) => { setImmediate(resolve) })
  let left = count
  for (let before: number | null = null; left > 0;) {
    const page = session.store.history.page({ ...query, before })
    for (const row of page.rows.slice(0, left)) process.stdout.write(`${json ? JSON.stringify(jsonOf(row)) : lineOf(row)}\n`)
    left -= page.rows.length
    if (page.next === null) break
    before = page.next
  }
  return 0
}

function readFlags(argv: readonly string[]): Flags | string {
  let flags: Flags = { task: null, outcomes: [], words: '', count: most, json: false }
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    const value = argv[at + 1]
    if (word === '--json') { flags = { ...flags, json: true }; continue }
    if (!word.startsWith('--')) {
      if (flags.task !== null) return `Expected one task, got "${flags.task}" and "${word}".`
      flags = { ...flags, task: word }
      continue
    }
    if (value === undefined) return `${word} needs a value.`
    at += 1
    const outcome = typed[value]
    if (word === '--outcome' && outcome !== undefined) flags = { ...flags, outcomes: [...flags.outcomes, outcome] }
    else if (word === '--outcome') return `There is no outcome "${value}". There are: ${Object.keys(typed).join(', ')}.`
    else if (word === '--search') flags = { ...flags, words: value }
    else if (word === '--count' && /^\d+$/.test(value)) flags = { ...flags, count: Number(value) }
    else return word === '--count' ? `--count is a whole number, got "${value}".` : `There is no flag ${word}.`
  }
  return flags
}

function lineOf({ job, title, pinned, cached }: HistoryRow): string {
  const { state } = job
  const at = isEnded(state) ? new Date(state.finishedAt).toISOString().slice(0, 19).replace('T', ' ') : ''
  const took = cached !== null ? 'from cache' : isEnded(state) && state.startedAt !== null ? `${((state.finishedAt - state.startedAt) / 1_000).toFixed(1)} s` : ''
  return `${at}  ${(outcomeOf(state) ?? '').padEnd(11)} ${took.padStart(10)}  ${title}${job.label === '' ? '' : `: ${job.label}`}${pinned ? '  (pinned)' : ''}\n    ${job.id}`
}

function jsonOf({ job, title, pinned, cached }: HistoryRow): object {
  const { state } = job
  return {
    job: job.id, run: job.runId, task: job.taskId, title, label: job.label, outcome: outcomeOf(state), queuedAt: job.createdAt,
    ...(isEnded(state) ? { startedAt: state.startedAt, finishedAt: state.finishedAt } : {}), ...(state.status === 'failed' ? { error: state.error.message } : {}), cached: cached !== null, pinned,
  }
}
