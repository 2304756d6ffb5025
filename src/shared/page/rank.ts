import type { CallbackId } from '../brand.ts'
import type { Dependency } from '../dependency.ts'
import type { CallbackDescriptor } from '../task.ts'
import { couldMeet, signatureOf } from './pattern.ts'

interface Flat { readonly callback: CallbackDescriptor; readonly inputs: readonly Dependency[]; readonly outputs: readonly Dependency[] }
interface Ranked<T> { readonly item: T; readonly feeders: ReadonlySet<CallbackId> }

/**
 * Callbacks in the order of their dependencies: each after those whose outputs can be its inputs, otherwise as
 * declared. Circles are refused when a script is described; what is left of one keeps its declared order.
 */
export function rankCallbacks<T extends Flat>(items: readonly T[]): readonly Ranked<T>[] {
  const feedersOf = findFeeders(items)
  const ranked: Ranked<T>[] = []
  const entered = new Set<CallbackId>()
  const byId = new Map(items.map((item) => [item.callback.id, item]))
  const place = (item: T): void => {
    const { id } = item.callback
    if (entered.has(id)) return
    entered.add(id)
    const feeders = feedersOf.get(id) ?? new Set<CallbackId>()
    for (const feeder of feeders) { const before = byId.get(feeder); if (before !== undefined) place(before) }
    ranked.push({ item, feeders })
  }
  for (const item of items) place(item)
  return ranked
}

function findFeeders(items: readonly Flat[]): ReadonlyMap<CallbackId, ReadonlySet<CallbackId>> {
  const writers = new Map<string, { readonly output: Dependency; readonly id: CallbackId }[]>()
  for (const { callback, outputs } of items) {
    for (const output of outputs) {
      const others = writers.get(meetingPlace(output)) ?? []
      others.push({ output, id: callback.id })
      writers.set(meetingPlace(output), others)
    }
  }
  return new Map(items.map(({ callback, inputs }) => [callback.id, new Set(inputs.flatMap((input) =>
    (writers.get(meetingPlace(input)) ?? []).filter(({ output }) => couldMeet(output.id, input.id)).map(({ id }) => id)))]))
}

/** Dependencies that could mean the same prop have the same one, so that the others are not compared. */
function meetingPlace({ id, prop }: Dependency): string {
  return `${prop} ${typeof id === 'string' ? id : signatureOf(id)}`
}
