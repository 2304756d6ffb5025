import { describe, expect, it } from 'vitest'
import { hostEnvironment } from '../../../src/main/backends/host-environment.ts'
import { isZombie, parseProcessStat } from '../../../src/main/backends/linux-process-stat.ts'
import type { ProcessRow } from '../../../src/main/backends/process-table.ts'
import { ProcessTree } from '../../../src/main/backends/process-tree.ts'
import { parsePs } from '../../../src/main/backends/ps-process-table.ts'
import { readTokens } from '../../../src/main/backends/tokens.ts'
import { parseWindowsProcesses } from '../../../src/main/backends/windows-process-table.ts'

describe('reading the system\'s processes', () => {
  it('a name with spaces and brackets does not shift the fields of /proc', () => {
    const line = '4242 (a) R (b c) S 17 4200 4200 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 11 0 987654 1000 25 18446744073709551615'
    expect(parseProcessStat(line)).toEqual({ state: 'S', ppid: 17, group: 4200, startTime: '987654' })
  })

  it('zombies are dead', () => {
    const stat = { ppid: 1, group: 1, startTime: '1' }
    expect(['R', 'S', 'D', 'T', 'Z', 'X'].map((state) => isZombie({ ...stat, state }))).toEqual([false, false, false, false, true, true])
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
      { pid: 1, ppid: 0, group: 1, startTime: 'Sun Nov 22 08:00:01 2026', runToken: null, ownerToken: null },
      { pid: 731, ppid: 1, group: 731, startTime: 'Sun Nov 22 09:10:11 2026', runToken: 'r-1', ownerToken: 'o-1' },
    ])
  })

  it('PowerShell: many, one, none, and what is no list', () => {
    const one = '{"ProcessId":8,"ParentProcessId":4,"WorkingSetSize":1024,"Started":133}'
    const row = { pid: 8, ppid: 4, group: 0, startTime: '133', runToken: null, ownerToken: null, bytes: 1024 }
    expect([`[${one},${one}]`, one, '', '"x"'].map((text) => parseWindowsProcesses(text))).toEqual([[row, row], [row], [], []])
  })
})

describe('which processes belong to a host', () => {
  const row = (pid: number, ppid: number, more: Partial<ProcessRow> = {}): ProcessRow =>
    ({ pid, ppid, group: pid, startTime: String(pid * 10), runToken: null, ownerToken: null, ...more })
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
    expect(take(tree, row(13, 1), row(14, 13))).toEqual([10, 13, 14])
  })

  it('E7 a stranger with the number of a member, its child and its group are none of ours', () => {
    const tree = newTree()
    take(tree, host, row(13, 10))
    const stranger = row(13, 1, { startTime: '999' })
    const leader = row(10, 1, { startTime: '998' })
    expect(take(tree, stranger, row(30, 13), leader, row(31, 10), row(32, 1, { group: 10 }))).toEqual([10, 13])
    expect(tree.members.map(({ startTime }) => startTime)).toEqual(['100', '130'])
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
