import { append } from '../append.ts'
import type { CallbackId } from '../brand.ts'
import type { InstanceRef } from './state.ts'

const found = new WeakMap<readonly InstanceRef[], ReadonlyMap<CallbackId, readonly InstanceRef[]>>()

/** A list's members by their callback, in its order; worked out once for each list. */
export function refsByCallback<Ref extends InstanceRef>(refs: readonly Ref[]): ReadonlyMap<CallbackId, readonly Ref[]> {
  const known = found.get(refs) as ReadonlyMap<CallbackId, readonly Ref[]> | undefined
  if (known !== undefined) return known
  const byCallback = new Map<CallbackId, Ref[]>()
  for (const ref of refs) append(byCallback, ref.callbackId, ref)
  found.set(refs, byCallback)
  return byCallback
}
