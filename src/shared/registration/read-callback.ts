import { brandAs, type CallbackId } from '../brand.ts'
import type { Dependency, Grouping } from '../dependency.ts'
import type { CallbackDescriptor } from '../task.ts'
import { argumentShape, isKeyed } from './argument-shape.ts'
import { canonicalId, dependenciesOf } from './callback-id.ts'
import { didYouMean } from './nearest.ts'
import { optionNames } from './option-names.ts'
import type { RawCallback } from './raw-definition.ts'
import { readDependency } from './read-dependency.ts'
import { readGrouping } from './read-grouping.ts'
import { readList } from './read-list.ts'
import { type Levels, readJobOptions } from './read-job-options.ts'
import { type Options, readFunction, readOptions, readText, show } from './read-options.ts'
import { readProgress } from './read-progress.ts'
import { readRunning } from './read-running.ts'
import { type Place, refusal } from './refusal.ts'

/** A callback that was read, with where it is defined and its own options as given. */
export interface ReadCallback { readonly descriptor: CallbackDescriptor; readonly place: Place; readonly options: Options }

export interface CallbackSurroundings {
  /** Names the callback in errors: until it has an id, or always where it is the task's only one. */
  readonly label: string
  readonly only?: true
  /** The task's and the folder's options, where cacheBy, expire, … are looked for next. */
  readonly outer: Levels
  /** The folder's totals of named resources. */
  readonly totals: Readonly<Record<string, number>>
}

/** Reads and checks one callback by itself (A3–A8, A13, A14). Throws SCRIPT_REFUSED. */
export function readCallback(raw: RawCallback, { label, only, outer, totals }: CallbackSurroundings): ReadCallback {
  const first = readOptions({ label, stack: raw.stack }, raw.options, raw.kind === 'long' ? optionNames.longCallback : optionNames.callback)
  const groupings = readGroupings(first)
  const id = readText(first, 'name') ?? canonicalId(groupings)
  const options: Options = { ...first, place: { label: only === true ? label : `Callback "${id}"`, stack: raw.stack } }
  if (readFunction(options, 'run') === undefined) throw refusal(options.place, 'run is missing', 'Write the function to call: run(…) { … }.')
  // Light callbacks make no jobs: what the task or the folder says of jobs is not for them.
  const jobLevels: readonly [Options, ...Options[]] = raw.kind === 'long' ? [options, ...outer] : [{ ...options, given: {} }]
  const onError = [options, ...outer].find((level) => readFunction(level, 'onError') !== undefined)
  const descriptor: CallbackDescriptor = {
    id: brandAs<CallbackId>(id), kind: raw.kind, ...groupings,
    preventInitialCall: readPrevent(options), running: readRunning(options), cancel: readCancel(options), ...readProgress(options),
    ...readJobOptions(jobLevels, argumentShape(groupings.inputs, groupings.state), totals),
    hasOnError: onError !== undefined,
  }
  return { descriptor, place: options.place, options }
}

function readGroupings(options: Options): Pick<CallbackDescriptor, 'output' | 'inputs' | 'state'> {
  const { place, given } = options
  if (given['inputs'] === undefined) throw refusal(place, 'inputs is missing', "Say what runs it: inputs: Input('run', 'nClicks').")
  const output: Grouping<Dependency<'output'>> | null = given['output'] === undefined ? null : readGrouping(place, 'output', { value: given['output'], kinds: ['output'] })
  const inputs = readGrouping(place, 'inputs', { value: given['inputs'], kinds: ['input', 'state'] })
  const state: Grouping<Dependency<'state'>> | null = given['state'] === undefined ? null : readGrouping(place, 'state', { value: given['state'], kinds: ['state'] })
  if (!dependenciesOf<Dependency>(inputs).some((dependency) => dependency.kind === 'input')) {
    throw refusal(place, 'inputs has no Input, so nothing would ever run it', "Write Input('run', 'nClicks') for what runs it.")
  }
  checkJoin(place, inputs, state)
  return { output, inputs, state }
}

/** A13: groups of one kind are joined; an object and an array cannot be. */
function checkJoin(place: Place, inputs: Grouping<Dependency>, state: Grouping<Dependency> | null): void {
  if (state === null) return
  if ((isKeyed(inputs) && Array.isArray(state)) || (Array.isArray(inputs) && isKeyed(state))) {
    throw refusal(place, `inputs is an ${isKeyed(inputs) ? 'object' : 'array'} and state is an ${isKeyed(state) ? 'object' : 'array'}; they are joined, so both must be of one kind`, isKeyed(inputs) ? 'Write state: { name: State(…) }.' : 'Write state: [State(…)].')
  }
  if (!isKeyed(inputs) || !isKeyed(state)) return
  const twice = Object.keys(state).find((key) => Object.hasOwn(inputs, key))
  if (twice !== undefined) throw refusal(place, `inputs and state both have the key "${twice}"; they become one object`, 'Give one of them another key.')
}

function readCancel({ place, given }: Options): readonly Dependency<'input'>[] {
  const { cancel } = given
  if (cancel === undefined) return []
  return readList(place, 'cancel', cancel).map((value, index) => readDependency(place, Array.isArray(cancel) ? `cancel[${index}]` : 'cancel', { value, kinds: ['input'] }))
}

function readPrevent({ place, given }: Options): boolean {
  const value = given['preventInitialCall']
  if (value === undefined || typeof value === 'boolean') return value ?? false
  if (value === 'initial-duplicate') return false
  throw refusal(place, `preventInitialCall is true, false or 'initial-duplicate'; got ${show(value)}`, typeof value === 'string' ? didYouMean(value, ['initial-duplicate']) : 'Write preventInitialCall: true.')
}
