import type { Dependency, DependencyKind } from '../../shared/dependency.ts'

/** Shown by the compiler where a grouping holds what it must not; `expected` says what belongs there. */
export interface Mistake<Expected extends string> { readonly expected: Expected }

interface KindNames { readonly input: 'Input'; readonly state: 'State'; readonly output: 'Output' }

/**
 * Checks a grouping's dependencies by intersection: parts of the right kind stay as they are, others become a
 * {@link Mistake} that nothing can be assigned to. (A recursive constraint would fail with TS2589.)
 */
export type Only<Group, Kinds extends DependencyKind> =
  Group extends Dependency<infer Kind>
    ? [Kind] extends [Kinds] ? unknown : Mistake<`Only ${KindNames[Kinds]} is allowed here`>
    : Group extends object ? { readonly [Key in keyof Group]: Only<Group[Key], Kinds> }
    : Group extends undefined ? unknown
    : Mistake<`Only ${KindNames[Kinds]}, in arrays and objects, is allowed here`>
