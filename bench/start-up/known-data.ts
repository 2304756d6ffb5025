import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { openSession } from '../../src/main/session/open-session.ts'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import { writeTasks } from './known-tasks.ts'
import { writeHistory } from './write-history.ts'

export interface KnownData { readonly folder: string; readonly env: Readonly<Record<string, string>> }

/** A data folder as long use leaves it: so many tasks looked at before, and so many runs in history. */
export async function knownData(counts: { readonly tasks: number; readonly runs: number }): Promise<KnownData> {
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-'))
  const env = { SIMMER_DATA: path.join(folder, 'data'), SIMMER_TASKS: path.join(folder, 'tasks') }
  writeTasks(env.SIMMER_TASKS, counts.tasks)
  const session = await openSession({ kind: 'terminal', programs: repositoryPrograms(root), env, version: '0', documents: null, deliver: () => undefined })
  await session.catalog.checkAll()
  const { tasks } = session.catalog
  await session[Symbol.asyncDispose]()
  const unready = tasks.find(({ state }) => state !== 'ready')
  if (unready !== undefined || tasks.length !== counts.tasks) throw new Error(`Expected ${counts.tasks} tasks ready, got ${tasks.length}: ${JSON.stringify(unready)}`)
  writeHistory(env.SIMMER_DATA, tasks.map(({ id }) => id), counts.runs)
  return { folder, env }
}
