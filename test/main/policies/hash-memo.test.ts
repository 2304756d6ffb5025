import { describe, expect, it } from 'vitest'
import { type FileIdentity, HashMemo } from '../../../src/main/policies/hash-memo.ts'

const second = 1_000_000_000n
const identity: FileIdentity = { path: '/a', size: 3n, mtimeNs: 100n * second, ino: 7n, dev: 1n }

describe('HashMemo', () => {
  it('H11: knows a hash by path, size, mtime and inode together', () => {
    const memo = new HashMemo()
    memo.set(identity, 'hash', 200n * second)
    expect(memo.get({ ...identity })).toBe('hash')
    const others: readonly Partial<FileIdentity>[] = [{ path: '/b' }, { size: 4n }, { mtimeNs: 101n * second }, { ino: 8n }, { dev: 2n }]
    expect(others.map((other) => memo.get({ ...identity, ...other }))).toEqual(others.map(() => undefined))
  })

  it('H11: does not trust a file that was changed less than two seconds before it was read', () => {
    const memo = new HashMemo()
    memo.set(identity, 'too fresh', 101n * second)
    expect(memo.get(identity)).toBeUndefined()
    memo.set(identity, 'settled', 102n * second)
    expect(memo.get(identity)).toBe('settled')
  })

  it('forgets what was used longest ago beyond 50,000 files', () => {
    const memo = new HashMemo()
    const numbered = (ino: number): FileIdentity => ({ ...identity, ino: BigInt(ino) })
    for (let ino = 0; ino < 50_000; ino++) memo.set(numbered(ino), String(ino), 200n * second)
    memo.get(numbered(0))
    memo.set(numbered(50_000), 'last', 200n * second)
    expect([0, 1, 2, 50_000].map((ino) => memo.get(numbered(ino)))).toEqual(['0', undefined, '2', 'last'])
  })
})
