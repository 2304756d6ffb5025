import type { IdKey } from '../dependency.ts'
import type { PageEffect } from './events.ts'
import { indexOf, type PageIndex, rememberIndex } from './page-index.ts'
import { type Plan, planOf } from './plan.ts'
import type { InstanceRef, OpenCall, PageState } from './state.ts'

/**
 * One event's work on a page. Its steps see what the steps before them wrote; the state that came in is never
 * touched.
 */
export interface Turn {
  readonly before: PageState
  now: PageState
  readonly plan: Plan
  index: PageIndex
  readonly effects: PageEffect[]
}

/** Begins an event. */
export function beginTurn(state: PageState): Turn {
  return { before: state, now: state, plan: planOf(state.descriptor), index: indexOf(state), effects: [] }
}

/** Ends an event: the new state and what it wants done. */
export function finishTurn(turn: Turn): readonly [PageState, readonly PageEffect[]] {
  if (turn.now === turn.before) return [turn.before, turn.effects]
  rememberIndex(turn.now, turn.index)
  const now = turn.effects.some(({ effect }) => effect === 'trigger' || effect === 'light')
  return [turn.now, [...turn.effects, { effect: 'save', now }]]
}

/** Whether anybody gave the component this prop; what was given may be undefined. */
export function hasProp(turn: Pick<Turn, 'now' | 'index'>, id: IdKey, prop: string): boolean {
  const given = [turn.now.overlay.get(id), turn.index.byKey.get(id)?.component.props]
  return given.some((props) => props !== undefined && Object.hasOwn(props, prop))
}

/** A prop as the page shows it. */
export function readProp(turn: Pick<Turn, 'now' | 'index'>, id: IdKey, prop: string): unknown {
  const own = turn.now.overlay.get(id)
  if (own !== undefined && Object.hasOwn(own, prop)) return own[prop]
  const props = turn.index.byKey.get(id)?.component.props
  return props !== undefined && Object.hasOwn(props, prop) ? props[prop] : undefined
}

/** Replaces a call; it keeps its place among the others. */
export function putCall(turn: Turn, call: OpenCall): OpenCall {
  turn.now = { ...turn.now, calls: turn.now.calls.map((other) => other.token === call.token ? call : other) }
  return call
}

export function removeCall(turn: Turn, token: number): void {
  turn.now = { ...turn.now, calls: turn.now.calls.filter((call) => call.token !== token) }
}

export function sameInstance(one: InstanceRef, other: InstanceRef): boolean {
  return one.callbackId === other.callbackId && one.instance === other.instance
}
