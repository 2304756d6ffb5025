import { compareInstances } from './instance.ts'
import { type Firing, mergeTriggers } from './firings.ts'
import { startCall } from './start-call.ts'
import type { HeldTrigger } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'
import { mustWait } from './waits.ts'

/** Runs instances in the order of their dependencies; those that must wait are held (C8). */
export function fireAll(turn: Turn, firings: readonly Firing[]): void {
  for (const firing of [...firings].sort(byOrder)) {
    if (mustWait(turn, firing.plan, firing.instance)) hold(turn, firing)
    else startCall(turn, firing)
  }
}

/**
 * Runs what waited and need not any more, in the order of dependencies. An initial call whose inputs were left
 * unchanged is dropped (C8).
 */
export function releaseHeld(turn: Turn): void {
  for (let released = true; released;) {
    released = false
    for (const { held, firing } of heldFirings(turn)) {
      if (mustWait(turn, firing.plan, firing.instance)) continue
      turn.now = { ...turn.now, held: turn.now.held.filter((other) => other !== held) }
      released = true
      if (!firing.initial) startCall(turn, firing)
    }
  }
}

function heldFirings(turn: Turn): readonly { readonly held: HeldTrigger; readonly firing: Firing }[] {
  return turn.now.held.flatMap((held) => {
    const plan = turn.plan.callbacks.get(held.callbackId)
    return plan === undefined ? [] : [{ held, firing: { ...held, plan } }]
  }).sort((one, other) => byOrder(one.firing, other.firing))
}

/** Keeps a trigger until nothing that its instance takes is in the making (C8); merged with those that wait already. */
export function hold(turn: Turn, { plan, ...firing }: Firing): void {
  const ref = { callbackId: plan.callback.id, instance: firing.instance }
  const before = turn.now.held.find((other) => sameInstance(other, ref))
  const merged: HeldTrigger = before === undefined ? { ...ref, ...firing } : {
    ...ref, triggered: mergeTriggers(before.triggered, firing.triggered),
    initial: before.initial && firing.initial, fresh: before.fresh || firing.fresh,
  }
  turn.now = { ...turn.now, held: [...turn.now.held.filter((other) => other !== before), merged] }
}

function byOrder(one: Firing, other: Firing): number {
  return one.plan.rank - other.plan.rank || compareInstances(one.instance, other.instance)
}
