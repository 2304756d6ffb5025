import type { ComponentId } from '../../../shared/dependency.ts'
import { type Dependency, type Grouping, isDependency, isPattern } from '../../../shared/dependency.ts'
import type { OpenPage } from '../../stores/open-page.ts'
import { findComponent } from './find-component.ts'

/**
 * Presses the page's own Run: a form's, which tells what is wrong where it cannot run; else the first button that starts
 * a long callback, unless that is disabled.
 */
export function runPage(page: OpenPage): void {
  const { ownRun } = page
  if (ownRun.value !== null) { ownRun.value(); return }
  const descriptor = page.state.value?.descriptor
  const id = descriptor?.callbacks.filter(({ kind }) => kind === 'long').map((callback) => runButton(callback.inputs)).find((button) => button !== null)
  if (descriptor === undefined || id === undefined) return
  const button = findComponent(page, id)
  if (button === null) return
  const { disabled, nClicks } = page.propsOf(button)
  if (disabled === true) return
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
