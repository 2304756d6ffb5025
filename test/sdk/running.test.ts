import { describe, expect, it } from 'vitest'
import { brandAs, type CallbackId } from '../../src/shared/brand.ts'
import { defineConfig, defineTask, Input, longCallback, noUpdate, Output, PreventUpdate, setProps, ALL } from '../../src/sdk/index.ts'
import { callbackOf, isNoUpdate, isPreventUpdate } from '../../src/sdk/internal.ts'
import { page } from './loose-tasks.ts'

const id = (name: string): CallbackId => brandAs<CallbackId>(name)
const inputs = Input('run', 'nClicks')
const task = defineTask({ title: 'T', layout: page, onError: () => 'task', callbacks: [
  longCallback({ name: 'plain', inputs, output: [Output('p', 'children'), { q: Output('q', 'children') }], run: (n) => [n, { q: 'x' }], onError: () => 'own', cacheBy: [() => 'first', () => 'second'] }),
  longCallback({ name: 'steps', inputs, progress: { bar: Output('bar', 'value'), text: [Output('p', 'title')] }, run(setProgress, n) { setProgress({ bar: 1, text: ['one'] }); setProgress({ bar: noUpdate, text: noUpdate }); return n } }),
  longCallback({ name: 'free', inputs, run: () => new Date() }),
] })

describe('a callback to run', () => {
  it('gets setProgress first only where it has progress', () => {
    expect(callbackOf(task, undefined, id('plain')).run(null, [4])).toEqual([4, { q: 'x' }])
    const told: unknown[] = []
    expect(callbackOf(task, undefined, id('steps')).run((value) => { told.push(value) }, [5])).toBe(5)
    expect(told).toEqual([{ bar: 1, text: ['one'] }, { bar: noUpdate, text: noUpdate }])
    expect(callbackOf(task, undefined, id('steps')).run(null, [6])).toBe(6)
  })

  it('D3 throws at the call of setProgress where a value does not fit, with path, expected and received', () => {
    const wrong = defineTask({ title: 'T', layout: page, callbacks: [longCallback({ name: 'w', inputs, progress: { bar: [Output('bar', 'value')] }, run(setProgress) { (setProgress as (value: unknown) => void)({ bar: [1, 2] }) } })] })
    expect(() => callbackOf(wrong, undefined, id('w')).run(null, [1]))
      .toThrow(expect.objectContaining({ code: 'WRONG_SHAPE', message: 'The progress value does not fit at bar: expected 1 items, got 2 items', hint: 'It must have the shape {"bar":["bar.value"]}.' }) as Error)
  })

  it('B3 checks a result against the outputs, and F7 takes anything where there are none', () => {
    const plain = callbackOf(task, undefined, id('plain'))
    for (const fine of [['a', { q: 1 }], noUpdate, [noUpdate, { q: noUpdate }], ['a', noUpdate], structuredClone(['a', noUpdate])]) plain.checkResult(fine)
    const said = (value: unknown): unknown => { try { plain.checkResult(value) } catch (error) { return (error as Error).message } return null }
    expect(said(undefined)).toBe('The result does not fit: expected an array of 2, got undefined')
    expect(said(['a'])).toBe('The result does not fit: expected 2 items, got 1 items')
    expect(said(['a', { r: 1 }])).toBe('The result does not fit at [1]: expected the keys q, got the keys r')
    callbackOf(task, undefined, id('free')).checkResult(Symbol('anything'))
  })

  it('F4 takes the nearest onError', () => {
    const config = defineConfig({ onError: () => 'folder' })
    const bare = defineTask({ title: 'T', layout: page, callbacks: [longCallback({ name: 'x', inputs, run: () => 1 })] })
    expect([callbackOf(task, config, id('plain')), callbackOf(task, config, id('free')), callbackOf(bare, config, id('x')), callbackOf(bare, undefined, id('x'))].map(({ onError }) => onError?.(new Error('x'))))
      .toEqual(['own', 'task', 'folder', undefined])
  })

  it('H4 gives the functions of cacheBy by their place, the folder\'s too', () => {
    const { policies, descriptor } = callbackOf(task, undefined, id('plain'))
    expect([policies.map((each) => each?.()), descriptor.cacheBy]).toEqual([['first', 'second'], [{ policy: 'function', index: 0 }, { policy: 'function', index: 1 }]])
    const config = defineConfig({ cacheBy: [{ policy: 'user' }, () => 'of the folder'] })
    expect(callbackOf(task, config, id('free')).policies.map((each) => each?.())).toEqual([undefined, 'of the folder'])
    expect(callbackOf(task, undefined, id('free')).policies).toEqual([])
  })

  it('is not found under another id', () => {
    expect(() => callbackOf(task, undefined, id('plane'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND', hint: 'It has: plain; steps; free.' }) as Error)
  })
})

describe('marks', () => {
  it('are known after a structured clone', () => {
    expect([noUpdate, structuredClone(noUpdate), null, {}, 'noUpdate'].map(isNoUpdate)).toEqual([true, true, false, false, false])
    expect([new PreventUpdate(), new Error('PreventUpdate'), 'PreventUpdate'].map(isPreventUpdate)).toEqual([true, false, false])
  })

  it('name wildcards and dependencies plainly', () => {
    expect(Input({ type: 'row', index: ALL }, 'value', { optional: true })).toEqual({ kind: 'input', id: { type: 'row', index: { wildcard: 'ALL' } }, prop: 'value', optional: true })
    expect(() => { setProps('a', {}) }).toThrow('outside of a running callback')
  })
})
