import { reducePage } from '../../src/shared/page/reduce-page.ts'
import { busyPage } from './busy-page.ts'
import { type EventKind, eventKinds } from './event-kinds.ts'

/** ms that one event took, many times; `clone` is what it costs to bring the event to the window at all. */
export interface EventSamples { readonly kind: string; readonly reduce: readonly number[]; readonly clone: readonly number[] }

/**
 * Measures every kind of event on a page of so many callbacks. Clocks of windows are coarse: `batch` events are timed
 * together and share the time.
 */
export function measureEvents({ callbacks, rounds, batch }: { readonly callbacks: number; readonly rounds: number; readonly batch: number }): readonly EventSamples[] {
  return eventKinds(busyPage(callbacks)).map((kind) => measureKind(kind, rounds, batch))
}

function measureKind({ kind, state, event }: EventKind, rounds: number, batch: number): EventSamples {
  const [reduce, clone]: [number[], number[]] = [[], []]
  const warmup = Math.ceil(rounds / 4)
  for (let round = -warmup; round < rounds; round += 1) {
    const took = [msPer(batch, () => reducePage(state, event)), msPer(batch, () => structuredClone(event))] as const
    if (round < 0) continue
    reduce.push(took[0])
    clone.push(took[1])
  }
  return { kind, reduce, clone }
}

function msPer(batch: number, act: () => unknown): number {
  const began = performance.now()
  for (let turn = 0; turn < batch; turn += 1) act()
  return (performance.now() - began) / batch
}
