import { isComponent } from '../component.ts'
import { dependencyName, isDependency, isWildcard } from '../dependency.ts'
import { nameKind } from '../grouping.ts'
import { idProblem } from './id-problem.ts'
import { kindNames } from './kind-names.ts'

/** What a script gave, as an error text names it: dependencies and components by what they are, the rest by kind. */
export function nameGiven(value: unknown): string {
  if (isDependency(value)) return idProblem(value.id) === null ? `the ${kindNames[value.kind]} ${dependencyName(value)}` : `a dependency of kind ${kindNames[value.kind]} without an id`
  if (isWildcard(value)) return `the wildcard ${value.wildcard}`
  if (isComponent(value)) return `the component ${value.component}${typeof value.props.id === 'string' ? ` "${value.props.id}"` : ''}`
  return nameKind(value)
}
