import { rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { goodEndings } from '../../../src/shared/endings/good-endings.ts'
import type { scriptEndings } from '../../../src/shared/endings/script-endings.ts'
import type { FailedAttempt } from '../../../src/shared/history.ts'
import type { EndingLab } from '../../support/ending-lab.ts'
import type { EndingRow } from './ending-row.ts'

const go = join(tmpdir(), `simmer-go-${randomUUID()}`)
const untilGo = `async () => {
  const { existsSync } = await import('node:fs')
  while (!existsSync(${JSON.stringify(go)})) await new Promise((resolve) => setTimeout(resolve, 10))
}`
const log = (folder: string, run: string): string => join(folder, 'data', 'logs', `${run}.log`)

export const goodRows: { readonly [Name in Exclude<keyof typeof goodEndings, 'scriptChanged' | 'scriptGone'>]: EndingRow } = {
  returns: { run: 'run: (_set, n) => n + 41', more: (_state, made) => { expect(resultIn(made.changes)).toEqual({ kind: 'value', value: 42 }) } },
  noUpdate: { run: 'run: () => { throw new PreventUpdate() }', more: (_state, made) => { expect(resultIn(made.changes)).toEqual({ kind: 'noUpdate' }) } },
  exitCodeSet: { run: 'run: async () => { process.exitCode = 3; return 1 }' },
  leftovers: {
    run: `run: async () => {
      const { spawn } = await import('node:child_process')
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("up")'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
      return new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text))))
    }`,
    more: async (_state, made) => { await made.printed('1 process that the script left was ended.') },
  },
  floodsProgress: {
    run: 'run: (set) => { const { setProps } = jobContext(); for (let n = 1; n <= 1e6; n += 1) { set(n); setProps("out", { title: n }) } return 1 }',
    more: (_state, made) => {
      const told = made.changes.flatMap((change) => (change.change === 'progress' ? [change.progress.value] : []))
      const props = made.changes.flatMap((change) => (change.change === 'props' ? change.props.value : []))
      expect([told.at(-1), props.at(-1)?.props]).toEqual([1_000_000, { title: 1_000_000 }])
      expect(told.length).toBeLessThan(10_000)
    },
  },
  workFolderGone: { run: 'run: async () => { (await import("node:fs")).rmSync(process.cwd(), { recursive: true }); return new Uint8Array(3e5) }' },
  killedAfterResult: {
    // By then its second thread has the channel, so that the process lives on.
    run: 'run: () => new Promise((resolve) => setTimeout(() => resolve(7), 300))',
    act: async (made, job) => {
      await made.until(() => made.engine.snapshotOf(job.id)?.job.state.status === 'running')
      made.beforeKept = () => { process.kill(made.process(job).pid, 'SIGKILL') }
      return undefined
    },
    more: (_state, made) => { expect(resultIn(made.changes)).toEqual({ kind: 'value', value: 7 }) },
  },
  resultBeforeCancel: {
    act: (made, job) => { made.beforeKept = () => { made.engine.cancel(job.id, 'user') }; return undefined },
    more: (_state, made) => { expect(resultIn(made.changes)).toEqual({ kind: 'value', value: 1 }) },
  },
  logUnwritable: {
    run: `run: async () => { console.log('lost'.repeat(40_000)); await (${untilGo})(); console.log('kept'); return 1 }`,
    before: (made) => { symlinkSync('/dev/full', log(made.folder, made.runId)) },
    act: async (made) => {
      // So much is written at once, and lost.
      await made.printed('lost'.repeat(40_000))
      unlinkSync(log(made.folder, made.runId))
      writeFileSync(go, '')
      return undefined
    },
    more: async (_state, made) => {
      await made.printed('kept\n')
      rmSync(go)
      expect(made.store.jobs.readLog(made.runId).map(({ text }) => text).join('')).toMatch(/^✂ About \d{5,} characters of output are left out here: they could not be written\.\n[lost]*\n?kept\n$/)
    },
  },
  retriedWell: {
    run: 'run: () => { if (jobContext().attempt < 3) throw new Error("not yet"); return jobContext().attempt }',
    change: { retries: { times: 2, delay: 0, factor: 1 } },
    more: async (_state, made) => {
      expect(resultIn(made.changes)).toEqual({ kind: 'value', value: 3 })
      expect(made.told).toBe('Attempt 1 of 3 failed: not yet. Trying again in 0 s.\nAttempt 2 of 3 failed: not yet. Trying again in 0 s.\n')
      await expect.poll(() => failedAttempts(made), { timeout: 20_000 }).toEqual([1, 2].map((attempt) => expect.objectContaining({
        attempt, error: expect.objectContaining({ code: 'TASK_THREW', message: 'not yet' }) as unknown,
      }) as unknown))
    },
  },
}

export const scriptRows: { readonly [Name in keyof typeof scriptEndings]: EndingRow } = {
  throws: {
    run: 'run: () => { console.log("so far"); throw new RangeError("No area for 2 sides") }', message: 'No area for 2 sides', place: true,
    more: (state) => { expect(state).toMatchObject({ error: { name: 'RangeError', stack: expect.stringContaining('No area') as string, lastLines: ['so far'] } }) },
  },
  throwsCause: {
    run: 'run: () => { throw new Error("No prices", { cause: new Error("No file", { cause: "the disk" }) }) }', message: 'No prices', place: true,
    more: (state) => { expect(state).toMatchObject({ error: { cause: { message: 'No file', cause: { message: 'the disk' } } } }) },
  },
  throwsSeveral: {
    run: 'run: () => Promise.any([1, 2, 3, 4].map(async (n) => { throw new Error("source " + n) }))', message: 'source 1; source 2; source 3; and 1 more',
    more: (state) => { expect(state).toMatchObject({ error: { name: 'AggregateError', cause: { message: 'source 1' } } }) },
  },
  throwsNonError: { run: 'run: () => { throw { odd: 1 } }', message: '{"odd":1}' },
  throwsUnreadable: { run: 'run: () => { const error = new Error(); Object.defineProperty(error, "message", { get() { throw new Error("no message") } }); throw error }', message: 'no message' },
  overflows: { run: 'run: () => { const again = (n) => again(n + 1) + 1; return again(0) }', place: true },
  rejects: { run: 'run: () => new Promise(() => { void Promise.reject(new Error("unheard")) })', message: 'unheard', place: true },
  throwsLater: { run: 'run: () => new Promise(() => { setTimeout(() => { throw new Error("later") }, 5) })', message: 'later', place: true },
  workerThrows: { run: `run: async () => { new (await import('node:worker_threads')).Worker('throw new Error("in the worker")', { eval: true }); await new Promise(() => { setInterval(() => {}, 1e6) }) }`, message: 'in the worker' },
  neverSettles: { run: 'run: () => new Promise(() => undefined)' },
  retriedInVain: {
    run: 'run: () => { throw new Error("try " + jobContext().attempt) }', change: { retries: { times: 1, delay: 0, factor: 1 } }, message: 'try 2',
    more: async (_state, made) => {
      await expect.poll(() => failedAttempts(made)?.map(({ error }) => error.message), { timeout: 20_000 }).toEqual(['try 1'])
    },
  },
}

/** As history has them, once nothing of the run is left; the last one is the run's own end. */
function failedAttempts({ changes, store }: EndingLab): readonly FailedAttempt[] | undefined {
  const told = changes.find((change) => change.change === 'job')
  return told?.change === 'job' ? store.history.record(told.job.id)?.failedAttempts : undefined
}

function resultIn(changes: readonly { readonly change: string }[]): unknown {
  return changes.flatMap((change) => ('result' in change ? [change.result] : [])).at(-1)
}
