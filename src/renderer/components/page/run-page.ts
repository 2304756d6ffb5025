import type { ComponentId } from '../../../shared/dependency.ts'
import { type Dependency, type Grouping, isDependency, isPattern } from '../../../shared/dependency.ts'
import { checkParams } from '../../../shared/check-params.ts'
import type { OpenPage } from '../../stores/open-page.ts'
import { findComponent } from './find-component.ts'

/**
 * Presses the page's own Run: the first button that starts a long callback. Does nothing where that button is
 * disabled, or where a form's values are not fit to run.
 */
export function runPage(page: OpenPage): void {
  const descriptor = page.state.value?.descriptor
  const id = descriptor?.callbacks.filter(({ kind }) => kind === 'long').map((callback) => runButton(callback.inputs)).find((button) => button !== null)
  if (descriptor === undefined || id === undefined) return
  const button = findComponent(page, id)
  if (button === null) return
  const { disabled, nClicks } = page.propsOf(button)
  if (disabled === true) return
  if (descriptor.params !== null) {
    const values = Object.fromEntries(Object.keys(descriptor.params).map((name) => {
      const param = findComponent(page, `param-${name}`)
      return [name, param === null ? null : page.propsOf(param)['value'] ?? null]
    }))
    if (checkParams(descriptor.params, values).length > 0) return
  }
  page.change(id, { nClicks: (typeof nClicks === 'number' ? nClicks : 0) + 1 })
}

function runButton(inputs: Grouping<Dependency>): ComponentId | null {
  if (isDependency(inputs)) {
    return inputs.kind === 'input' && inputs.prop === 'nClicks' && !isPattern(inputs.id) ? inputs.id as ComponentId : null
  }
  const parts = (Array.isArray(inputs) ? inputs : Object.values(inputs)) as readonly Grouping<Dependency>[]
  for (const part of parts) {
    const id = runButton(part)
    if (id !== null) return id
  }
  return null
}
