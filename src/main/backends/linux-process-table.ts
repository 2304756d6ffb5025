import { readdirSync, readFileSync } from 'node:fs'
import { isZombie, parseProcessStat, type ProcessStat } from './linux-process-stat.ts'
import type { ProcessKey, ProcessRow, ProcessTable, ProcessUsage } from './process-table.ts'
import { readTokens } from './tokens.ts'

/** `settled`: all there is to know of it is known. */
type KnownRow = ProcessRow & { readonly settled: boolean }

/** After so long without a look, a number may have been given to another process. ms. */
const trusted = 2000

const goneCodes: ReadonlySet<unknown> = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM'])

/**
 * Reads `/proc`. A process is read once, when it is first listed: looks are frequent, processes many, and what is asked
 * of them (where they came from) does not change.
 */
export class LinuxProcessTable implements ProcessTable {
  readonly bootId: string
  readonly atOnce = true
  readonly #since: number
  #known = new Map<number, KnownRow | null>()
  #lookedAt = 0

  /** `since`: start time (ticks) below which processes are left out, for they cannot be ours. */
  constructor(since = Number(statOf('self')?.startTime ?? 0)) {
    this.#since = since
    this.bootId = readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
  }

  list(): readonly ProcessRow[] {
    const now = performance.now()
    const before = now - this.#lookedAt < trusted ? this.#known : new Map<number, KnownRow | null>()
    this.#lookedAt = now
    this.#known = new Map()
    const rows: ProcessRow[] = []
    for (const name of readdirSync('/proc')) {
      const pid = Number(name)
      if (!(pid > 0)) continue
      const known = before.get(pid)
      const row = known === undefined ? this.#read(pid) : known
      if (row === undefined) continue
      if (row !== null) rows.push(row)
      if (row === null || row.settled) this.#known.set(pid, row)
    }
    return rows
  }

  startTimeOf(pid: number): string | undefined { return statOf(pid)?.startTime }

  alive<K extends ProcessKey>(keys: readonly K[]): readonly K[] {
    return keys.filter(({ pid, startTime }) => {
      const stat = statOf(pid)
      return stat?.startTime === startTime && !isZombie(stat)
    })
  }

  usageOf(keys: readonly ProcessKey[]): readonly ProcessUsage[] {
    return keys.flatMap(({ pid, startTime }) => {
      const stat = statOf(pid)
      if (stat?.startTime !== startTime || isZombie(stat)) return []
      const memory = parseProcessMemory(readText(`/proc/${pid}/status`) ?? '')
      return [{ pid, startTime, ...memory, own: stat.own, waitedFor: stat.waitedFor }]
    })
  }

  memoryOf(pids: readonly number[]): number {
    return pids.reduce((sum, pid) => sum + proportionalMemory(pid), 0)
  }

  /** null: not to be looked at again. */
  #read(pid: number): KnownRow | null | undefined {
    const stat = statOf(pid)
    if (stat === undefined) return undefined
    if (Number(stat.startTime) < this.#since) return null
    const { ppid, group, startTime } = stat
    const environment = readText(`/proc/${pid}/environ`) ?? ''
    // Empty for a moment while a process is becoming another program: to be read again.
    return { pid, ppid, group, startTime, startedAt: Number(startTime), ...readTokens(environment, '\0'), settled: environment !== '' }
  }
}

function statOf(pid: number | 'self'): ProcessStat | undefined {
  const line = readText(`/proc/${pid}/stat`)
  return line === undefined ? undefined : parseProcessStat(line)
}

/** Reads the memory of a process in what `/proc/<pid>/status` says; 0 for a kernel's own. */
export function parseProcessMemory(status: string): Pick<ProcessUsage, 'resident' | 'shared' | 'peak'> {
  const bytes = (name: string): number => (kilobytes(status, name) ?? 0) * 1024
  return { resident: bytes('VmRSS'), shared: bytes('RssFile') + bytes('RssShmem'), peak: bytes('VmHWM') }
}

/** Shared pages count in parts, so that a tree is not charged twice for what its processes share. */
function proportionalMemory(pid: number): number {
  const exact = kilobytes(readText(`/proc/${pid}/smaps_rollup`), 'Pss')
  return (exact ?? kilobytes(readText(`/proc/${pid}/status`), 'VmRSS') ?? 0) * 1024
}

function kilobytes(text: string | undefined, name: string): number | undefined {
  const found = text === undefined ? null : new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)
  return found === null ? undefined : Number(found[1])
}

/** undefined: there is no such process, or it is not ours to look at. Throws where that cannot be told (no descriptor is left). */
function readText(file: string): string | undefined {
  try { return readFileSync(file, 'latin1') } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && goneCodes.has(thrown.code)) return undefined
    throw thrown
  }
}
