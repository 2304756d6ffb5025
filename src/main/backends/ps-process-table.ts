import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ProcessKey, ProcessRow, ProcessTable } from './process-table.ts'
import { readTokens } from './tokens.ts'

/** Asks `ps`, on macOS and other Unixes. `-E` shows the environment of one's own processes after the command, where the system allows it. */
export class PsProcessTable implements ProcessTable {
  readonly bootId = 'ps'

  async list(): Promise<readonly ProcessRow[]> { return parsePs(await ps(['-A'])) }

  async startTimeOf(pid: number): Promise<string | undefined> { return parsePs(await ps(['-p', String(pid)]))[0]?.startTime }

  async alive<K extends ProcessKey>(keys: readonly K[]): Promise<readonly K[]> {
    if (keys.length === 0) return []
    const rows = new Map(parsePs(await ps(['-p', keys.map(({ pid }) => pid).join(',')])).map((row) => [row.pid, row.startTime]))
    return keys.filter(({ pid, startTime }) => rows.get(pid) === startTime)
  }

  async memoryOf(pids: readonly number[]): Promise<number> {
    if (pids.length === 0) return 0
    const text = await run(['-o', 'rss=', '-p', pids.join(',')])
    return text.split('\n').reduce((sum, line) => sum + Number(line.trim() || 0) * 1024, 0)
  }
}

const line = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]{8}\s+\d{4})\s?(.*)$/

/** Parses `ps -E -ww -o pid=,ppid=,pgid=,stat=,lstart=,command=`; zombies are left out. */
export function parsePs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((each) => {
    const [, pid, ppid, group, state, startTime, command] = line.exec(each) ?? []
    if (pid === undefined || state === undefined || startTime === undefined || state.startsWith('Z')) return []
    return { pid: Number(pid), ppid: Number(ppid), group: Number(group), startTime: startTime.replaceAll(/\s+/g, ' '), ...readTokens(command ?? '', ' ') }
  })
}

function ps(which: readonly string[]): Promise<string> {
  return run([...which, '-E', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,lstart=,command='])
}

/** `ps` fails where it finds none of the processes asked for, which is an answer. */
async function run(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('ps', [...args], { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 64 << 20 })
    return stdout
  } catch { return '' }
}
