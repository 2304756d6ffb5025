import type { IdKey } from '../dependency.ts'
import type { Overlay } from './state.ts'

/** The entries of the components that `keeps` says. */
export function filterIds(overlay: Overlay, keeps: (id: IdKey) => boolean): Overlay {
  return overlay.withoutAll([...overlay.keys()].filter((id) => !keeps(id)))
}
