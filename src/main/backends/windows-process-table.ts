import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { ProcessKey, ProcessRow, ProcessTable, ProcessUsage } from './process-table.ts'

type WindowsRow = ProcessRow & ProcessUsage

/** Asks PowerShell. Windows shows no environment of others and has no groups: where a process came from is told by its parent alone. */
export class WindowsProcessTable implements ProcessTable {
  readonly bootId = 'windows'
  readonly atOnce = false

  async list(): Promise<readonly ProcessRow[]> { return this.#ask() }

  async startTimeOf(pid: number): Promise<string | undefined> { return (await this.#ask([pid]))[0]?.startTime }

  async alive<K extends ProcessKey>(keys: readonly K[]): Promise<readonly K[]> {
    if (keys.length === 0) return []
    const rows = new Map((await this.#ask(keys.map(({ pid }) => pid))).map((row) => [row.pid, row.startTime]))
    return keys.filter(({ pid, startTime }) => rows.get(pid) === startTime)
  }

  async usageOf(keys: readonly ProcessKey[]): Promise<readonly ProcessUsage[]> {
    if (keys.length === 0) return []
    const wanted = new Map(keys.map(({ pid, startTime }) => [pid, startTime]))
    return (await this.#ask([...wanted.keys()])).filter(({ pid, startTime }) => wanted.get(pid) === startTime)
  }

  async memoryOf(pids: readonly number[]): Promise<number> {
    return pids.length === 0 ? 0 : (await this.#ask(pids)).reduce((sum, { resident }) => sum + resident, 0)
  }

  async #ask(pids: readonly number[] = []): Promise<readonly WindowsRow[]> {
    const filter = pids.length === 0 ? '' : ` -Filter "${pids.map((pid) => `ProcessId=${pid}`).join(' or ')}"`
    const command = `@(Get-CimInstance Win32_Process${filter} | Select-Object ProcessId,ParentProcessId,WorkingSetSize,PeakWorkingSetSize,KernelModeTime,UserModeTime,@{n='Started';e={$_.CreationDate.ToFileTimeUtc()}}) | ConvertTo-Json -Compress`
    const { stdout } = await promisify(execFile)('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', command], { maxBuffer: 64 << 20, windowsHide: true })
    return parseWindowsProcesses(stdout)
  }
}

const row = v.object({
  ProcessId: v.number(), ParentProcessId: v.number(), WorkingSetSize: v.number(), Started: v.nullable(v.number()),
  /** kB, while the other is bytes. */
  PeakWorkingSetSize: v.number(),
  /** Units of 100 ns. */
  KernelModeTime: v.number(), UserModeTime: v.number(),
})
const unitsPerMs = 10_000

/** Parses what the command above prints: an array, or for one process an object alone. */
export function parseWindowsProcesses(text: string): readonly WindowsRow[] {
  if (text.trim() === '') return []
  const parsed = v.safeParse(v.union([v.array(row), v.pipe(row, v.transform((one) => [one]))]), JSON.parse(text))
  return parsed.success ? parsed.output.map(rowOf) : []
}

function rowOf({ ProcessId: pid, ParentProcessId: ppid, WorkingSetSize: resident, Started: started, ...more }: v.InferOutput<typeof row>): WindowsRow {
  return {
    pid, ppid, group: 0, startTime: String(started ?? ''), startedAt: started ?? 0, runToken: null, ownerToken: null,
    resident, shared: 0, peak: more.PeakWorkingSetSize * 1024, own: (more.KernelModeTime + more.UserModeTime) / unitsPerMs, waitedFor: 0,
  }
}
