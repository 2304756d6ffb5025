import type { Component } from '../component.ts'
import { idKey } from '../dependency.ts'
import { isResultPart } from '../result-part.ts'
import { componentNames, isFreeProp, ownPropsOf } from './component-props.ts'
import { findFunction } from './find-function.ts'
import { didYouMean } from './nearest.ts'
import type { LayoutOption } from './read-layout.ts'
import { type Place, refusal } from './refusal.ts'

/** Checks a component by itself: one that there is, with props that it has (A8), none of them a function. */
export function checkComponent(place: Place, component: Component, option: LayoutOption): void {
  const name = component.props.id === undefined ? `a ${component.component}` : `the ${component.component} "${idKey(component.props.id)}"`
  const known = ownPropsOf(component.component)
  if (known === null && option !== 'form') throw refusal(place, `${option}: there is no component "${component.component.slice(0, 60)}"`, didYouMean(component.component, componentNames))
  for (const [prop, value] of Object.entries(component.props)) {
    if (known !== null && !known.includes(prop) && !isFreeProp(prop) && typeof value !== 'function') {
      throw refusal(place, `${option}: ${name} has no prop "${prop.slice(0, 60)}"`, didYouMean(prop, known))
    }
    // Children are components of their own, each looked at in its turn.
    const odd = prop === 'children' ? undefined : findFunction(value, prop)
    if (odd !== undefined) {
      throw refusal(place, `${option}: the prop "${odd.path}" of ${name} is ${odd.kind}`, 'Props are plain values. What happens on a click or a change is told by callbacks.')
    }
    if (isResultPart(value)) checkPart(place, { path: value.path, where: `${option}: the prop "${prop}" of ${name}`, option })
  }
}

/** `part()` names keys and positions with dots between, and is for the layout of a result alone. */
function checkPart(place: Place, { path, where, option }: { readonly path: string; readonly where: string; readonly option: LayoutOption }): void {
  if (option !== 'resultLayout') throw refusal(place, `${where} is part("${path}"), which stands for a part of a form task's result`, 'It is for resultLayout alone: name an Output here, and write it from a callback.')
  if (path !== '' && path.split('.').some((step) => step.trim() === '')) {
    throw refusal(place, `${where} is part("${path}"); keys and positions stand with single dots between them`, "Write part('top.0.rows'), or part() for the whole result.")
  }
}
