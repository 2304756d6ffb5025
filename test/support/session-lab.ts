import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { callbackArguments } from '../../src/shared/callback-arguments.ts'
import type { CacheNote, Change, ResultRef } from '../../src/shared/change.ts'
import type { Dependency } from '../../src/shared/dependency.ts'
import { isEnded, type Job } from '../../src/shared/job.ts'
import type { ParamValues } from '../../src/shared/params.ts'
import type { CallbackDescriptor, TaskSummary } from '../../src/shared/task.ts'
import type { Clock } from '../../src/main/engine/ports.ts'
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
  /** Runs a long callback to its end with what `read` gives for each of its inputs and states. */
  runCallback(script: string, callback: CallbackDescriptor, options: CallbackWish): Promise<Ended>
  taskOf(script: string): TaskSummary
}

export interface CallbackWish { readonly read: (dependency: Dependency) => unknown; readonly fresh?: boolean }

export async function sessionLab(files: Readonly<Record<string, string>>, given: { readonly dataDir?: string; readonly folder?: string; readonly clock?: Clock } = {}): Promise<SessionLab> {
  const folder = given.folder ?? await scriptFolder(files)
  const dataDir = given.dataDir ?? await mkdtemp(path.join(tmpdir(), 'simmer-session-'))
  const changes: Change[] = []
  const waiting = new Map<string, (ended: Ended) => void>()
  const session = await openSession({
    kind: 'terminal', programs: repositoryPrograms(root), env: { ...process.env, SIMMER_DATA: dataDir, SIMMER_TASKS: folder }, version: 'test', documents: null,
    ...(given.clock === undefined ? {} : { clock: given.clock }),
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
  const taskOf = (script: string): TaskSummary => {
    const task = session.catalog.tasks.find((each) => each.path === script)
    if (task === undefined) throw new Error(`no task ${script} among ${session.catalog.tasks.map((each) => each.path).join(', ')}`)
    return task
  }
  const runCallback: SessionLab['runCallback'] = async (script, callback, { read, fresh = false }) => {
    const args = callbackArguments(callback, read)
    const reply = await session.engine.trigger({ taskId: taskOf(script).id, callbackId: callback.id, instance: '', pageId: null, args, context: { triggered: [], inputs: {}, states: {} }, fresh })
    if (reply.reply === 'ignored') throw new Error('ignored')
    if (reply.reply === 'cached') return { job: reply.job, result: reply.result, cached: reply.cached }
    return new Promise<Ended>((resolve) => {
      waiting.set(reply.job.id, resolve)
      const told = changes.find((change) => change.change === 'job' && change.job.id === reply.job.id && isEnded(change.job.state))
      if (told?.change === 'job') resolve({ job: told.job, result: told.result ?? null, cached: told.cached ?? null })
    })
  }
  return {
    session, folder, dataDir, changes, taskOf, runCallback,
    async run(script, values = {}, { fresh = false } = {}) {
      const { descriptor } = await session.catalog.runnable(taskOf(script).id)
      const callback = descriptor.callbacks.find(({ id }) => id === 'run')
      if (callback === undefined) throw new Error('no form task')
      return runCallback(script, callback, { read: ({ id }) => (typeof id === 'string' && id.startsWith('param-') ? values[id.slice(6)] ?? null : 1), fresh })
    },
  }
}
