import { computed, type ComputedRef } from 'vue'

/** A computed set that stays the same object while it has the same members, so that its readers are not drawn again. */
export function steadySet<T>(members: () => ReadonlySet<T>): ComputedRef<ReadonlySet<T>> {
  return computed((before) => {
    const now = members()
    return before?.size === now.size && [...now].every((member) => before.has(member)) ? before : now
  })
}
