import type { PropsUpdate, Sequenced } from '../../shared/change.ts'

/** Takes updates into `kept`: the latest value of each (id, prop), in the order of the last write (F6). */
export function keepLatest(kept: Map<string, PropsUpdate>, { value: updates }: Sequenced<readonly PropsUpdate[]>): void {
  for (const { id, props } of updates) {
    for (const [prop, value] of Object.entries(props)) {
      const name = JSON.stringify([id, prop])
      kept.delete(name)
      kept.set(name, { id, props: { [prop]: value } })
    }
  }
}
