import type { Brand } from './brand.ts'

/** A part of an id object. */
export type IdPart = string | number | boolean
/** Wildcards of pattern ids (I5). */
export type WildcardName = 'ALL' | 'MATCH' | 'ALLSMALLER'
export interface Wildcard { readonly wildcard: WildcardName }
/** The id of a component: text, or an object that patterns can match. */
export type ComponentId = string | Readonly<Record<string, IdPart>>
/** What a dependency names: an id, or a pattern over ids. */
export type IdPattern = string | Readonly<Record<string, IdPart | Wildcard>>
/** An id as a map key: text as it is, an object as JSON with sorted keys. */
export type IdKey = Brand<string, 'IdKey'>

export type DependencyKind = 'input' | 'state' | 'output'

/** One (id, prop) that a callback reads or writes. Plain and cloneable. */
export interface Dependency<Kind extends DependencyKind = DependencyKind> {
  readonly kind: Kind
  readonly id: IdPattern
  readonly prop: string
  /** Outputs only: another callback may write the same prop. */
  readonly allowDuplicate?: true
  /** Inputs and states only: the component may be missing; the value is then undefined. */
  readonly optional?: true
}

/** Dependencies in any nesting of arrays and objects (B1). */
export type Grouping<T> = T | readonly Grouping<T>[] | { readonly [key: string]: Grouping<T> }
export type DependencyGrouping = Grouping<Dependency>

const kinds: readonly unknown[] = ['input', 'state', 'output'] satisfies DependencyKind[]

/** Tells a dependency from the arrays and objects that group it. */
export function isDependency(candidate: unknown): candidate is Dependency {
  return typeof candidate === 'object' && candidate !== null && 'kind' in candidate && 'id' in candidate && 'prop' in candidate
    && kinds.includes(candidate.kind) && typeof candidate.prop === 'string'
}

export function isWildcard(part: unknown): part is Wildcard {
  return typeof part === 'object' && part !== null && 'wildcard' in part
}

/** True where an id has a wildcard in one of its parts. */
export function isPattern(id: IdPattern): boolean {
  return typeof id !== 'string' && Object.values(id).some(isWildcard)
}

/** The map key of an id or pattern; equal ids give equal keys whatever the order of their parts. */
export function idKey(id: IdPattern): IdKey {
  if (typeof id === 'string') return id as IdKey
  const parts = Object.keys(id).sort().map((key) => {
    const part = id[key]
    return `${JSON.stringify(key)}:${isWildcard(part) ? part.wildcard : JSON.stringify(part)}`
  })
  return `{${parts.join(',')}}` as IdKey
}

/** `id.prop`, as messages and callback ids write it. */
export function dependencyName(dependency: Dependency): string {
  return `${idKey(dependency.id)}.${dependency.prop}`
}
