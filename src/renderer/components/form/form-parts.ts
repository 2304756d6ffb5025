import { type Component, walkComponents } from '../../../shared/component.ts'
import type { ParamSpec } from '../../../shared/params.ts'

export interface ParamNode { readonly name: string; readonly spec: ParamSpec; readonly node: Component }
/** The parts of a form page, by what they are; a missing one is a layout that Simmer did not make. */
export interface FormParts {
  readonly params: readonly ParamNode[]
  readonly run: Component | null
  readonly cancel: Component | null
  readonly bar: Component | null
  readonly status: Component | null
  readonly result: Component | null
}

export function formParts(form: Component): FormParts {
  const found = new Map<string, Component>()
  const params: ParamNode[] = []
  walkComponents(form.props.children, (node) => {
    if (node.component === 'param') params.push({ name: String(node.props['name']), spec: node.props['spec'] as ParamSpec, node })
    else found.set(node.component, node)
  })
  const part = (name: string): Component | null => found.get(name) ?? null
  return { params, run: part('run-button'), cancel: part('cancel-button'), bar: part('progress'), status: part('status-text'), result: part('result') }
}
