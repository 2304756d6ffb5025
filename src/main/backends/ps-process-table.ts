import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ProcessKey, ProcessRow, ProcessTable, ProcessUsage } from './process-table.ts'
import { readTokens } from './tokens.ts'

/** Asks `ps`, on macOS and other Unixes. `-E` shows the environment of one's own processes after the command, where the system allows it. */
export class PsProcessTable implements ProcessTable {
  readonly bootId = 'ps'
  readonly atOnce = false

  async list(): Promise<readonly ProcessRow[]> { return parsePs(await ps(['-A'])) }

  async startTimeOf(pid: number): Promise<string | undefined> { return parsePs(await ps(['-p', String(pid)]))[0]?.startTime }

  async alive<K extends ProcessKey>(keys: readonly K[]): Promise<readonly K[]> {
    if (keys.length === 0) return []
    const rows = new Map(parsePs(await ps(['-p', pidsOf(keys)])).map((row) => [row.pid, row.startTime]))
    return keys.filter(({ pid, startTime }) => rows.get(pid) === startTime)
  }

  async usageOf(keys: readonly ProcessKey[]): Promise<readonly ProcessUsage[]> {
    return keys.length === 0 ? [] : usageAmong(keys, await run(['-ww', '-o', 'pid=,stat=,lstart=,rss=,time=', '-p', pidsOf(keys)]))
  }

  async memoryOf(pids: readonly number[]): Promise<number> {
    if (pids.length === 0) return 0
    const text = await run(['-o', 'rss=', '-p', pids.join(',')])
    return text.split('\n').reduce((sum, line) => sum + Number(line.trim() || 0) * 1024, 0)
  }
}

const start = String.raw`(\w{3}\s+\w{3}\s+\d+\s+[\d:]{8}\s+\d{4})`
const line = new RegExp(String.raw`^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+${start}\s?(.*)$`)

/** Parses `ps -E -ww -o pid=,ppid=,pgid=,stat=,lstart=,command=`; zombies are left out. */
export function parsePs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((each) => {
    const [, pid, ppid, group, state, startTime, command] = line.exec(each) ?? []
    if (pid === undefined || state === undefined || startTime === undefined || state.startsWith('Z')) return []
    const started = { startTime: startTime.replaceAll(/\s+/g, ' '), startedAt: Date.parse(startTime) }
    return { pid: Number(pid), ppid: Number(ppid), group: Number(group), ...started, ...readTokens(command ?? '', ' ') }
  })
}

const usageLine = new RegExp(String.raw`^\s*(\d+)\s+(\S+)\s+${start}\s+(\d+)\s+(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)\s*$`)

/**
 * Parses `ps -o pid=,stat=,lstart=,rss=,time=`. The time is `[[days-]hours:]minutes:seconds`, on macOS with hundredths. What a
 * process asked for of its children, and what it shares, is not told.
 */
export function parsePsUsage(text: string): readonly ProcessUsage[] {
  return text.split('\n').flatMap((each) => {
    const [, pid, state, startTime, kilobytes, days, hours, minutes, seconds] = usageLine.exec(each) ?? []
    if (pid === undefined || state === undefined || startTime === undefined || state.startsWith('Z')) return []
    const resident = Number(kilobytes) * 1024
    const own = ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000
    return { pid: Number(pid), startTime: startTime.replaceAll(/\s+/g, ' '), resident, shared: 0, peak: resident, own, waitedFor: 0 }
  })
}

function usageAmong(keys: readonly ProcessKey[], text: string): readonly ProcessUsage[] {
  const wanted = new Map(keys.map(({ pid, startTime }) => [pid, startTime]))
  return parsePsUsage(text).filter(({ pid, startTime }) => wanted.get(pid) === startTime)
}

function pidsOf(keys: readonly ProcessKey[]): string { return keys.map(({ pid }) => pid).join(',') }

function ps(which: readonly string[]): Promise<string> {
  return run([...which, '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,lstart=,command='])
}

/** `ps` exits with 1 where it finds none of the processes asked for, which is an answer; anything else is none. */
async function run(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ps', [...args], { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 64 << 20 })
    return stdout
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 1) return ''
    throw thrown
  }
}
