import type { ComponentId, Dependency } from '../dependency.ts'
import type { CallbackDescriptor } from '../task.ts'
import { dependenciesOf } from './callback-id.ts'
import { instancesOf, propKeysOf } from './pattern-instances.ts'

/** One step of a circle: a callback, and the prop it writes that runs the next. */
export interface CircleStep { readonly callback: CallbackDescriptor; readonly prop: string }

interface Instance {
  readonly callback: CallbackDescriptor
  readonly reads: readonly string[]
  readonly outputs: readonly string[]
  /** What running and progress write: unlike outputs, these may not run the same instance either. */
  readonly asides: readonly string[]
}

/**
 * The first circle among callbacks over the components there are (A11); undefined where there is none. To be asked
 * again when components are inserted, as patterns then mean more. An instance's outputs never run that same instance.
 */
export function findCircle(callbacks: readonly CallbackDescriptor[], ids: readonly ComponentId[]): readonly CircleStep[] | undefined {
  const instances = callbacks.flatMap((callback) => instancesOf(callback, ids).map((binding): Instance => {
    const keys = (dependencies: readonly Dependency[]): readonly string[] => dependencies.flatMap((dependency) => propKeysOf(dependency, binding, ids))
    return {
      callback,
      reads: keys(dependenciesOf<Dependency>(callback.inputs).filter(({ kind }) => kind === 'input')),
      outputs: keys(dependenciesOf(callback.output)),
      asides: keys([...callback.running.map(({ target }) => target), ...dependenciesOf(callback.progress)]),
    }
  }))
  return searchCircle(instances)
}

function searchCircle(instances: readonly Instance[]): readonly CircleStep[] | undefined {
  const readers = readersByProp(instances)
  const clear = new Set<Instance>()
  const path: { readonly instance: Instance; readonly prop: string }[] = []
  const visit = (instance: Instance): readonly CircleStep[] | undefined => {
    if (clear.has(instance)) return undefined
    for (const prop of [...instance.outputs, ...instance.asides]) {
      for (const next of readers.get(prop) ?? []) {
        if (next === instance && !instance.asides.includes(prop)) continue
        path.push({ instance, prop })
        const start = path.findIndex((step) => step.instance === next)
        const circle = start >= 0 ? path.slice(start).map((step) => ({ callback: step.instance.callback, prop: step.prop })) : visit(next)
        if (circle !== undefined) return circle
        path.pop()
      }
    }
    clear.add(instance)
    return undefined
  }
  for (const instance of instances) {
    const circle = visit(instance)
    if (circle !== undefined) return circle
  }
  return undefined
}

function readersByProp(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const readers = new Map<string, Instance[]>()
  for (const instance of instances) {
    for (const prop of instance.reads) readers.set(prop, [...readers.get(prop) ?? [], instance])
  }
  return readers
}
