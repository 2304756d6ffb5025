import type { PropsUpdate, Sequenced } from '../../change.ts'
import { showChanges } from '../show-changes.ts'
import type { OpenCall, PropChange } from '../state.ts'
import { putCall, type Turn } from '../turn.ts'

/** Props that a running job set (F6), in order, once however many of this page's calls share the run. */
export function propsSet(turn: Turn, calls: readonly OpenCall[], props: Sequenced<readonly PropsUpdate[]>): void {
  const due = calls.filter(({ phase, propsSeq }) => (phase === 'queued' || phase === 'running') && props.seq > propsSeq)
  for (const call of due) putCall(turn, { ...call, propsSeq: props.seq })
  if (due.length === 0) return
  for (const update of props.value) showChanges(turn, changesOf(update))
}

/** One `setProps` call as changes. */
export function changesOf({ id, props }: PropsUpdate): readonly PropChange[] {
  return Object.entries(props).map(([prop, value]) => ({ id, prop, value }))
}
