import type { Component } from '../../shared/component.ts'
import type { Dependency, DependencyKind } from '../../shared/dependency.ts'

/** Shown by the compiler where a definition holds what it must not; `expected` says what belongs there. */
export interface Mistake<Expected extends string> { readonly expected: Expected }

/** Names the kinds that an option takes. */
type Names<Kinds extends DependencyKind> = 'output' extends Kinds ? 'Outputs' : 'input' extends Kinds ? 'state' extends Kinds ? 'Inputs and States' : 'Inputs' : 'States'

/**
 * Checks a grouping's dependencies by intersection: parts of the right kind stay as they are, others become a
 * {@link Mistake} that nothing can be assigned to. (A recursive constraint would fail with TS2589.)
 */
export type Only<Group, Kinds extends DependencyKind> =
  Group extends Dependency<infer Kind>
    ? [Kind] extends [Kinds] ? unknown : Mistake<`Only ${Names<Kinds>} belong here`>
    : Group extends Component ? Mistake<`Only ${Names<Kinds>} belong here: name a component by its id`>
    : Group extends object ? { readonly [Key in keyof Group]: Only<Group[Key], Kinds> }
    : Group extends undefined ? unknown
    : Mistake<`Only ${Names<Kinds>}, in arrays and objects, belong here`>

type Shape<Group> = Group extends Dependency | undefined ? 'one' : Group extends readonly unknown[] ? 'array' : 'object'

/** Checks that `inputs` and `state` can be joined (A13): an array with an array, an object with an object, one dependency with either. */
export type Joined<Inputs, State> =
  [Shape<Inputs>, Shape<State>] extends ['array', 'object'] ? Mistake<'inputs is an array, so state must be one too'>
  : [Shape<Inputs>, Shape<State>] extends ['object', 'array'] ? Mistake<'inputs is an object, so state must be one too'>
  : unknown
