import type { Component } from '../component.ts'
import { type ComponentId, isPattern } from '../dependency.ts'
import { searchCircle } from '../page/circle-search.ts'
import { instancesOnPage } from '../page/initial-firings.ts'
import { buildIndex } from '../page/page-index.ts'
import { makePlan } from '../page/plan.ts'
import { PersistentMap } from '../persistent-map.ts'
import type { CallbackDescriptor } from '../task.ts'

/** One step of a circle: a callback, and the prop it writes that runs the next. */
export interface CircleStep { readonly callback: CallbackDescriptor; readonly prop: string }

/**
 * The first circle among callbacks over the components of a layout (A11); undefined where there is none. Components
 * that callbacks name without wildcards count as there: they may come later.
 */
export function findCircle(callbacks: readonly CallbackDescriptor[], layout: Component): readonly CircleStep[] | undefined {
  const plan = makePlan(callbacks)
  const named = plan.ordered.flatMap(({ inputs, outputs, progress, callback }) => [...inputs, ...outputs, ...progress, ...callback.running.map(({ target }) => target)])
    .flatMap(({ id }): readonly Component[] => (isPattern(id) ? [] : [{ component: 'named', props: { id: id as ComponentId } }]))
  const index = buildIndex({ descriptor: { layout: { component: 'page', props: { children: [layout, ...named] } } }, overlay: PersistentMap.of() })
  return searchCircle({ plan, index, without: new Set() }, instancesOnPage({ index }, plan.ordered))?.map((step) => ({ callback: step.plan.callback, prop: step.prop }))
}
