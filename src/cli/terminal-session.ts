import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChangeBatch } from '../shared/contract.ts'
import { openSession } from '../main/session/open-session.ts'
import { repositoryPrograms } from '../main/session/programs.ts'
import type { Session } from '../main/session/session.ts'
import type { OwnFlags } from './param-flags.ts'

/** `worksQueue`: this command stays until the queue is empty, so that it takes what others left in it. */
export interface SessionFlags extends Pick<OwnFlags, 'task' | 'trust'> { readonly worksQueue?: boolean }

/** A session without windows on the data folder that the app uses too. A script given by path brings its folder along. */
export async function openTerminalSession(flags: SessionFlags, deliver: (batch: ChangeBatch) => void): Promise<Session> {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
  const programs = repositoryPrograms(root)
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string }
  const session = await openSession({ kind: 'terminal', worksQueue: flags.worksQueue === true, programs, env: process.env, version, documents: null, deliver })
  const script = flags.task === undefined ? null : path.resolve(flags.task)
  if (script !== null && existsSync(script) && statSync(script).isFile() && !session.catalog.hasFile(script)) {
    const folder = await session.catalog.addFolder(path.dirname(script), { remember: flags.trust })
    if (flags.trust) await session.catalog.trustFolder(folder.id)
  }
  return session
}
