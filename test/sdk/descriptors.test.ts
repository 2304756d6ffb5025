import { describe, expect, it } from 'vitest'
import {
  arg, boolean, callback, choice, controls, defineConfig, defineTask, env, file, fileHash, fileMtime, folder, folderHash, gitHash, html, Input, integer, launchUid, longCallback,
  multiline, number, Output, State, text, user, value,
} from '../../src/sdk/index.ts'
import { describeTask } from '../../src/sdk/internal.ts'
import { described, page } from './loose-tasks.ts'

const run = () => null

describe('what is described', () => {
  it('has every default filled in', () => {
    const [long] = described([{}]).callbacks
    expect(long).toEqual({
      id: 'p.children', kind: 'long', output: { kind: 'output', id: 'p', prop: 'children' }, inputs: { kind: 'input', id: 'run', prop: 'nClicks' }, state: null,
      preventInitialCall: false, running: [], cancel: [], progress: null, progressDefault: null, interval: 100, whenRunning: 'replace', cacheBy: null,
      cacheArgsToSkip: [], expire: null, codeInKey: true, timeout: null, memoryLimit: null, cancelGrace: 2, retries: null, runtime: 'app', priority: 'normal', niceness: 5,
      concurrency: null, resources: {}, onInterrupted: 'fail', keepFiles: false, hasOnError: false,
    })
  })

  it('is plain and cloneable', () => {
    const task = defineTask({ title: 'T', layout: page, callbacks: [longCallback({ inputs: { a: [Input('run', 'nClicks')] }, cacheBy: [() => 3, value(new Map([[1, 2]]))], run })] })
    expect(structuredClone(describeTask(task, undefined))).toEqual(describeTask(task, undefined))
  })

  it('takes the nearest of callback, task and folder, and false turns the cache off', () => {
    const inherit = { title: 'T', layout: page, expire: 7, onError: run }
    const config = defineConfig({ cacheBy: [launchUid()], expire: 9, concurrency: 2, resources: { gpu: 2 } })
    const task = defineTask({ ...inherit, callbacks: [
      longCallback({ name: 'a', inputs: Input('run', 'nClicks'), expire: 5, resources: { gpu: 1 }, run }),
      longCallback({ name: 'b', inputs: Input('run', 'nClicks'), cacheBy: false, concurrency: 1, run }),
      callback({ name: 'c', inputs: Input('run', 'nClicks'), run }),
    ] })
    const { callbacks, resources } = describeTask(task, config)
    expect(callbacks.map(({ cacheBy, expire, concurrency, hasOnError }) => [cacheBy, expire, concurrency, hasOnError])).toEqual([
      [[{ policy: 'launchUid' }], 5, 2, true], [null, 7, 1, true], [null, null, null, true],
    ])
    expect(resources).toEqual({ gpu: 2 })
  })

  it('H4 keeps policies as data', () => {
    const fields = { file: State<string>('p', 'children'), folder: State<string>('q', 'children') }
    const task = defineTask({ title: 'T', layout: page, callbacks: [longCallback({ inputs: { n: Input('run', 'nClicks') }, state: fields, run, cacheBy: [
      launchUid(), fileMtime('a.csv'), fileHash(arg('file')), folderHash(arg('folder')), folderHash('x', { content: true }), gitHash(), gitHash('sub'), user(), env('HOME'), value([1]), () => 1,
    ] })] })
    expect(describeTask(task, undefined).callbacks[0]?.cacheBy).toEqual([
      { policy: 'launchUid' }, { policy: 'fileMtime', of: { path: 'a.csv' } }, { policy: 'fileHash', of: { arg: 'file' } }, { policy: 'folderHash', of: { arg: 'folder' }, content: false },
      { policy: 'folderHash', of: { path: 'x' }, content: true }, { policy: 'gitHash', of: null }, { policy: 'gitHash', of: { path: 'sub' } }, { policy: 'user' },
      { policy: 'env', name: 'HOME' }, { policy: 'value', value: [1] }, { policy: 'function', index: 10 },
    ])
  })

  it('names callbacks by their name, else their outputs, else their inputs', () => {
    const ids = described([
      { output: [Output('p', 'children'), Output('q', 'children')] }, { output: undefined, inputs: [Input('run', 'nClicks'), State('q', 'children')] }, { output: undefined, name: 'mine' },
    ]).callbacks.map(({ id }) => id)
    expect(ids).toEqual(['p.children, q.children', 'run.nClicks, q.children', 'mine'])
  })

  it('reads retries in both forms', () => {
    expect(described([{ retries: 3 }]).callbacks[0]?.retries).toEqual({ times: 3, delay: 1, factor: 2 })
    expect(described([{ retries: { times: 1, delay: 0, factor: 1.5 } }]).callbacks[0]?.retries).toEqual({ times: 1, delay: 0, factor: 1.5 })
    expect(described([{ retries: 0 }]).callbacks[0]?.retries).toBeNull()
  })
})

describe('components', () => {
  it('I1 takes children first and then props, or props alone', () => {
    expect(html.p('text', { id: 'p' })).toEqual({ component: 'p', props: { children: 'text', id: 'p' } })
    expect(html.progress({ id: 'bar', max: 3 })).toEqual({ component: 'progress', props: { id: 'bar', max: 3 } })
    expect(html.div(html.p('in'))).toEqual({ component: 'div', props: { children: { component: 'p', props: { children: 'in' } } } })
    expect([html.div(), html.div([]), html.p(null), html.p(0)].map(({ props }) => props)).toEqual([{}, { children: [] }, { children: null }, { children: 0 }])
    expect(Object.keys(html)).not.toEqual(expect.arrayContaining(['script']))
  })

  it('I2 names controls as pages draw them, with what they start with', () => {
    expect(controls.rangeSlider({ id: 'r' })).toEqual({ component: 'range-slider', props: { value: null, id: 'r' } })
    expect(controls.radioItems({ options: ['a'], value: 'a' })).toEqual({ component: 'radio-items', props: { options: ['a'], value: 'a' } })
    expect(controls.markdown('**x**', { id: 'm' })).toEqual({ component: 'markdown', props: { children: '**x**', id: 'm' } })
    expect(controls.markdown({ children: 'x' })).toEqual({ component: 'markdown', props: { children: 'x' } })
  })
})

describe('params', () => {
  it('are plain data', () => {
    expect(integer({ label: 'N', default: 3, min: 1 })).toEqual({ kind: 'integer', label: 'N', default: 3, min: 1 })
    expect(boolean()).toEqual({ kind: 'boolean', default: false })
    expect(choice({ choices: ['a', { label: 'B', value: 'b' }] })).toEqual({ kind: 'choice', choices: [{ label: 'a', value: 'a' }, { label: 'B', value: 'b' }] })
    expect([text(), multiline(), folder(), file(), number()].map(({ kind }) => kind)).toEqual(['text', 'multiline', 'folder', 'file', 'number'])
  })

  it.each([
    ['integer', () => integer({ default: 1.5 }), 'whole number'], ['number', () => number({ label: 'Rate', default: 3, max: 2 }), 'param "Rate"'],
    ['text', () => text({ default: 'x', pattern: '[0-9]+' }), 'text like'], ['choice', () => choice({ choices: ['a'], default: 'b' as 'a' }), 'one of a'],
    ['choice', () => choice({ choices: [] }), 'at least one'], ['boolean', () => boolean({ default: 'no' as unknown as boolean }), 'yes or no'],
  ])('refuse a wrong default or no choice: %s', (_kind, make, said) => {
    expect(make).toThrow(expect.objectContaining({ code: 'SCRIPT_REFUSED', message: expect.stringContaining(said) as string }) as Error)
  })
})
