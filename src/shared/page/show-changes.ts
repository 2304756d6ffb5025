import { afterDelivery } from './delivered.ts'
import { cancelFor } from './cancel.ts'
import { findCircles } from './circles.ts'
import { fireAll } from './fire.ts'
import { firingsOf } from './firings.ts'
import type { InstanceRef, PropChange } from './state.ts'
import type { Turn } from './turn.ts'
import { writeProps } from './write.ts'

/**
 * One step that callbacks see: sets props, cancels what listens for their change (E1), and runs the callbacks that
 * they trigger (C2) and those of components that came with them (I4). Never the instance that caused it (A11).
 */
export function showChanges(turn: Turn, changes: readonly PropChange[], cause: InstanceRef | null = null): void {
  if (changes.length === 0) return
  const written = writeProps(turn, changes)
  findCircles(turn, written)
  if (written.delivered.size > 0) afterDelivery(turn, written.delivered)
  cancelFor(turn, written.changes)
  fireAll(turn, firingsOf(turn, written, cause))
}
