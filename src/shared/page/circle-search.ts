import type { CallbackId } from '../brand.ts'
import { type Dependency, idKey } from '../dependency.ts'
import type { PlannedInstance } from './initial-firings.ts'
import { listeningInstances } from './instances.ts'
import type { Listened } from './listeners.ts'
import type { PageIndex } from './page-index.ts'
import { signatureOf } from './pattern.ts'
import type { CallbackPlan, Plan } from './plan.ts'
import { resolveSlot } from './resolve.ts'

/** One step of a circle: a callback, and the `id.prop` it writes that runs the next. */
export interface CircleStep { readonly plan: CallbackPlan; readonly prop: string }

/** What is searched: callbacks over the components there are, without some callbacks. */
export interface CircleSearch { readonly plan: Plan; readonly index: PageIndex; readonly without: ReadonlySet<CallbackId> }

interface Step extends PlannedInstance { readonly prop: string }
/** An instance on the way, what of its steps was not tried yet, and the one that is. */
interface Stop { readonly name: string; readonly plan: CallbackPlan; readonly steps: Iterator<Step, undefined>; by: string }

/**
 * The first circle that can be reached from these instances (A11); undefined where there is none. An instance's
 * outputs never run that same instance; what its `running` and `progress` write would. Looks at what can be reached alone.
 */
export function searchCircle(search: CircleSearch, from: readonly PlannedInstance[]): readonly CircleStep[] | undefined {
  const clear = new Set<string>()
  for (const start of from) {
    const circle = search.without.has(start.plan.callback.id) ? undefined : circleFrom(search, start, clear)
    if (circle !== undefined) return circle
  }
  return undefined
}

function circleFrom(search: CircleSearch, start: PlannedInstance, clear: Set<string>): readonly CircleStep[] | undefined {
  if (clear.has(nameOf(start))) return undefined
  const way: Stop[] = [stopAt(search, start)]
  const places = new Map([[nameOf(start), 0]])
  for (let stop = way.at(-1); stop !== undefined; stop = way.at(-1)) {
    const { value: step } = stop.steps.next()
    if (step === undefined) {
      clear.add(stop.name)
      places.delete(stop.name)
      way.pop()
      continue
    }
    stop.by = step.prop
    const name = nameOf(step)
    const place = places.get(name)
    if (place !== undefined) return way.slice(place).map(({ plan, by }) => ({ plan, prop: by }))
    if (clear.has(name)) continue
    places.set(name, way.length)
    way.push(stopAt(search, step))
  }
  return undefined
}

function stopAt(search: CircleSearch, instance: PlannedInstance): Stop {
  return { name: nameOf(instance), plan: instance.plan, steps: stepsFrom(search, instance), by: '' }
}

function nameOf({ plan, instance }: PlannedInstance): string { return `${plan.rank} ${instance}` }

/** What an instance's writes run. */
function* stepsFrom({ plan: { inputs }, index, without }: CircleSearch, { plan, instance }: PlannedInstance): Iterator<Step, undefined> {
  const own = nameOf({ plan, instance })
  const asides = [...plan.callback.running.map(({ target }) => target), ...plan.progress]
  for (const [target, isAside] of [...plan.outputs.map((output) => [output, false] as const), ...asides.map((aside) => [aside, true] as const)]) {
    for (const listened of meant(target, instance, index)) {
      const prop = `${listened.key}.${target.prop}`
      for (const listener of inputs.of(listened, target.prop)) {
        if (without.has(listener.owner.callback.id)) continue
        for (const other of listeningInstances({ index }, listener, listened.id)) {
          const step = { plan: listener.owner, instance: other, prop }
          if (isAside || nameOf(step) !== own) yield step
        }
      }
    }
  }
  return undefined
}

/** The components that a dependency means. Text means itself, there or not: when it comes, nothing is looked for again. */
function meant(dependency: Dependency, instance: string, index: PageIndex): readonly Listened[] {
  const { id } = dependency
  if (typeof id === 'string') return [{ id, key: idKey(id), signature: signatureOf(id) }]
  return resolveSlot(dependency, instance, index).ids.map((key) => index.byKey.get(key)).filter((found) => found !== undefined)
}
