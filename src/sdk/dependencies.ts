import type { Dependency, IdPattern } from '../shared/dependency.ts'
import type { ReadFactory, WriteFactory } from './types/dependency-factory.ts'

/**
 * A prop whose every change runs the callback. Known props have their type; say it for others.
 * @example Input('run', 'nClicks')           // number | null
 * @example Input<string>('name', 'value')
 * @example Input({ type: 'row', index: ALL }, 'value')
 */
export const Input = ((id: IdPattern, prop: string, options: object = {}): Dependency<'input'> =>
  ({ kind: 'input', id, prop, ...options })) as ReadFactory<'input'>

/**
 * A prop that the callback reads and that never runs it.
 * @example State<string>('name', 'value')
 */
export const State = ((id: IdPattern, prop: string, options: object = {}): Dependency<'state'> =>
  ({ kind: 'state', id, prop, ...options })) as ReadFactory<'state'>

/**
 * A prop that the callback writes.
 * @example Output('paragraph', 'children')
 * @example Output('total', 'children', { allowDuplicate: true })
 */
export const Output = ((id: IdPattern, prop: string, options: object = {}): Dependency<'output'> =>
  ({ kind: 'output', id, prop, ...options })) as WriteFactory
