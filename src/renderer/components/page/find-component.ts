import { type Component, walkComponents } from '../../../shared/component.ts'
import { type ComponentId, idKey } from '../../../shared/dependency.ts'
import type { PageContext } from './page-context.ts'

/** The component with this id on the page as it is now, inserted ones included; null where there is none. */
export function findComponent(page: Pick<PageContext, 'state' | 'propsOf'>, id: ComponentId): Component | null {
  const wanted = idKey(id)
  let found: Component | null = null
  const visit = (child: unknown): void => {
    walkComponents(child, (component) => {
      if (found !== null) return
      if (component.props.id !== undefined && idKey(component.props.id) === wanted) { found = component; return }
      const { children } = page.propsOf(component)
      if (children !== component.props.children) visit(children)
    })
  }
  visit(page.state.value?.descriptor.layout)
  return found
}
