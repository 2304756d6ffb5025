import fc from 'fast-check'
import type { Component } from '../../../../src/shared/component.ts'
import type { ComponentId } from '../../../../src/shared/dependency.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../../../src/shared/task.ts'
import { ALL, ALLSMALLER, el, input, light, long, MATCH, output, state, task } from './descriptors.ts'

export const plainIds = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'] as const
export const rowIds: readonly ComponentId[] = [1, 2, 3].map((n) => ({ kind: 'row', n }))
/** What a callback may put on the page and take off again. */
export const insertedIds: readonly ComponentId[] = [4, 5, 6].map((n) => ({ kind: 'row', n }))
export const allIds: readonly ComponentId[] = [...plainIds, ...rowIds, ...insertedIds]
const field = (id: ComponentId): Component => el('input', { id, value: 'start', busy: false, title: null, progress: 'declared' })

/** Some of the rows that can be inserted, in one order or the other, some nested. */
export function delivery(choice: number): readonly Component[] {
  const rows = insertedIds.filter((_, at) => ((choice >> at) & 1) === 1).map(field)
  const ordered = choice % 2 === 0 ? rows : rows.toReversed()
  return choice % 3 === 0 ? ordered : [el('div', {}, ordered)]
}
const row = { kind: 'row', n: MATCH }

/** Layouts with plain and pattern ids, nested at random. */
const layouts = fc.shuffledSubarray([...plainIds, ...rowIds], { minLength: plainIds.length + rowIds.length }).map((ids) => {
  const components = ids.map(field)
  const inner = components.slice(0, 4)
  return [el('div', {}, inner), ...components.slice(4, 6), el('div', { id: 'box' }), ...components.slice(6)]
})

interface Drawn { readonly level: number; readonly kind: 'long' | 'light'; readonly reads: readonly number[]; readonly prop: 'value' | 'busy' | 'progress'; readonly peeks: number; readonly whenRunning: CallbackDescriptor['whenRunning']; readonly initial: boolean; readonly shows: readonly number[]; readonly rest: string | null; readonly both: boolean }
const drawn: fc.Arbitrary<Drawn> = fc.record({
  level: fc.integer({ min: 1, max: 5 }), kind: fc.constantFrom('long', 'long', 'light'), reads: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
  prop: fc.constantFrom('value', 'value', 'busy', 'progress'), peeks: fc.nat(5), whenRunning: fc.constantFrom('replace', 'replace', 'queue', 'parallel', 'ignore'),
  initial: fc.boolean(), shows: fc.uniqueArray(fc.nat(5), { maxLength: 2 }), rest: fc.constantFrom(null, 'rest'), both: fc.boolean(),
})

/** A callback reads components below its level and writes at it or above, so that nothing goes in a circle. */
function callbackFrom({ level, kind, reads, prop, peeks, whenRunning, initial, shows, rest, both }: Drawn, at: number): CallbackDescriptor {
  const name = (n: number): string => `c${n}`
  const above = (n: number): string => name(Math.min(5, Math.max(level, n)))
  const progress = output(above(level + at), 'progress')
  return (kind === 'long' ? long : light)(`callback ${at}`, {
    inputs: reads.map((n, index) => input(name(Math.min(n, level - 1)), index === 0 ? 'value' : prop)), state: [state(name(peeks), 'value')],
    output: [{ ...output(name(level), 'value'), allowDuplicate: true as const }, ...(both && kind === 'long' ? [{ ...progress, allowDuplicate: true as const }] : [])],
    preventInitialCall: !initial, whenRunning, cancel: kind === 'long' ? [input('c0', 'stop')] : [],
    running: shows.map((n) => ({ target: output(above(n), 'busy'), during: `busy by ${at}`, after: false })),
    progress: kind === 'long' ? progress : null, progressDefault: rest === null ? null : { value: rest },
  })
}

const rowCallbacks: readonly CallbackDescriptor[] = [
  long('each row', { inputs: [input(row, 'value')], output: [output(row, 'title')], cancel: [input(row, 'stop')], running: [{ target: output(row, 'busy'), during: true, after: false }], progress: output(row, 'progress'), progressDefault: { value: 'rest' } }),
  light('all rows', { inputs: [input({ kind: 'row', n: ALL }, 'title')], output: [output('total', 'value')] }),
  long('to rows', { inputs: [input('c5', 'value')], output: [output({ kind: 'row', n: ALL }, 'value')], running: [{ target: output({ kind: 'row', n: ALL }, 'busy'), during: 'all', after: false }] }),
  light('greet', { inputs: [input(row, 'value')], output: [output(row, 'greeting')], preventInitialCall: false }),
  light('below', { inputs: [input({ kind: 'row', n: ALLSMALLER }, 'title')], output: [output(row, 'below')], preventInitialCall: false }),
  light('show', { inputs: [input('shower', 'value')], output: [output('box', 'children')] }),
]

/** Tasks of random layouts and callbacks, without circles. */
export const randomTasks: fc.Arbitrary<TaskDescriptor> = fc.tuple(layouts, fc.array(drawn, { minLength: 1, maxLength: 5 }), fc.boolean()).map(([layout, callbacks, withRows]) =>
  task([...layout, el('p', { id: 'total', value: 'start' }), el('input', { id: 'shower' })], [...callbacks.map(callbackFrom), ...(withRows ? rowCallbacks : [])]))

/** The script as it may be saved while its page is open: the same, without one of its callbacks, with one of other outputs, or laid out the other way round. */
export function rewritten(descriptor: TaskDescriptor, choice: number): TaskDescriptor {
  const { callbacks, layout } = descriptor
  const chosen = callbacks[choice % callbacks.length]
  switch (choice % 4) {
    case 0: return structuredClone(descriptor)
    case 1: return { ...descriptor, callbacks: callbacks.filter((callback) => callback !== chosen) }
    case 2: return { ...descriptor, callbacks: callbacks.map((callback) => callback === chosen && callback.output !== null && callback.id !== 'show' ? { ...callback, output: [callback.output] } : callback) }
    default: return { ...descriptor, layout: { ...layout, props: { ...layout.props, children: [layout.props.children].flat().reverse() } } }
  }
}
