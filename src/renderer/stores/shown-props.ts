import { shallowReactive } from 'vue'
import type { Component, ComponentProps } from '../../shared/component.ts'
import { idKey, type IdKey } from '../../shared/dependency.ts'
import { PersistentMap } from '../../shared/persistent-map.ts'
import type { Overlay } from '../../shared/page/state.ts'

/** A page's overlay made reactive by component, so that one prop that changes re-renders one component. */
export class ShownProps {
  readonly #byId = shallowReactive(new Map<IdKey, Readonly<Record<string, unknown>>>())
  #overlay: Overlay = PersistentMap.of()

  /** Declared props under those that were set; a component without an id shows what it declares. */
  of({ props }: Component): ComponentProps {
    const set = props.id === undefined ? undefined : this.#byId.get(idKey(props.id))
    return set === undefined ? props : { ...props, ...set }
  }

  show(overlay: Overlay): void {
    for (const id of this.#overlay.changedKeys(overlay)) {
      const props = overlay.get(id)
      if (props === undefined) this.#byId.delete(id)
      else this.#byId.set(id, props)
    }
    this.#overlay = overlay
  }
}
