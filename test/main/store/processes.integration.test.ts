import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { brandAs, type ContentHash } from '../../../src/shared/brand.ts'
import type { JobState } from '../../../src/shared/job.ts'
import type { Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, ownerId } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

type Child = ChildProcessByStdio<Writable, Readable, Readable>

function start(program: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`fixtures/${program}`, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  return child
}

/** Kills a child once it has said `enough` lines; answers with every line that it said whole. */
async function linesUntilKilled(child: Child, enough: number): Promise<readonly string[]> {
  const ended = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length === enough) child.kill('SIGKILL')
  }
  await ended
  return lines
}

/** What of these names is not there whole: state, result and content. */
function lost(store: Store, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const snapshot = store.jobs.find(jobNamed(name))
    if (snapshot?.job.state.status !== 'succeeded') return true
    const { result } = snapshot
    const value = result?.kind === 'stored' ? valueCodec.decode(store.values.read(result.stored.hash) ?? new Uint8Array()) : result?.kind === 'value' ? result.value : null
    return (value as { readonly name?: string } | null)?.name !== name
  })
}

async function outcomeOf(child: Child): Promise<{ readonly code: number | null; readonly errors: string; readonly output: string }> {
  const errors: string[] = []
  const output: string[] = []
  child.stderr.on('data', (text: Buffer) => { errors.push(String(text)) })
  child.stdout.on('data', (text: Buffer) => { output.push(String(text)) })
  const [code] = await once(child, 'close') as [number | null]
  return { code, errors: errors.join(''), output: output.join('') }
}

/** Files that results name and that are not there whole; and how many they name. */
function files(folder: string, store: Store): { readonly named: number; readonly lost: readonly string[] } {
  const raw = new SqliteDatabase(`${folder}/simmer.db`, { readonly: true })
  try {
    const named = raw.prepare<[], string>('SELECT hash FROM value_files').pluck().all()
    return { named: named.length, lost: named.filter((hash) => store.values.read(brandAs<ContentHash>(hash)) === undefined) }
  } finally { raw.close() }
}

function quickCheck(folder: string): unknown {
  const raw = new SqliteDatabase(`${folder}/simmer.db`, { readonly: true })
  try { return raw.pragma('quick_check', { simple: true }) } finally { raw.close() }
}

describe('a store under several processes', () => {
  it('R1, F3: loses no acknowledged result, and no file of one, when its process is killed while it writes', { timeout: fullSize(240_000, 7_200_000) }, async () => {
    const folder = temporaryFolder()
    const acknowledged: string[] = []
    const kills = fullSize(16, 1_000)
    for (let round = 1; round <= kills; round++) {
      const said = await linesUntilKilled(start('committing-child.ts', folder, String(round)), 1 + round * 7 % 23)
      acknowledged.push(...said)
      if (round % fullSize(4, 1) !== 0) continue
      const store = openTestStore(folder)
      expect(store.notices).toEqual([])
      expect(quickCheck(folder)).toBe('ok')
      expect(lost(store, said)).toEqual([])
      if (round % fullSize(4, 100) === 0) {
        expect(lost(store, acknowledged)).toEqual([])
        // F3: at most a file too many, never a result without its file.
        expect(files(folder, store).lost).toEqual([])
        const unacknowledged = store.jobs.unfinished(ownerId).length + store.jobs.ended(Infinity, 100_000).length - acknowledged.length
        // At most the one that each killed process was in the middle of.
        expect(unacknowledged).toBeLessThanOrEqual(round)
      }
      store.close()
    }
    const kept = openTestStore(folder)
    expect(files(folder, kept).named).toBeGreaterThan(kills * 2)
    expect(acknowledged.length).toBeGreaterThan(kills * 8)
    expect(new Set(acknowledged).size).toBe(acknowledged.length)
    if (isFullSize) console.log(`R1: ${kills} kills, ${acknowledged.length} results acknowledged, 0 lost`)
  })

  it('R1, negative control: a result acknowledged before its commit is seen to be lost', async () => {
    const folder = temporaryFolder()
    const acknowledged = await linesUntilKilled(start('committing-child.ts', folder, 'x', 'early'), 1)
    expect(lost(openTestStore(folder), acknowledged)).toEqual(['x-0'])
  })

  it('R15: four processes that make and write one folder at once never fail, and share the slots exactly (G9)', { timeout: fullSize(240_000, 900_000) }, async () => {
    const folder = temporaryFolder()
    const transactions = fullSize(400, 1_500)
    const children = ['one', 'two', 'three', 'four'].map((name) => start('contending-child.ts', folder, name, String(transactions), '30'))
    const outcomes = children.map(outcomeOf)
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    for (const child of children) child.stdin.write('go\n')
    const looking = openTestStore(folder)
    const names = ['one', 'two', 'three', 'four'].map((name) => name as typeof ownerId)
    const unfinished = (): readonly JobState['status'][] => names.flatMap((name) => looking.jobs.unfinished(name).map(({ job }) => job.state.status))
    await expect.poll(() => unfinished().length, { timeout: fullSize(120_000, 600_000) }).toBe(transactions / 5 * 4)
    await expect.poll(() => unfinished().filter((status) => status === 'running').length, { timeout: 60_000 }).toBe(30)
    for (const child of children) child.stdin.write('stop\n')
    const ended = await Promise.all(outcomes)
    expect(ended.map(({ code, errors }) => ({ code, errors }))).toEqual(children.map(() => ({ code: 0, errors: '' })))
    expect(ended.reduce((sum, { output }) => sum + Number(/claimed (\d+)/u.exec(output)?.[1]), 0)).toBe(30)
    expect(quickCheck(folder)).toBe('ok')
    expect(unfinished().filter((status) => status === 'running')).toHaveLength(30)
  })

  it('R15: processes that open one new folder at the same moment all get it', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder()
    const children = ['one', 'two', 'three'].map((name) => start('opening-child.ts', folder, name, '3', '25'))
    const outcomes = children.map(outcomeOf)
    // Those that are left would wait for a rival that failed until the test's time is over.
    for (const outcome of outcomes) void outcome.then(({ code }) => { if (code !== 0) for (const child of children) child.kill('SIGKILL') })
    expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => ({ code: 0, errors: '', output: '' })))
  })
})
