import type { CallbackId } from '../brand.ts'
import { type Dependency, type Grouping, isDependency } from '../dependency.ts'
import { flattenSchema, flattenValue } from '../grouping.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../task.ts'
import { Listeners } from './listeners.ts'
import { rankCallbacks } from './rank.ts'
import { instanceSources } from './resolve.ts'

/** A callback with what an event asks of it worked out once. */
export interface CallbackPlan {
  readonly callback: CallbackDescriptor
  readonly inputs: readonly Dependency[]
  readonly states: readonly Dependency[]
  readonly outputs: readonly Dependency<'output'>[]
  readonly outputShape: string
  readonly progress: readonly Dependency<'output'>[]
  /** What each of `progress` shows while nothing runs (D5). */
  readonly rests: readonly unknown[]
  /** The dependencies that decide which instances there are; none where there is one instance. */
  readonly instanceSources: readonly Dependency[]
  /** Callbacks whose outputs can be inputs of this one, itself included where its instances feed one another. */
  readonly feeders: ReadonlySet<CallbackId>
  /** Order of dependencies: a feeder has a lower rank. */
  readonly rank: number
}

/** A descriptor prepared for looking up what an event concerns. */
export interface Plan {
  readonly callbacks: ReadonlyMap<CallbackId, CallbackPlan>
  /** By rank. */
  readonly ordered: readonly CallbackPlan[]
  readonly inputs: Listeners<CallbackPlan>
  readonly outputs: Listeners<CallbackPlan>
  readonly cancels: Listeners<CallbackPlan>
  readonly progressTargets: Listeners<CallbackPlan>
}

const plans = new WeakMap<TaskDescriptor, Plan>()

/** The plan of a descriptor, made once for each. */
export function planOf(descriptor: TaskDescriptor): Plan {
  const known = plans.get(descriptor)
  if (known !== undefined) return known
  const plan = makePlan(descriptor.callbacks)
  plans.set(descriptor, plan)
  return plan
}

/** The plan of these callbacks. */
export function makePlan(callbacks: readonly CallbackDescriptor[]): Plan {
  const order = rankCallbacks(callbacks.map(flatten))
  const ordered = order.map(({ item, feeders }, rank): CallbackPlan => ({ ...item, feeders, rank }))
  const inputs = new Listeners<CallbackPlan>(), outputs = new Listeners<CallbackPlan>(), cancels = new Listeners<CallbackPlan>(), progressTargets = new Listeners<CallbackPlan>()
  for (const plan of ordered) {
    for (const input of plan.inputs) inputs.add(input, plan)
    for (const output of plan.outputs) outputs.add(output, plan)
    for (const cancel of plan.callback.cancel) cancels.add(cancel, plan)
    for (const target of plan.progress) progressTargets.add(target, plan)
  }
  return { callbacks: new Map(ordered.map((plan) => [plan.callback.id, plan])), ordered, inputs, outputs, cancels, progressTargets }
}

function flatten(callback: CallbackDescriptor): Omit<CallbackPlan, 'feeders' | 'rank'> {
  const read = [...flattenDependencies(callback.inputs), ...flattenDependencies(callback.state)]
  const inputs = read.filter(({ kind }) => kind === 'input')
  const outputs = flattenDependencies(callback.output)
  const progress = flattenDependencies(callback.progress)
  const ofOutputs = instanceSources(outputs)
  return {
    callback, inputs, outputs, progress,
    states: read.filter(({ kind }) => kind === 'state'),
    outputShape: JSON.stringify(callback.output),
    rests: callback.progress === null || callback.progressDefault === null ? progress.map(() => null)
      : flattenValue<Dependency<'output'>>(callback.progress, callback.progressDefault.value, isOutput),
    instanceSources: ofOutputs.length > 0 ? ofOutputs : instanceSources(inputs),
  }
}

function flattenDependencies<D extends Dependency>(grouping: Grouping<D> | null): readonly D[] {
  return grouping === null ? [] : flattenSchema<D>(grouping, isDependency as (candidate: unknown) => candidate is D)
}

function isOutput(candidate: unknown): candidate is Dependency<'output'> {
  return isDependency(candidate) && candidate.kind === 'output'
}
