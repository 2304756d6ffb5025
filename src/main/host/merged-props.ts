import type { PropsUpdate } from '../../shared/change.ts'

type Write = { readonly id: PropsUpdate['id']; readonly prop: string; readonly value: unknown }

/** `setProps` calls that wait: the latest value of each (id, prop), in the order of the last writes (F6). */
export class MergedProps {
  readonly #writes = new Map<string, Write>()

  get empty(): boolean { return this.#writes.size === 0 }

  add(updates: readonly PropsUpdate[]): void {
    for (const { id, props } of updates) {
      for (const [prop, value] of Object.entries(props)) {
        const key = `${id}\n${prop}`
        this.#writes.delete(key)
        this.#writes.set(key, { id, prop, value })
      }
    }
  }

  /** All that waits; neighbours of one component as one update. */
  take(): readonly PropsUpdate[] {
    const updates: { id: PropsUpdate['id']; props: Record<string, unknown> }[] = []
    for (const { id, prop, value } of this.#writes.values()) {
      const last = updates.at(-1)
      if (last?.id === id) last.props[prop] = value
      else updates.push({ id, props: { [prop]: value } })
    }
    this.#writes.clear()
    return updates
  }
}
