import { randomUUID } from 'node:crypto'
import { brandAs, type OwnerId } from '../../shared/brand.ts'
import type { Clock, OwnerRow } from '../engine/ports.ts'

/** Who a process is to the system. */
export interface SelfProcess { readonly pid: number; readonly startTime: string; readonly bootId: string }

/** This launch as an owner of jobs; its token marks every process it starts. */
export function newOwner(kind: OwnerRow['kind'], self: SelfProcess, clock: Clock): OwnerRow {
  return { id: brandAs<OwnerId>(randomUUID()), token: randomUUID(), kind, ...self, heartbeat: clock.now() }
}
