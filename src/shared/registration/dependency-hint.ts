import { isComponent } from '../component.ts'
import type { DependencyKind, IdPattern } from '../dependency.ts'
import { kindNames } from './kind-names.ts'

/** `Inputs and States`: what an option takes. */
export const listKinds = (kinds: readonly DependencyKind[]): string => kinds.map((kind) => `${kindNames[kind]}s`).join(' and ')

/** The call that makes a dependency, as a script would write it. */
export function exampleOf(kind: DependencyKind, like: { readonly id: IdPattern; readonly prop: string }): string {
  return `${kindNames[kind]}(${typeof like.id === 'string' ? `'${like.id.slice(0, 60)}'` : '{ … }'}, '${like.prop.slice(0, 60)}')`
}

/** How to write what was meant: `'run.nClicks'` and a component hold what is needed for it. */
export function hintFor(value: unknown, [kind = 'input']: readonly DependencyKind[]): string {
  if (isComponent(value)) return `Name it by its id: ${exampleOf(kind, { id: typeof value.props.id === 'string' ? value.props.id : 'run', prop: 'nClicks' })}.`
  const [id = '', prop = 'value'] = typeof value === 'string' ? value.split('.') : []
  return `Write ${exampleOf(kind, id === '' ? { id: 'run', prop: 'nClicks' } : { id, prop })}.`
}
