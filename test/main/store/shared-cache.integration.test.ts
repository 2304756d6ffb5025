import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { openTestStore } from './support/open-test-store.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

type Child = ChildProcessByStdio<Writable, Readable, Readable>
interface Seen { readonly hits: number; readonly misses: number; readonly wrong: number; readonly refused: number }

function start(...args: readonly string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(new URL('fixtures/caching-child.ts', import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  return child
}

/** What a child printed last; throws what it complained of. */
async function seenBy(child: Child): Promise<Seen> {
  const [said, errors]: [string[], string[]] = [[], []]
  child.stdout.on('data', (text: Buffer) => { said.push(String(text)) })
  child.stderr.on('data', (text: Buffer) => { errors.push(String(text)) })
  const [code] = await once(child, 'close') as [number | null]
  if (code !== 0) throw new Error(`exit ${code}: ${errors.join('')}`)
  return JSON.parse(said.join('').trim().split('\n').at(-1) ?? '') as Seen
}

describe('one cache under several processes', () => {
  it('H13: two that put, get, evict, delete and clear at once meet no error and no wrong value, and the totals are right', { timeout: isFullSize ? 900_000 : 60_000 }, async () => {
    const folder = temporaryFolder()
    const limit = 600_000
    const rounds = fullSize(1_200, 30_000)
    const children = ['7', '11'].map((seed) => start(folder, seed, String(rounds), String(limit)))
    const ends = children.map(seenBy)
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    for (const child of children) child.stdin.write('go\n')
    const seen = await Promise.all(ends)
    console.info(`H13: 2 processes, ${rounds} operations each: ${JSON.stringify(seen)}`)
    expect(seen.map(({ wrong }) => wrong)).toEqual([0, 0])
    for (const { hits, misses } of seen) {
      expect(hits).toBeGreaterThan(rounds / 50)
      expect(misses).toBeGreaterThan(0)
    }
    const { cache } = openTestStore(folder)
    const raw = new SqliteDatabase(join(folder, 'cache.db'), { readonly: true })
    const counted = raw.prepare<[], { entries: number; weight: number; pinned: number }>('SELECT count(*) AS entries, coalesce(sum(weight), 0) AS weight, coalesce(sum(weight * pinned), 0) AS pinned FROM entries').get()!
    const check: unknown = raw.pragma('quick_check', { simple: true })
    raw.close()
    expect(check).toBe('ok')
    expect(cache.listing.total()).toEqual({ entries: counted.entries, weight: counted.weight, pinnedWeight: counted.pinned })
    expect(cache.listing.groups().reduce((sum, { entries }) => sum + entries, 0)).toBe(counted.entries)
    // One value above the limit at most, until the next turn of either.
    expect(counted.weight).toBeLessThanOrEqual(limit + 140_000)
  })
})
