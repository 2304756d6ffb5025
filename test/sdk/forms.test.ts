import { afterEach, describe, expect, it } from 'vitest'
import { brandAs, type CallbackId } from '../../src/shared/brand.ts'
import { callbackArguments } from '../../src/shared/callback-arguments.ts'
import { idKey } from '../../src/shared/dependency.ts'
import { arg, boolean, defineTask, file, fileMtime, integer, jobContext, type JobContext, text } from '../../src/sdk/index.ts'
import { callbackOf, describeTask, jobContextKey } from '../../src/sdk/internal.ts'
import { refusedTask } from './loose-tasks.ts'

const runId = brandAs<CallbackId>('run')
const seen: unknown[] = []
const task = defineTask({
  title: 'Form', description: 'A form', cacheBy: [fileMtime(arg('table'))], cacheArgsToSkip: 'note', timeout: 5,
  params: { limit: integer({ default: 3 }), table: file(), note: text({ required: false }), deep: boolean() },
  run(values, job) {
    seen.push(values, job.scriptDir)
    job.progress(0.5, 'half')
    job.progress(null)
    job.progress(1, 'whole')
    return values.limit
  },
})

/** Plays the host: offers a context while `act` runs. */
function inJob<T>(context: Partial<JobContext>, act: () => T): T {
  Object.assign(globalThis, { [jobContextKey]: () => context })
  return act()
}
afterEach(() => { Object.assign(globalThis, { [jobContextKey]: undefined }); seen.length = 0 })

describe('a form task', () => {
  it('becomes one long callback with a page made for it', () => {
    const { layout, callbacks: [run], params, description } = describeTask(task, undefined)
    expect([description, Object.keys(params ?? {})]).toEqual(['A form', ['limit', 'table', 'note', 'deep']])
    expect(run).toMatchObject({
      id: 'run', kind: 'long', inputs: { id: 'run', prop: 'nClicks' }, output: { id: 'result', prop: 'value' }, cancel: [{ id: 'cancel', prop: 'nClicks' }],
      running: [{ target: { id: 'cancel', prop: 'disabled' }, during: false, after: true }], progress: [{ id: 'bar', prop: 'value' }, { id: 'status', prop: 'children' }],
      preventInitialCall: true, whenRunning: 'queue', cacheArgsToSkip: [0, 'note'], timeout: 5, cacheBy: [{ policy: 'fileMtime', of: { arg: 'table' } }],
    })
    expect(layout).toMatchObject({ component: 'form-page', props: { id: 'form' } })
    const children = layout.props.children as readonly { component: string; props: Record<string, unknown> }[]
    expect(children.map(({ component, props }) => [component, props['id']])).toEqual([
      ['param', 'param-limit'], ['param', 'param-table'], ['param', 'param-note'], ['param', 'param-deep'],
      ['run-button', 'run'], ['cancel-button', 'cancel'], ['progress', 'bar'], ['status-text', 'status'], ['result', 'result'],
    ])
    expect(children.slice(0, 4).map(({ props }) => props['value'])).toEqual([3, null, null, false])
  })

  it('gives run the values by name with defaults filled in and paths absolute, and progress as fraction and last message', () => {
    const runnable = callbackOf(task, undefined, runId)
    const { descriptor, policies } = runnable
    const props: Readonly<Record<string, unknown>> = { run: 1, 'param-limit': null, 'param-table': './data/x.csv', 'param-note': null, 'param-deep': true }
    const args = callbackArguments(descriptor, ({ id }) => props[idKey(id)])
    const progress: unknown[] = []
    const value = inJob({ scriptDir: '/tasks' }, () => runnable.run((step) => { progress.push(step) }, args))
    expect([value, policies]).toEqual([3, [undefined]])
    expect(seen).toEqual([{ limit: 3, table: '/tasks/data/x.csv', note: null, deep: true }, '/tasks'])
    expect(progress).toEqual([[0.5, 'half'], [null, 'half'], [1, 'whole']])
  })

  it('leaves absolute paths as they are, on every system', () => {
    for (const given of ['/data/x.csv', 'C:\\data\\x.csv', '\\\\server\\share\\x.csv']) {
      inJob({ scriptDir: '/tasks' }, () => callbackOf(task, undefined, runId).run(null, [1, { limit: 1, table: given, note: '', deep: false }]))
      expect(seen[0]).toMatchObject({ table: given })
      seen.length = 0
    }
  })

  it('refuses values that do not fit their params', () => {
    expect(() => inJob({ scriptDir: '/tasks' }, () => callbackOf(task, undefined, runId).run(null, [1, { limit: 'x', table: null, note: null, deep: false }])))
      .toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT', message: 'limit: Expected a number, got "x". table: This is required.' }) as Error)
  })

  it('keeps the context live: the host notices that the script reads the signal', () => {
    let reads = 0
    class Context {
      readonly scriptDir = '/tasks'
      readonly #own = new AbortController()
      get signal(): AbortSignal { reads += 1; return this.#own.signal }
      listeners(): number { return this.#own.signal.aborted ? 0 : 1 }
    }
    const uses = defineTask({ title: 'S', run: (_values, job) => [job.signal.aborted, (job as unknown as Context).listeners()] })
    expect(inJob(new Context() as unknown as JobContext, () => callbackOf(uses, undefined, runId).run(null, [1, {}]))).toEqual([false, 1])
    expect(reads).toBe(1)
  })

  it.each([
    [{ params: { a: 3 } }, 'params.a is the number 3'], [{ params: { 'a.b': integer() } }, 'name of a param'], [{ params: { a: { kind: 'integer', min: 5, max: 1 } } }, 'min is 5 and max is 1'],
    [{ params: { a: { kind: 'text', pattern: '(' } } }, 'no regular expression'], [{ params: { a: { kind: 'integer', default: 'x' } } }, 'default is wrong'], [{ params: [] }, 'params is an object'],
    [{ params: {}, cacheArgsToSkip: 'b' }, 'unknown argument "b"'], [{ params: { file: { kind: 'file' } }, cacheBy: [fileMtime(arg('fil'))] }, 'unknown argument "fil"'],
  ])('A8 refuses %j', (options, said) => {
    expect(refusedTask({ title: 'T', run: () => 1, ...options }).message).toContain(said)
  })
})

describe('jobContext', () => {
  it('throws outside of a running callback', () => {
    expect(() => jobContext()).toThrow(expect.objectContaining({ code: 'REFUSED' }) as Error)
  })
})
