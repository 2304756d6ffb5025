import fc from 'fast-check'
import type { ComponentId } from '../../../../src/shared/dependency.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../../../src/shared/task.ts'
import { ALL, el, input, light, long, MATCH, output, state, task } from './descriptors.ts'

export const plainIds = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'] as const
export const rowIds: readonly ComponentId[] = [1, 2, 3].map((n) => ({ kind: 'row', n }))
const row = { kind: 'row', n: MATCH }

/** Layouts with plain and pattern ids, nested at random. */
const layouts = fc.shuffledSubarray([...plainIds, ...rowIds], { minLength: plainIds.length + rowIds.length }).map((ids) => {
  const components = ids.map((id) => el('input', { id, value: 'start', busy: false, title: null, progress: 'declared' }))
  const inner = components.slice(0, 4)
  return [el('div', {}, inner), ...components.slice(4)]
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
  long('to rows', { inputs: [input('c5', 'value')], output: [output({ kind: 'row', n: ALL }, 'value')] }),
]

/** Tasks of random layouts and callbacks, without circles. */
export const randomTasks: fc.Arbitrary<TaskDescriptor> = fc.tuple(layouts, fc.array(drawn, { minLength: 1, maxLength: 5 }), fc.boolean()).map(([layout, callbacks, withRows]) =>
  task([...layout, el('p', { id: 'total', value: 'start' })], [...callbacks.map(callbackFrom), ...(withRows ? rowCallbacks : [])]))
