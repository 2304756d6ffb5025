import type { InstanceRef, LastEnd } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'

/** Keeps how the last call of an instance ended; an older call's end never hides a newer one's. */
export function recordEnd(turn: Turn, end: LastEnd): void {
  const before = turn.now.ends.find((other) => sameInstance(other, end))
  if (before !== undefined && before.token > end.token) return
  turn.now = { ...turn.now, ends: [...turn.now.ends.filter((other) => other !== before), end] }
}

/** What is shown of an instance's last end goes when it is called again. */
export function clearEnd(turn: Turn, ref: InstanceRef): void {
  if (!turn.now.ends.some((end) => sameInstance(end, ref))) return
  turn.now = { ...turn.now, ends: turn.now.ends.filter((end) => !sameInstance(end, ref)) }
}
