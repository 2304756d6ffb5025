import { LinuxProcessTable } from './linux-process-table.ts'
import type { ProcessTable } from './process-table.ts'
import { PsProcessTable } from './ps-process-table.ts'
import { WindowsProcessTable } from './windows-process-table.ts'

/** The process table of the system that this runs on. `everything`: also processes that are older than this one. */
export function systemProcessTable(everything = false): ProcessTable {
  switch (process.platform) {
    case 'linux': return everything ? new LinuxProcessTable(0) : new LinuxProcessTable()
    case 'win32': return new WindowsProcessTable()
    default: return new PsProcessTable()
  }
}
