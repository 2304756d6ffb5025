import { instanceParts } from './instance.ts'
import { matchKeys, partsOf } from './pattern.ts'
import type { OpenCall, PropChange } from './state.ts'
import { putCall, type Turn } from './turn.ts'

/** Cancels what listens for these changes (E1): with MATCH the instance it selects, without it all instances. */
export function cancelFor(turn: Turn, changes: readonly PropChange[]): void {
  const tokens = new Set<number>()
  for (const { id: key, prop } of changes) {
    const present = turn.index.byKey.get(key)
    if (present === undefined) continue
    for (const { owner, dependency } of turn.plan.cancels.of(present, prop)) {
      const parts = partsOf(dependency.id, present.id)
      const keys = matchKeys(dependency.id)
      for (const call of turn.now.calls) {
        const own = instanceParts(call.instance)
        if (call.callbackId === owner.callback.id && keys.every((name) => own[name] === parts[name])) tokens.add(call.token)
      }
    }
  }
  cancelCalls(turn, turn.now.calls.filter(({ token }) => tokens.has(token)))
}

/** Asks for the end of calls that are queued or run; those without a job yet are canceled when they get one. */
export function cancelCalls(turn: Turn, calls: readonly OpenCall[]): void {
  for (const call of calls) {
    if (call.kind === 'light') continue
    if (call.phase === 'asked') putCall(turn, { ...call, cancelAsked: true })
    else if ((call.phase === 'queued' || call.phase === 'running') && call.jobId !== null) turn.effects.push({ effect: 'cancel', jobId: call.jobId })
  }
}
