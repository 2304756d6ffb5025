import { computed, type ComputedRef, inject, type InjectionKey, provide } from 'vue'
import { walkComponents } from '../../../shared/component.ts'
import { type ComponentId, type Dependency, type Grouping, idKey, type IdKey, isDependency, isPattern } from '../../../shared/dependency.ts'
import type { LastEnd } from '../../../shared/page/state.ts'
import type { CallbackDescriptor } from '../../../shared/task.ts'
import type { PageContext } from './page-context.ts'

type Problems = ReadonlyMap<IdKey, readonly LastEnd[]>
const key: InjectionKey<ComputedRef<Problems>> = Symbol('problems')
const none: ComputedRef<Problems> = computed(() => new Map())

/**
 * Says beside which component each failed callback is told of: the first of its outputs that the page has (F4).
 * `stray` are those without such a component, and belong to the top of the page.
 */
export function provideProblems(page: Pick<PageContext, 'calls' | 'ends' | 'state' | 'propsOf'>): { readonly stray: ComputedRef<readonly LastEnd[]> } {
  // A call that goes on again is not failed any more.
  const isOpen = (end: LastEnd): boolean => page.calls.value.some(({ callbackId, instance, phase }) => callbackId === end.callbackId && instance === end.instance && phase !== 'leaving')
  const failed = computed(() => page.ends.value.filter((end) => end.error !== null && !end.handled && !isOpen(end)))
  const placed = computed(() => {
    const problems = new Map<IdKey, LastEnd[]>()
    const stray: LastEnd[] = []
    if (failed.value.length === 0) return { problems, stray }
    const ids = idsOf(page)
    for (const end of failed.value) {
      const callback = page.state.value?.descriptor.callbacks.find(({ id }) => id === end.callbackId)
      const place = callback === undefined ? undefined : outputIds(callback).find((id) => ids.has(id))
      if (place === undefined) stray.push(end)
      else problems.set(place, [...problems.get(place) ?? [], end])
    }
    return { problems, stray }
  })
  provide(key, computed(() => placed.value.problems))
  return { stray: computed(() => placed.value.stray) }
}

/** Below here nothing is told beside components, whatever their ids. */
export function provideNoProblems(): void { provide(key, none) }

/** What failed and is told beside this component. */
export function useProblems(id: ComponentId | undefined): ComputedRef<readonly LastEnd[] | undefined> {
  const problems = inject(key, none)
  return computed(() => (id === undefined ? undefined : problems.value.get(idKey(id))))
}

function outputIds(callback: CallbackDescriptor): IdKey[] {
  return callback.output === null ? [] : dependenciesOf(callback.output).filter(({ id }) => !isPattern(id)).map(({ id }) => idKey(id))
}

function dependenciesOf(grouping: Grouping<Dependency>): readonly Dependency[] {
  if (isDependency(grouping)) return [grouping]
  return (Array.isArray(grouping) ? grouping as readonly Grouping<Dependency>[] : Object.values(grouping)).flatMap(dependenciesOf)
}

/** Components of the page as it is now. A form page draws its own problems, so its parts count as having none. */
function idsOf(page: Pick<PageContext, 'state' | 'propsOf'>): ReadonlySet<IdKey> {
  const ids = new Set<IdKey>()
  const visit = (child: unknown): void => {
    walkComponents(child, (component) => {
      if (component.props.id !== undefined) ids.add(idKey(component.props.id))
      const { children } = page.propsOf(component)
      if (children !== component.props.children) visit(children)
    })
  }
  visit(page.state.value?.descriptor.layout)
  return ids
}
