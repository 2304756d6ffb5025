import { describe, expect, it } from 'vitest'
import { hostEnvironment } from '../../../src/main/backends/host-environment.ts'
import { isZombie, parseProcessStat } from '../../../src/main/backends/linux-process-stat.ts'
import { parseProcessMemory } from '../../../src/main/backends/linux-process-table.ts'
import type { ProcessRow } from '../../../src/main/backends/process-table.ts'
import { ProcessTree } from '../../../src/main/backends/process-tree.ts'
import { parsePs, parsePsUsage } from '../../../src/main/backends/ps-process-table.ts'
import { readTokens } from '../../../src/main/backends/tokens.ts'
import { parseWindowsProcesses } from '../../../src/main/backends/windows-process-table.ts'

describe('reading the system\'s processes', () => {
  it('a name with spaces and brackets does not shift the fields of /proc', () => {
    const line = '4242 (a) R (b c) S 17 4200 4200 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 11 0 987654 1000 25 18446744073709551615'
    expect(parseProcessStat(line)).toEqual({ state: 'S', ppid: 17, group: 4200, startTime: '987654', own: 110, waitedFor: 150 })
  })

  it('zombies are dead', () => {
    expect(['R', 'S', 'D', 'T', 'Z', 'X'].map((state) => isZombie({ state }))).toEqual([false, false, false, false, true, true])
  })

  it('a line that ends early is no process', () => { expect(parseProcessStat('12 (x) S 1')).toBeUndefined() })

  it('tokens are read by whole names, the first entry and the last included', () => {
    expect(readTokens('SIMMER_RUN=r 1\0PATH=/bin\0SIMMER_OWNER=o', '\0')).toEqual({ runToken: 'r 1', ownerToken: 'o' })
    expect(readTokens('X_SIMMER_RUN=no\0PATH=SIMMER_OWNER=no', '\0')).toEqual({ runToken: null, ownerToken: null })
    expect(readTokens('', '\0')).toEqual({ runToken: null, ownerToken: null })
  })

  it('ps of macOS: processes with their tokens; zombies are left out', () => {
    const text = [
      '    1     0     1 Ss   Sun Nov 22 08:00:01 2026     /sbin/launchd',
      '  731     1   731 S+   Sun Nov 22 09:10:11 2026     node host.js PATH=/bin SIMMER_OWNER=o-1 SIMMER_RUN=r-1 HOME=/Users/a',
      '  740   731   731 Z    Sun Nov 22 09:10:12 2026     (node)',
      '',
    ].join('\n')
    expect(parsePs(text)).toEqual([
      { pid: 1, ppid: 0, group: 1, startTime: 'Sun Nov 22 08:00:01 2026', startedAt: new Date(2026, 10, 22, 8, 0, 1).getTime(), runToken: null, ownerToken: null },
      { pid: 731, ppid: 1, group: 731, startTime: 'Sun Nov 22 09:10:11 2026', startedAt: new Date(2026, 10, 22, 9, 10, 11).getTime(), runToken: 'r-1', ownerToken: 'o-1' },
    ])
  })

  it('ps of macOS and others: memory, and processor time of seconds, hours and days', () => {
    const text = [
      '  731 S+   Sun Nov 22 09:10:11 2026      2048   0:01.50',
      '  732 S    Sun Nov 22 09:10:12 2026       100 100:00.25',
      '  733 R    Sun Nov 22 09:10:13 2026         1 1-02:03:04',
      '  740 Z    Sun Nov 22 09:10:12 2026         0   0:00.00',
      '',
    ].join('\n')
    expect(parsePsUsage(text).map(({ pid, resident, own }) => [pid, resident, own])).toEqual([
      [731, 2_097_152, 1500], [732, 102_400, 6_000_250], [733, 1024, ((26 * 60 + 3) * 60 + 4) * 1000],
    ])
    expect(parsePsUsage(text)[0]?.startTime).toBe('Sun Nov 22 09:10:11 2026')
  })

  it('the memory of a process is read from its status; a kernel\'s own has none', () => {
    const status = 'Name:\tnode\nVmHWM:\t    900 kB\nVmRSS:\t    800 kB\nRssAnon:\t    500 kB\nRssFile:\t    200 kB\nRssShmem:\t    100 kB\n'
    expect(parseProcessMemory(status)).toEqual({ resident: 819_200, shared: 307_200, peak: 921_600 })
    expect(parseProcessMemory('Name:\tkthreadd\n')).toEqual({ resident: 0, shared: 0, peak: 0 })
  })

  it('PowerShell: many, one, none, and what is no list', () => {
    const one = '{"ProcessId":8,"ParentProcessId":4,"WorkingSetSize":1024,"PeakWorkingSetSize":3,"KernelModeTime":20000,"UserModeTime":30000,"Started":133}'
    const row = { pid: 8, ppid: 4, group: 0, startTime: '133', startedAt: 133, runToken: null, ownerToken: null, resident: 1024, shared: 0, peak: 3072, own: 5, waitedFor: 0 }
    expect([`[${one},${one}]`, one, '', '"x"'].map((text) => parseWindowsProcesses(text))).toEqual([[row, row], [row], [], []])
  })
})

describe('which processes belong to a host', () => {
  const row = (pid: number, ppid: number, more: Partial<ProcessRow> = {}): ProcessRow =>
    ({ pid, ppid, group: pid, startTime: String(pid * 10), startedAt: pid * 10, runToken: null, ownerToken: null, ...more })
  const take = (tree: ProcessTree, ...rows: ProcessRow[]): number[] => {
    tree.take(new Map(rows.map((each) => [each.pid, each])))
    return tree.members.map(({ pid }) => pid).sort((a, b) => a - b)
  }
  const host = row(10, 1, { runToken: 'mine' })
  const newTree = (): ProcessTree => new ProcessTree({ pid: 10, startTime: '100' }, 'mine')

  it('by token, by group and by parent, in whatever order they are listed', () => {
    const rows = [row(14, 13), row(13, 10), row(12, 1, { group: 10 }), row(11, 1, { runToken: 'mine' }), host, row(20, 1), row(21, 20, { runToken: 'other' })]
    expect(take(newTree(), ...rows)).toEqual([10, 11, 12, 13, 14])
  })

  it('one that was seen stays, though its parent is gone and another adopted it', () => {
    const tree = newTree()
    take(tree, host, row(13, 10))
    expect(take(tree, row(13, 1), row(14, 13))).toEqual([13, 14])
  })

  it('E7 a stranger with the number of a member, its child and its group are none of ours', () => {
    const tree = newTree()
    take(tree, host, row(13, 10))
    const stranger = row(13, 1, { startTime: '999', startedAt: 999 })
    const leader = row(10, 1, { startTime: '998', startedAt: 998 })
    expect(take(tree, stranger, row(30, 13), leader, row(31, 10), row(32, 1, { group: 10 }))).toEqual([])
  })

  it('E7 a stranger whose parent\'s or group\'s number is ours only since is none of ours: it is older', () => {
    const tree = newTree()
    expect(take(tree, host, row(13, 10), row(14, 13, { startedAt: 129 }), row(15, 1, { group: 10, startedAt: 99 }), row(16, 13, { startedAt: 130 }))).toEqual([10, 13, 16])
  })

  it('E7 right at the leader\'s death its group is ours, but for who is older than it was', () => {
    const tree = newTree()
    take(tree, host)
    const rows = [row(15, 1, { group: 10, startedAt: 99 }), row(16, 1, { group: 10, startedAt: 101 })]
    tree.take(new Map(rows.map((each) => [each.pid, each])), { orphaned: true })
    expect(tree.members.map(({ pid }) => pid)).toEqual([16])
  })

  it('a look that shows no process at all is none', () => {
    const tree = newTree()
    take(tree, host, row(13, 10))
    expect(take(tree)).toEqual([10, 13])
  })

  it('a look tells whether there was a new one', () => {
    const tree = newTree()
    const look = (...rows: ProcessRow[]): boolean => tree.take(new Map(rows.map((each) => [each.pid, each])))
    expect([look(host), look(host), look(host, row(13, 10)), look(host)]).toEqual([true, false, true, false])
  })
})

describe('what hosts inherit', () => {
  it('G4 nothing of the app\'s own, and the tokens', () => {
    const mine = { ELECTRON_NO_ASAR: '1', NODE_OPTIONS: '-r x', LD_PRELOAD: 'x.so', DYLD_INSERT_LIBRARIES: 'x', SIMMER_DATA: '/d', KEPT_BY_TEST: 'yes' }
    Object.assign(process.env, mine)
    const env = hostEnvironment({ owner: 'o', run: 'r' }, { ELECTRON_RUN_AS_NODE: '1' })
    for (const name of Object.keys(mine)) Reflect.deleteProperty(process.env, name)
    expect(Object.keys(mine).filter((name) => name in env)).toEqual(['KEPT_BY_TEST'])
    expect(env).toMatchObject({ SIMMER_OWNER: 'o', SIMMER_RUN: 'r', ELECTRON_RUN_AS_NODE: '1' })
  })
})
