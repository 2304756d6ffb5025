import type { Dependency } from '../../shared/dependency.ts'
import type { NoUpdate } from '../no-update.ts'
import type { Held, ValueOf } from './held.ts'
import type { Mistake } from './only.ts'

type Keyed<Group> = Group extends Dependency | readonly unknown[] ? false : true
type Positional<Group> = Group extends readonly unknown[] ? Extract<ValueOf<Group>, readonly unknown[]> : [ValueOf<Group>]

/** The arguments of `run` after `setProgress`: an array spreads, an object is one argument, a scalar is one. */
export type Arguments<Inputs, State> =
  [State] extends [undefined] ? Positional<Inputs>
  : [Keyed<Inputs>, Keyed<State>] extends [true, true] ? [ValueOf<Inputs> & ValueOf<State>]
  : [...Positional<Inputs>, ...Positional<State>]

/** A grouping with each Output replaced by what may be written there; `noUpdate` is allowed at any depth. */
export type Written<Group> =
  Group extends Held<'output', infer Value> ? Value | NoUpdate
  // Of another kind: told where it stands.
  : Group extends Dependency ? unknown
  : { readonly [Key in keyof Group]: Written<Group[Key]> } | NoUpdate

/** What `run` may return: anything where the callback has no output. */
export type Returned<Output> = [Output] extends [undefined] ? unknown : Written<Output>

/** Shown by the compiler where a value is not what the prop of an Output takes. */
export interface Takes<Value> { readonly takes: Value }
type Fits<Given, Value> = Given extends Value ? unknown : Takes<Value>

/** Checks that each entry of `running` is `[Output, during, after]` with values of the Output's type. */
export type RunningCheck<Running> = { readonly [Key in keyof Running]:
  Running[Key] extends readonly [infer Target, unknown, unknown]
    ? Target extends Held<'output', infer Value> ? readonly [unknown, Fits<Running[Key][1], Value>, Fits<Running[Key][2], Value>] : Mistake<'The first of a running entry is an Output'>
    : Mistake<'A running entry is [Output, during, after]'> }

/** Tells the page how far the job is. Returns at once, and never throws because the app is slow. */
export type SetProgress<Progress> = (value: Written<Progress>) => void
/** `run`'s arguments: `setProgress` comes first where the callback has `progress`. */
export type RunArguments<Inputs, State, Progress> =
  [Progress] extends [undefined] ? Arguments<Inputs, State> : [setProgress: SetProgress<Progress>, ...Arguments<Inputs, State>]
