import { shallowReactive } from 'vue'
import type { Component, ComponentProps } from '../../shared/component.ts'
import { idKey, type IdKey } from '../../shared/dependency.ts'
import type { Overlay } from '../../shared/page/state.ts'

/** A page's overlay made reactive by component, so that one prop that changes re-renders one component. */
export class ShownProps {
  readonly #byId = shallowReactive(new Map<IdKey, Readonly<Record<string, unknown>>>())
  #overlay: Overlay = new Map()

  /** Declared props under those that were set; a component without an id shows what it declares. */
  of({ props }: Component): ComponentProps {
    const set = props.id === undefined ? undefined : this.#byId.get(idKey(props.id))
    return set === undefined ? props : { ...props, ...set }
  }

  show(overlay: Overlay): void {
    if (overlay === this.#overlay) return
    this.#overlay = overlay
    for (const id of this.#byId.keys()) if (!overlay.has(id)) this.#byId.delete(id)
    for (const [id, props] of overlay) if (this.#byId.get(id) !== props) this.#byId.set(id, props)
  }
}
