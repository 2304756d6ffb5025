import { readdirSync, readFileSync } from 'node:fs'
import { isZombie, parseProcessStat, type ProcessStat } from './linux-process-stat.ts'
import type { ProcessKey, ProcessRow, ProcessTable } from './process-table.ts'
import { readTokens } from './tokens.ts'

/** `settled`: all there is to know of it is known. */
type KnownRow = ProcessRow & { readonly settled: boolean }

/** After so long without a look, a number may have been given to another process. ms. */
const trusted = 2000

/**
 * Reads `/proc`. A process is read once, when it is first listed: looks are frequent, processes many, and what is asked
 * of them (where they came from) does not change.
 */
export class LinuxProcessTable implements ProcessTable {
  readonly bootId: string
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

  memoryOf(pids: readonly number[]): number {
    return pids.reduce((sum, pid) => sum + proportionalMemory(pid), 0)
  }

  /** null: not to be looked at again. */
  #read(pid: number): KnownRow | null | undefined {
    const stat = statOf(pid)
    if (stat === undefined) return undefined
    if (Number(stat.startTime) < this.#since) return null
    const environment = readText(`/proc/${pid}/environ`) ?? ''
    // Empty for a moment while a process is becoming another program: to be read again.
    return { pid, ...stat, ...readTokens(environment, '\0'), settled: environment !== '' }
  }
}

function statOf(pid: number | 'self'): ProcessStat | undefined {
  const line = readText(`/proc/${pid}/stat`)
  return line === undefined ? undefined : parseProcessStat(line)
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

function readText(file: string): string | undefined {
  try { return readFileSync(file, 'latin1') } catch { return undefined }
}
