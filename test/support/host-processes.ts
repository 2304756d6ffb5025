import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * Ids of the hosts that live now, of every engine on a data folder: each works in a folder of its own there. The one that
 * is kept warm counts too, so equal lists before and after mean that no job has started meanwhile. Linux alone.
 */
export function hostsOn(dataDir: string): number[] {
  const work = join(dataDir, 'work') + sep
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isHostIn(work, name)).map(Number)
}

/** False for a process that has gone meanwhile, or is somebody else's. */
function isHostIn(work: string, pid: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(work) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes('SIMMER_OWNER=')
  } catch {
    return false
  }
}
