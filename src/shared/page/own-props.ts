import type { IdKey } from '../dependency.ts'
import type { Overlay } from './state.ts'

/** A component's own entry of an overlay; ids like `constructor` find nothing inherited. */
export function ownProps(overlay: Overlay, id: IdKey): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(overlay, id) ? overlay[id] : undefined
}

/** The entries of the components that `keeps` says. */
export function filterIds(overlay: Overlay, keeps: (id: IdKey) => boolean): Overlay {
  return Object.fromEntries(Object.entries(overlay).filter(([id]) => keeps(id as IdKey)))
}
