import type { CacheGroup } from '../shared/cache-view.ts'
import { AppError } from '../shared/errors.ts'
import { readSize } from '../shared/read-size.ts'
import { sizeWords } from '../shared/size-words.ts'
import type { Session } from '../main/session/session.ts'
import { entryLine, groupLine, sumLine } from './cache-lines.ts'
import { type Command, exitCodes, sayError, usageError } from './command.ts'
import { openTerminalSession } from './terminal-session.ts'

export const cacheCommand: Command = {
  summary: 'lists, pins and clears cached results',
  help: `simmer cache list [TASK] [--json]
simmer cache pin KEY | unpin KEY
simmer cache clear TASK | --all
simmer cache limit [SIZE]

  TASK   a script's path in its folder, as "simmer cache list" shows it, with or without its ending
  KEY    the first letters of a result's key
  SIZE   how much all cached results may take: 500 MB, 2 GiB; without it, the limit is told

  A pinned result is neither evicted nor cleared, and does not become too old.
`,
  async run(argv) {
    const [action = '', ...rest] = argv.filter((word) => word !== '--json' && word !== '--all')
    const act = actions[action]
    if (act === undefined) return usageError(`What about the cache?\n\n${cacheCommand.help}`)
    const session = await openTerminalSession({ trust: false, task: undefined }, () => undefined)
    try {
      return await act(session, { words: rest, json: argv.includes('--json'), all: argv.includes('--all') })
    } catch (thrown) {
      sayError(thrown)
      return exitCodes.failed
    } finally { await session[Symbol.asyncDispose]() }
  },
}

interface Asked { readonly words: readonly string[]; readonly json: boolean; readonly all: boolean }
type Action = (session: Session, asked: Asked) => number | Promise<number>

const actions: Readonly<Record<string, Action>> = {
  list: (session, { words: [task], json }) => list(session, task, json),
  pin: (session, { words }) => pin(session, words, true),
  unpin: (session, { words }) => pin(session, words, false),
  clear,
  limit: ({ cacheDesk }, { words }) => {
    if (words.length === 0) return say(`${sizeWords(cacheDesk.summary().limit)}\n`)
    const bytes = readSize(words.join(' '))
    if (bytes === undefined) return usageError(`"${words.join(' ')}" is no size; write it as 500 MB or 2 GiB`)
    cacheDesk.setLimit(bytes)
    return say(`The cache may have ${sizeWords(bytes)} from now on.\n`)
  },
}

function list({ cacheDesk }: Session, task: string | undefined, json: boolean): number {
  const summary = cacheDesk.summary()
  const groups = task === undefined ? summary.groups : groupsOf(summary.groups, task)
  const entries = task === undefined ? [] : groups.flatMap((group) => [...entriesOf(cacheDesk, group)])
  if (json) return say(`${JSON.stringify(task === undefined ? { ...summary, nextOut: undefined } : entries)}\n`)
  const now = Date.now()
  const lines = task === undefined ? [...groups.map(groupLine), sumLine(summary)] : entries.map((entry) => entryLine(entry, now))
  return say(lines.map((line) => `${line}\n`).join(''))
}

function* entriesOf(desk: Session['cacheDesk'], { taskPath, callbackId }: CacheGroup) {
  for (let page = desk.page({ taskPath, callbackId, after: null }); ; page = desk.page({ taskPath, callbackId, after: page.entries.at(-1)?.cursor ?? null })) {
    yield* page.entries
    if (!page.more) return
  }
}

function pin({ cacheDesk }: Session, [start]: readonly string[], pinned: boolean): number {
  if (start === undefined) return usageError('Which result? Give the first letters of its key.')
  const key = cacheDesk.keyLike(start)
  cacheDesk.pin(key, pinned)
  return say(`${key.slice(0, 12)} is ${pinned ? 'pinned' : 'no longer pinned'}.\n`)
}

async function clear({ cacheDesk }: Session, { words: [task], all }: Asked): Promise<number> {
  if ((task === undefined) !== all) return usageError('Clear which task? Name it, or say --all.')
  const { groups } = cacheDesk.summary()
  let count = 0
  for (const group of task === undefined ? groups : groupsOf(groups, task)) count += await cacheDesk.clear(group)
  return say(`${count} ${count === 1 ? 'result' : 'results'} removed.\n`)
}

function groupsOf(groups: readonly CacheGroup[], task: string): readonly CacheGroup[] {
  const found = groups.filter(({ taskPath }) => taskPath === task || taskPath.replace(/\.[cm]?[jt]s$/u, '') === task)
  if (found.length > 0) return found
  const names = [...new Set(groups.map(({ taskPath }) => taskPath))]
  throw new AppError('NOT_FOUND', `The cache has nothing of "${task}"`, { hint: names.length === 0 ? 'It is empty.' : `It has results of ${names.join(', ')}.` })
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}
