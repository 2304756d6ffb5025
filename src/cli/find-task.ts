import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import type { TaskSummary } from '../shared/task.ts'
import type { Session } from '../main/session/session.ts'

/** The task that a word on the command line means: its path in its folder with or without ending, or a script's path. */
export function findTask({ catalog }: Session, word: string): TaskSummary {
  const asPath = path.resolve(word)
  const named = catalog.tasks.filter((task) => catalog.fileOf(task.id) === asPath)
  const matches = named.length > 0 ? named : catalog.tasks.filter(({ path: inside }) => inside === word || stem(inside) === word || path.posix.basename(stem(inside)) === word)
  const [task, second] = matches
  if (second !== undefined) throw new AppError('BAD_ARGUMENT', `"${word}" may mean ${matches.map((match) => stem(match.path)).join(' or ')}`, { hint: 'Say it with its folder.' })
  if (task !== undefined) return task
  const hint = existsSync(asPath) ? 'Add --trust to run scripts of that folder.' : `There are: ${catalog.tasks.map((known) => stem(known.path)).join(', ') || 'none'}.`
  throw new AppError('NOT_FOUND', `There is no task "${word}"`, { hint })
}

function stem(file: string): string {
  return file.replace(/\.[cm]?[jt]s$/, '')
}
