import type { DependencyKind, IdPattern } from '../../shared/dependency.ts'
import type { Held } from './held.ts'
import type { PropTypes } from './prop-types.ts'

interface ListWildcard { readonly wildcard: 'ALL' | 'ALLSMALLER' }
/** With ALL or ALLSMALLER in its id a dependency stands for a list of values. */
type AtId<Id, Value> = Id extends string ? Value : Extract<Id[keyof Id], ListWildcard> extends never ? Value : Value[]
type IfOptional<Options, Value> = Options extends { readonly optional: true } ? Value | undefined : Value

/** What may be said of an Input or a State beside its id and prop. */
export interface ReadOptions {
  /** The component may be missing from the page; the value is `undefined` then. */
  readonly optional?: true
}
/** What may be said of an Output beside its id and prop. */
export interface WriteOptions {
  /** Another callback writes the same prop. */
  readonly allowDuplicate?: true
}

/** Makes dependencies that are read. Known props have their type; others are `unknown`, or what is given in `<…>`. */
export interface ReadFactory<Kind extends DependencyKind> {
  <const Id extends IdPattern, Prop extends keyof PropTypes, const Options extends ReadOptions = ReadOptions>(
    id: Id, prop: Prop, options?: Options): Held<Kind, IfOptional<Options, AtId<Id, PropTypes[Prop]>>>
  <Value = unknown>(id: IdPattern, prop: string, options?: ReadOptions): Held<Kind, Value>
}

/** Makes dependencies that are written. */
export interface WriteFactory {
  <const Id extends IdPattern, Prop extends keyof PropTypes>(
    id: Id, prop: Prop, options?: WriteOptions): Held<'output', AtId<Id, PropTypes[Prop]>>
  <Value = unknown>(id: IdPattern, prop: string, options?: WriteOptions): Held<'output', Value>
}
