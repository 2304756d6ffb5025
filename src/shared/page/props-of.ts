import type { Component, ComponentProps } from '../component.ts'
import { idKey } from '../dependency.ts'
import type { PageState } from './state.ts'

/** The props that a component shows: those it declares, under what was set since. */
export function propsOf({ overlay }: Pick<PageState, 'overlay'>, { props }: Component): ComponentProps {
  const own = props.id === undefined ? undefined : overlay.get(idKey(props.id))
  return own === undefined ? props : { ...props, ...own }
}
