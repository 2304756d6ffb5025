import { type Component, walkComponents } from '../../../src/shared/component.ts'
import type { IdPattern } from '../../../src/shared/dependency.ts'
import { fitsPattern } from '../../../src/shared/page/pattern.ts'

/** The components of a layout that a dependency's id means, in layout order. */
export function findComponents(layout: Component, id: IdPattern): readonly Component[] {
  const found: Component[] = []
  walkComponents(layout, (component) => {
    if (component.props.id !== undefined && fitsPattern(id, component.props.id, {})) found.push(component)
  })
  return found
}
