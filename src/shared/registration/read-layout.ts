import { type Component, isComponent } from '../component.ts'
import { type IdKey, idKey } from '../dependency.ts'
import { checkComponent } from './check-component.ts'
import { idProblem, idRule } from './id-problem.ts'
import { nameGiven } from './name-given.ts'
import { type Place, refusal } from './refusal.ts'

/** A layout and its components by id. */
export interface Layout { readonly root: Component; readonly byId: ReadonlyMap<IdKey, Component> }

/** Deeper or longer than any page: what holds itself ends here. */
const limits = { depth: 300, parts: 1_000_000 }

/** Which option it is, for errors; a form's own page has components that scripts have not. */
export type LayoutOption = 'layout' | 'resultLayout' | 'form'

/** Checks a layout: known components and text alone, plain props, no empty, odd or doubled id (A10). */
export function readLayout(place: Place, layout: unknown, option: LayoutOption = 'layout'): Layout {
  if (!isComponent(layout)) {
    throw refusal(place, `${option} must be a component; got ${nameGiven(layout)}`, Array.isArray(layout) ? 'Put the list into html.div([…]).' : `Write ${option}: html.div([…]).`)
  }
  const byId = new Map<IdKey, Component>()
  let parts = 0
  const visit = (child: unknown, parent: Component | null, depth: number): void => {
    parts += 1
    if (depth > limits.depth || parts > limits.parts) {
      throw refusal(place, `${option} has more than ${depth > limits.depth ? `${limits.depth} levels` : `${limits.parts} parts`}, or holds itself`, 'Show long lists in controls.table, and make a component anew for each place.')
    }
    if (Array.isArray(child)) {
      for (const item of child) visit(item, parent, depth + 1)
    } else if (isComponent(child)) {
      readId(place, child, { option, byId })
      checkComponent(place, child, option)
      visit(child.props.children, child, depth + 1)
    } else if (!isText(child) && !(option === 'resultLayout' && isPart(child))) {
      throw refusal(place, `${option}: the children of a ${parent?.component ?? 'component'} hold ${nameGiven(child)}; expected components and text`, 'Write html.p(String(…)) to show a value as text, and await what is a Promise.')
    }
  }
  visit(layout, null, 0)
  return { root: layout, byId }
}

function readId(place: Place, component: Component, { option, byId }: { readonly option: LayoutOption; readonly byId: Map<IdKey, Component> }): void {
  const { id } = component.props
  if (id === undefined) return
  const problem = idProblem(id, 'refused')
  if (problem !== null) throw refusal(place, `${option}: ${problem} (in a ${component.component})`, idRule)
  const key = idKey(id)
  const other = byId.get(key)
  if (other !== undefined) {
    throw refusal(place, `two components have the id "${key}": ${other.component} and ${component.component}`, 'Every id may be used once: give one of them another.')
  }
  byId.set(key, component)
}

const isText = (child: unknown): boolean => child === null || child === undefined || ['string', 'number', 'boolean'].includes(typeof child)
/** `part()` is looked at with the props. */
const isPart = (child: unknown): boolean => typeof child === 'object' && child !== null && '$simmer' in child
