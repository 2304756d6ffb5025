import { type Dependency, type Grouping, isDependency } from './dependency.ts'
import { mapGrouping } from './grouping.ts'
import type { CallbackDescriptor } from './task.ts'

const isScalar = isDependency

/**
 * What `run` gets after `setProgress` (B2): an array grouping gives positional arguments, an object grouping one
 * object, a scalar one argument; `inputs` and `state` of one kind are joined in that order.
 */
export function callbackArguments(
  callback: Pick<CallbackDescriptor, 'inputs' | 'state'>, read: (dependency: Dependency) => unknown,
): readonly unknown[] {
  const inputs = mapGrouping<Dependency, unknown>(callback.inputs, read, isScalar)
  if (callback.state === null) return positional(callback.inputs, inputs)
  const state = mapGrouping<Dependency, unknown>(callback.state, read, isScalar)
  if (isKeyed(callback.inputs) && isKeyed(callback.state)) return [{ ...inputs as object, ...state as object }]
  return [...positional(callback.inputs, inputs), ...positional(callback.state, state)]
}

function isKeyed(schema: Grouping<Dependency>): boolean {
  return !Array.isArray(schema) && !isDependency(schema)
}

function positional(schema: Grouping<Dependency>, built: unknown): readonly unknown[] {
  return Array.isArray(schema) ? built as readonly unknown[] : [built]
}
