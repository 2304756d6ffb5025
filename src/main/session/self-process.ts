import type { LivenessProbe } from '../engine/ports.ts'
import type { ProcessTable } from '../backends/process-table.ts'
import type { SelfProcess } from './owner.ts'

/** Who this process is, and whether recorded ones still live: pid, start time and boot must all agree (E7). */
export function livenessProbe(table: ProcessTable): LivenessProbe & { readonly self: () => Promise<SelfProcess> } {
  return {
    isAlive: async ({ pid, startTime, bootId }) => bootId === table.bootId && (await table.alive([{ pid, startTime }])).length > 0,
    self: async () => ({ pid: process.pid, startTime: await table.startTimeOf(process.pid) ?? '', bootId: table.bootId }),
  }
}
