import { type Component, isComponent, walkComponents } from '../component.ts'
import { type IdKey, idKey } from '../dependency.ts'
import { nameKind } from '../grouping.ts'
import { idProblem } from './read-grouping.ts'
import { type Place, refusal } from './refusal.ts'

/** A layout and its components by id. */
export interface Layout { readonly root: Component; readonly byId: ReadonlyMap<IdKey, Component> }

/** Checks a layout: components and text alone, plain props, no empty, odd or doubled id (A10). */
export function readLayout(place: Place, layout: unknown): Layout {
  if (!isComponent(layout)) {
    throw refusal(place, `layout must be a component; got ${nameKind(layout)}`, Array.isArray(layout) ? 'Put the list into html.div([…]).' : 'Write layout: html.div([…]).')
  }
  const byId = new Map<IdKey, Component>()
  walkComponents(layout, (component) => {
    const { id } = component.props
    const problem = id === undefined ? null : idProblem(id, 'refused')
    if (problem !== null) throw refusal(place, `layout: ${problem} (in ${component.component})`)
    checkProps(place, component)
    if (id === undefined) return
    const key = idKey(id)
    const other = byId.get(key)
    if (other !== undefined) throw refusal(place, `two components have the id "${key}": ${other.component} and ${component.component}`, 'Every id may be used once.')
    byId.set(key, component)
  })
  return { root: layout, byId }
}

function checkProps(place: Place, component: Component): void {
  const name = component.props.id === undefined ? `a ${component.component}` : `the ${component.component} "${idKey(component.props.id)}"`
  const odd = Object.entries(component.props).find(([, value]) => typeof value === 'function' || typeof value === 'symbol')
  if (odd !== undefined) {
    throw refusal(place, `layout: the prop "${odd[0]}" of ${name} is a ${typeof odd[1]}`, 'What happens on a click or a change is told by callbacks.')
  }
  const children: unknown = component.props.children
  for (const child of Array.isArray(children) ? children.flat(Infinity) as readonly unknown[] : [children]) {
    if (child === null || child === undefined || ['string', 'number', 'boolean'].includes(typeof child) || isComponent(child)) continue
    throw refusal(place, `layout: the children of ${name} hold ${nameKind(child)}; expected components and text`)
  }
}
