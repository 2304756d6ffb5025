import type { Dependency, DependencyKind } from '../../shared/dependency.ts'

declare const held: unique symbol

/** A dependency that knows, for the compiler alone, the type of the value it stands for. */
export type Held<Kind extends DependencyKind, Value> = Dependency<Kind> & { readonly [held]: Value }

/** A grouping with each dependency replaced by the type of its value. */
export type ValueOf<Group> =
  Group extends { readonly [held]: infer Value } ? Value
  : { -readonly [Key in keyof Group]: ValueOf<Group[Key]> }
