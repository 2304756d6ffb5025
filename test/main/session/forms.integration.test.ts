import { describe, expect, test, vi } from 'vitest'
import { brandAs, type CallbackId, type PageId, type TaskId } from '../../../src/shared/brand.ts'
import type { CallbackCall } from '../../../src/shared/change.ts'
import { toErrorInfo, type ErrorInfo } from '../../../src/shared/errors.ts'
import { formProblems } from '../../../src/main/engine/form-problems.ts'
import { rememberRun } from '../../../src/main/session/form-handlers.ts'
import { hostsOn } from '../../support/host-processes.ts'
import { type SessionLab, sessionLab } from '../../support/session-lab.ts'

const script = (validate: string, params = "from: date({ default: '2026-01-01' }), to: date({ default: '2026-02-01' }), token: secret({ required: false })"): string => `
import { date, defineTask, integer, secret, text } from 'simmer'
export default defineTask({ title: 'Period', params: { ${params} }, cacheBy: [], ${validate} run: (values) => Object.keys(values).length })
`
const period = script("validate({ from, to, token }) { if (to < from) return { to: 'Must not be before from.' }; if (token === 'bad') return 'The token ' + token + ' is refused.' },")

function taskOf({ session }: SessionLab, path: string): TaskId {
  const task = session.catalog.tasks.find((each) => each.path === path)
  if (task === undefined) throw new Error(`no task ${path}`)
  return task.id
}
function callOf(lab: SessionLab, values: Readonly<Record<string, unknown>>): CallbackCall {
  return {
    taskId: taskOf(lab, 'period.ts'), callbackId: brandAs<CallbackId>('run'), instance: '', pageId: brandAs<PageId>('page'), args: [1, values],
    context: { triggered: [], inputs: {}, states: {} }, fresh: false,
  }
}
async function refusal(lab: SessionLab, values: Readonly<Record<string, unknown>>): Promise<ErrorInfo> {
  return lab.session.engine.trigger(callOf(lab, values)).then(() => { throw new Error('it was not refused') }, toErrorInfo)
}
const jobs = ({ session }: SessionLab): number => session.engine.jobs.length + session.store.jobs.ended(Number.MAX_SAFE_INTEGER, 50).length

describe('a form\'s values', () => {
  test('are checked before anything is queued, each by itself and then together by the script', async () => {
    const lab = await sessionLab({ 'period.ts': period })
    expect(await refusal(lab, { from: 'soon', to: '2026-02-30' })).toMatchObject({
      code: 'BAD_ARGUMENT', problems: [{ param: 'from', message: 'Expected a day like 2026-01-31, got "soon".' }, { param: 'to', message: 'Expected a day like 2026-01-31, got "2026-02-30".' }],
    })
    expect(hostsOn(lab.dataDir)).toEqual([])
    expect(await refusal(lab, { from: '2026-03-01', to: '2026-02-01' })).toMatchObject({ code: 'BAD_ARGUMENT', message: 'to: Must not be before from.', problems: [{ param: 'to', message: 'Must not be before from.' }] })
    expect(await refusal(lab, { from: '2026-01-01', to: '2026-02-01', token: 'bad' })).toMatchObject({ message: 'The token ••• is refused.', problems: [{ param: null, message: 'The token ••• is refused.' }] })
    expect(jobs(lab)).toBe(0)
    expect((await lab.run('period.ts', { from: '2026-01-01', to: '2026-02-01' })).job.state.status).toBe('succeeded')
  })

  test('H5: a hit asks no process whether it is valid: it was when it was computed', async () => {
    const lab = await sessionLab({ 'period.ts': period })
    await lab.run('period.ts')
    await lab.session.pageHosts[Symbol.asyncDispose]()
    await vi.waitFor(() => { expect(hostsOn(lab.dataDir)).toEqual([]) })
    expect((await lab.run('period.ts')).cached).not.toBeNull()
    expect(hostsOn(lab.dataDir)).toEqual([])
  })

  test('are told of a validate that throws with its line, and of one that answers with nonsense', async () => {
    const lab = await sessionLab({ 'period.ts': script("validate() {\n  throw new RangeError('no calendar')\n},"), 'odd.ts': script('validate: () => 5,') })
    expect(await refusal(lab, {})).toMatchObject({ code: 'TASK_THREW', message: 'no calendar', place: { line: 4 } })
    const odd = await lab.session.catalog.runnable(taskOf(lab, 'odd.ts'))
    await expect(formProblems(odd, {}, lab.session.pageHosts)).rejects.toThrow('validate gives text about the form, or an object of text by param; got')
    expect(jobs(lab)).toBe(0)
  })

  test('are not waited for longer than 10 s: a validate that hangs is ended, said so, and the next is asked anew', async () => {
    const lab = await sessionLab({ 'period.ts': script("validate({ from, to }) { if (to < from) for (;;); },") })
    expect(await refusal(lab, { from: '2026-03-01', to: '2026-02-01' })).toMatchObject({ code: 'HOST_FAILED', message: expect.stringContaining('validate did not answer within 10 s') as string })
    expect((await lab.run('period.ts', { from: '2026-01-01', to: '2026-02-01' })).job.state.status).toBe('succeeded')
  })

  test('that are hidden, or left empty beside a default, make no other key', async () => {
    const lab = await sessionLab({ 'period.ts': script('', "mode: text({ default: 'a' }), more: integer({ default: 1, shownWhen: { mode: 'b' } }), limit: integer({ default: 7 })") })
    await lab.run('period.ts', { mode: 'a', more: 5, limit: 7 })
    expect((await lab.run('period.ts', { mode: 'a', more: 6, limit: null })).cached).not.toBeNull()
    expect((await lab.run('period.ts', { mode: 'b', more: 6, limit: null })).cached).toBeNull()
  })

  test('can be asked about without a run', async () => {
    const lab = await sessionLab({ 'period.ts': period })
    const task = await lab.session.catalog.runnable(taskOf(lab, 'period.ts'))
    expect(await formProblems(task, { from: '2026-03-01', to: '2026-02-01' }, lab.session.pageHosts)).toEqual([{ param: 'to', message: 'Must not be before from.' }])
    expect(await formProblems(task, { from: '2026-01-01', to: '2026-02-01' }, lab.session.pageHosts)).toEqual([])
  })
})

describe('a form\'s memory', () => {
  const params = { limit: { kind: 'integer', default: 1 }, name: { kind: 'text', required: false }, token: { kind: 'secret', required: false } } as const

  test('has what was run last, after a restart too, and no secret', async () => {
    const lab = await sessionLab({ 'period.ts': period })
    const taskId = taskOf(lab, 'period.ts')
    rememberRun(lab.session, callOf(lab, { from: '2026-01-05', to: '2026-02-05', token: 'hunter2' }))
    await vi.waitFor(() => { expect(lab.session.store.settings.read(`form ${taskId}`)).toEqual({ last: { from: '2026-01-05', to: '2026-02-05' }, presets: [] }) })
    const next = await sessionLab({}, { dataDir: lab.dataDir, folder: lab.folder })
    const { descriptor } = await next.session.catalog.runnable(taskId)
    expect(next.session.forms.last(taskId, descriptor.params ?? {})).toEqual({ from: '2026-01-05', to: '2026-02-05' })
  })

  test('drops what fits its params no more, one by one, and damaged entries whole, without an error', async () => {
    const { session } = await sessionLab({ 'period.ts': period })
    const taskId = brandAs<TaskId>('folder/task.ts')
    session.forms.remember(taskId, params, { limit: 5, name: 'x' })
    expect(session.forms.last(taskId, { ...params, limit: { kind: 'integer', max: 3 } })).toEqual({ name: 'x' })
    expect(session.forms.last(taskId, { limit: { kind: 'text' } })).toEqual({})
    for (const damaged of [null, 5, 'x', [], { last: 5, presets: 'x' }, { presets: [5, { name: 1 }, { name: 'fine', values: {} }] }]) {
      session.store.settings.write(`form ${taskId}`, damaged)
      expect(session.forms.last(taskId, params)).toEqual({})
    }
    expect(session.forms.presets(taskId)).toEqual([{ name: 'fine', values: {} }])
  })

  test('keeps presets under names, in their order, tells every window, and takes a deleted one back to its place', async () => {
    const lab = await sessionLab({ 'period.ts': period })
    const { forms, batcher } = lab.session
    const taskId = brandAs<TaskId>('folder/task.ts')
    for (const name of ['a', ' b ', 'c']) forms.save(taskId, params, { name, values: { limit: 5, token: 'hunter2' }, at: null })
    forms.save(taskId, params, { name: 'b', values: { limit: 6 }, at: null })
    forms.rename(taskId, 'c', 'd')
    forms.remove(taskId, 'a')
    forms.save(taskId, params, { name: 'a', values: { limit: 5 }, at: 0 })
    expect(forms.presets(taskId)).toEqual([{ name: 'a', values: { limit: 5 } }, { name: 'b', values: { limit: 6 } }, { name: 'd', values: { limit: 5 } }])
    batcher.flush()
    expect(lab.changes.filter(({ change }) => change === 'presets')).toHaveLength(7)
    expect(lab.changes.at(-1)).toEqual({ change: 'presets', taskId, presets: forms.presets(taskId) })
    expect(() => { forms.rename(taskId, 'a', 'b') }).toThrow('There is a preset "b" already')
    expect(() => { forms.remove(taskId, 'gone') }).toThrow('There is no preset "gone" any more')
    expect(() => { forms.save(taskId, params, { name: '  ', values: {}, at: null }) }).toThrow('1 to 80 characters; got 0')
  })
})
