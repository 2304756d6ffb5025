import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { callbackArguments } from '../../src/shared/callback-arguments.ts'
import type { CacheNote, Change, ResultRef } from '../../src/shared/change.ts'
import { isEnded, type Job } from '../../src/shared/job.ts'
import type { ParamValues } from '../../src/shared/params.ts'
import { openSession } from '../../src/main/session/open-session.ts'
import { repositoryPrograms } from '../../src/main/session/programs.ts'
import type { Session } from '../../src/main/session/session.ts'
import { scriptFolder } from './script-folder.ts'

/** How one run of a form task ended. */
export interface Ended { readonly job: Job; readonly result: ResultRef | null; readonly cached: CacheNote | null }

/** A real session, as the terminal has it, on scripts of the test's own; closed when the test ends. */
export interface SessionLab {
  readonly session: Session
  readonly folder: string
  readonly dataDir: string
  readonly changes: readonly Change[]
  /** Runs a form task to its end. Empty params take their defaults, as in the form. */
  run(script: string, values?: ParamValues, options?: { readonly fresh?: boolean }): Promise<Ended>
}

export async function sessionLab(files: Readonly<Record<string, string>>, given: { readonly dataDir?: string; readonly folder?: string } = {}): Promise<SessionLab> {
  const folder = given.folder ?? await scriptFolder(files)
  const dataDir = given.dataDir ?? await mkdtemp(path.join(tmpdir(), 'simmer-session-'))
  const changes: Change[] = []
  const waiting = new Map<string, (ended: Ended) => void>()
  const session = await openSession({
    kind: 'terminal', programs: repositoryPrograms(root), env: { ...process.env, SIMMER_DATA: dataDir, SIMMER_TASKS: folder }, version: 'test', documents: null,
    deliver: ({ changes: batch }) => {
      changes.push(...batch)
      for (const change of batch) {
        if (change.change !== 'job' || !isEnded(change.job.state)) continue
        waiting.get(change.job.id)?.({ job: change.job, result: change.result ?? null, cached: change.cached ?? null })
      }
    },
  })
  onTestFinished(async () => {
    await session[Symbol.asyncDispose]()
    if (given.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  })
  return {
    session, folder, dataDir, changes,
    async run(script, values = {}, { fresh = false } = {}) {
      const task = session.catalog.tasks.find((each) => each.path === script)
      if (task === undefined) throw new Error(`no task ${script} among ${session.catalog.tasks.map((each) => each.path).join(', ')}`)
      const { descriptor } = await session.catalog.runnable(task.id)
      const callback = descriptor.callbacks.find(({ id }) => id === 'run')
      if (callback === undefined) throw new Error('no form task')
      const args = callbackArguments(callback, ({ id }) => (typeof id === 'string' && id.startsWith('param-') ? values[id.slice(6)] ?? null : 1))
      const reply = await session.engine.trigger({ taskId: task.id, callbackId: callback.id, instance: '', pageId: null, args, context: { triggered: [], inputs: {}, states: {} }, fresh })
      if (reply.reply === 'ignored') throw new Error('ignored')
      if (reply.reply === 'cached') return { job: reply.job, result: reply.result, cached: reply.cached }
      return new Promise<Ended>((resolve) => {
        waiting.set(reply.job.id, resolve)
        const told = changes.find((change) => change.change === 'job' && change.job.id === reply.job.id && isEnded(change.job.state))
        if (told?.change === 'job') resolve({ job: told.job, result: told.result ?? null, cached: told.cached ?? null })
      })
    },
  }
}
