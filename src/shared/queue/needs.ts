import type { TaskId } from '../brand.ts'
import type { CallbackDescriptor } from '../task.ts'

/** What a run needs beside a slot. */
export interface Needs {
  /** At most so many runs of its task at once; null = no limit. */
  readonly concurrency: number | null
  readonly resources: Readonly<Record<string, number>>
  /** What the folder had of each of these as the run was asked for. */
  readonly totals: Readonly<Record<string, number>>
}

/** What a callback's runs need; undefined where a slot is all. */
export function needsOf({ concurrency, resources }: Pick<CallbackDescriptor, 'concurrency' | 'resources'>, folder: Readonly<Record<string, number>>): Needs | undefined {
  const wanted = Object.entries(resources).filter(([, amount]) => amount > 0).sort(([one], [other]) => (one < other ? -1 : 1))
  if (concurrency === null && wanted.length === 0) return undefined
  return { concurrency, resources: Object.fromEntries(wanted), totals: Object.fromEntries(wanted.map(([name]) => [name, folder[name] ?? 0])) }
}

/** Runs of one lane need the same: where its first may not start, none of it may. '' is the lane of those that need nothing. */
export function laneOf({ taskId, needs }: { readonly taskId: TaskId; readonly needs?: Needs }): string {
  if (needs === undefined) return ''
  // What only resources hold back is held back alike, whatever its task.
  return JSON.stringify([needs.concurrency === null ? null : taskId, needs.concurrency, needs.resources, needs.totals])
}
