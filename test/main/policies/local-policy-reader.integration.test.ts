import { createHash } from 'node:crypto'
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { LocalPolicyReader } from '../../../src/main/policies/local-policy-reader.ts'
import { brandAs, type OwnerId } from '../../../src/shared/brand.ts'
import type { CachePolicy, PathSource } from '../../../src/shared/policy.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

type DataPolicy = Exclude<CachePolicy, { policy: 'function' }>

const reader = new LocalPolicyReader(new URL('../../../src/main/policies/hash-worker.ts', import.meta.url))
afterAll(async () => { await reader[Symbol.asyncDispose]() })

let folder: string
beforeEach(() => { folder = temporaryFolder() })

const launchUid = brandAs<OwnerId>('launch-1')
async function read(policy: DataPolicy, more: { readonly args?: readonly unknown[]; readonly signal?: AbortSignal } = {}): Promise<unknown> {
  return reader.read(policy, { scriptDir: folder, args: more.args ?? [], launchUid }, more.signal)
}
const write = (name: string, text: string): void => { writeFileSync(join(folder, name), text) }
const here: PathSource = { path: '.' }
const fileHash: DataPolicy = { policy: 'fileHash', of: { path: 'a.txt' } }
const folderHash: DataPolicy = { policy: 'folderHash', of: here, content: false }
const contentHash: DataPolicy = { policy: 'folderHash', of: here, content: true }
/** What this process, its threads included, has open (Linux). */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => { try { return [readlinkSync(`/proc/self/fd/${name}`)] } catch { return [] } })
}
/** Long enough ago that a hash of it may be remembered. */
const age = (name: string, seconds = 1_600_000_000): void => { utimesSync(join(folder, name), seconds, seconds) }

describe('plain policies', () => {
  it('H4: launchUid, user and value are what they say', async () => {
    expect(await read({ policy: 'launchUid' })).toBe('launch-1')
    expect(await read({ policy: 'user' })).toBe(userInfo().username)
    expect(await read({ policy: 'value', value: { model: 3 } })).toEqual({ model: 3 })
  })

  it('H4: env tells one value from another without giving it away, and an empty one from none', async () => {
    const values: unknown[] = []
    for (const secret of ['hunter2', 'hunter3', '', undefined]) {
      vi.stubEnv('SIMMER_TEST_SECRET', secret)
      values.push(await read({ policy: 'env', name: 'SIMMER_TEST_SECRET' }))
    }
    vi.unstubAllEnvs()
    expect(new Set(values).size).toBe(4)
    expect(values[3]).toBeNull()
    expect(JSON.stringify(values)).not.toContain('hunter')
  })
})

describe('files', () => {
  it('H4: fileMtime changes with the time of change, to the nanosecond, and with the size', async () => {
    write('a.txt', 'one')
    const policy: DataPolicy = { policy: 'fileMtime', of: { arg: 'file' } }
    const args = [{ file: 'a.txt' }]
    const { mtimeNs } = statSync(join(folder, 'a.txt'), { bigint: true })
    expect(await read(policy, { args })).toContain(String(mtimeNs % 1_000_000_000n))
    age('a.txt', 1_700_000_000.5)
    expect(await read(policy, { args })).toBe('2023-11-14T22:13:20.500000000Z, 3 bytes')
    write('a.txt', 'four')
    age('a.txt', 1_700_000_000.5)
    expect(await read(policy, { args })).toBe('2023-11-14T22:13:20.500000000Z, 4 bytes')
  })

  it('H4: fileHash is the sha256 of the bytes, whenever they were written', async () => {
    write('a.txt', 'hello')
    const hash = await read(fileHash)
    expect(hash).toBe(createHash('sha256').update('hello').digest('hex'))
    age('a.txt')
    expect(await read(fileHash)).toBe(hash)
    write('a.txt', 'hullo')
    expect(await read(fileHash)).not.toBe(hash)
  })

  it('H11: fileHash does not read again what has not changed, and is not fooled by a file put in its place', async () => {
    write('a.txt', 'hello')
    age('a.txt')
    const hash = await read(fileHash)
    write('b.txt', 'other')
    age('b.txt')
    renameSync(join(folder, 'b.txt'), join(folder, 'a.txt'))
    expect(await read(fileHash)).not.toBe(hash)
    // Written in place with size and mtime as before: only a memo can answer with the former bytes.
    const remembered = await read(fileHash)
    const descriptor = openSync(join(folder, 'a.txt'), 'r+')
    ftruncateSync(descriptor, 5)
    writeFileSync(descriptor, 'OTHER')
    closeSync(descriptor)
    age('a.txt')
    expect(await read(fileHash)).toBe(remembered)
  })

  it('reads a file larger than its buffer whole', async () => {
    const bytes = Buffer.alloc(3_500_000).map((_, index) => index % 253)
    writeFileSync(join(folder, 'a.txt'), bytes)
    expect(await read(fileHash)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it.each<[string, (of: PathSource) => DataPolicy]>([
    ['fileMtime', (of) => ({ policy: 'fileMtime', of })], ['fileHash', (of) => ({ policy: 'fileHash', of })],
    ['folderHash', (of) => ({ policy: 'folderHash', of, content: false })], ['gitHash', (of) => ({ policy: 'gitHash', of })],
  ])('H4: %s of something missing is an error that names it', async (_, policy) => {
    const path = join(folder, 'gone.csv')
    await expect(read(policy({ arg: 0 }), { args: ['gone.csv'] })).rejects.toMatchObject({ code: 'FILE_MISSING', message: `There is no ${path}.` })
  })

  it('says that a folder is no file, and a file no folder', async () => {
    write('a.txt', '')
    await expect(read({ policy: 'fileHash', of: here })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', hint: 'Use folderHash(…) for folders.' })
    await expect(read({ policy: 'folderHash', of: { path: 'a.txt' }, content: false })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', hint: 'Use fileHash(…) for files.' })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('names a file that may not be read (not as root, who may read all)', async () => {
    write('a.txt', '')
    chmodSync(join(folder, 'a.txt'), 0)
    await expect(read(fileHash)).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('may not be read') as unknown })
  })
})

describe('folders', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'sub'))
    write('a.txt', 'one')
    write('sub/b.txt', 'two')
    for (const name of ['a.txt', 'sub/b.txt']) age(name)
  })

  it.each<[string, () => void, boolean, boolean]>([
    ['nothing', () => undefined, false, false],
    ['a file\'s time', () => { age('sub/b.txt', 1_600_000_001) }, true, false],
    ['a file\'s size', () => { write('sub/b.txt', 'three'); age('sub/b.txt') }, true, true],
    ['a file\'s bytes and time', () => { write('sub/b.txt', 'TWO') }, true, true],
    ['a file\'s name', () => { renameSync(join(folder, 'a.txt'), join(folder, 'c.txt')) }, true, true],
    ['a file\'s folder', () => { renameSync(join(folder, 'a.txt'), join(folder, 'sub/a.txt')) }, true, true],
    ['a new empty folder', () => { mkdirSync(join(folder, 'new')) }, true, true],
    ['a deleted file', () => { rmSync(join(folder, 'a.txt')) }, true, true],
    ['a new link', () => { symlinkSync('a.txt', join(folder, 'link')) }, true, true],
  ])('H4: folderHash sees the change of %s where it should', async (_, change, seenByTimes, seenByContent) => {
    const before = [await read(folderHash), await read(contentHash)]
    change()
    const after = [await read(folderHash), await read(contentHash)]
    expect(after.map((hash, index) => hash !== before[index])).toEqual([seenByTimes, seenByContent])
  })

  it('does not follow links, so that a circle ends', async () => {
    symlinkSync('..', join(folder, 'sub', 'up'))
    expect(await read(contentHash)).toMatch(/^[0-9a-f]{64}$/u)
  })
})

describe('the hashing thread', () => {
  it('H11: stops reading when its signal is aborted, and goes on with the rest', async () => {
    const endless = join(folder, 'a.txt')
    const descriptor = openSync(endless, 'w')
    ftruncateSync(descriptor, 2 ** 40)
    closeSync(descriptor)
    const controller = new AbortController()
    const reading = read(fileHash, { signal: controller.signal })
    write('b.txt', 'beside')
    const beside: DataPolicy = { policy: 'fileHash', of: { path: 'b.txt' } }
    expect(await read(beside)).toMatch(/^[0-9a-f]{64}$/u)
    if (process.platform === 'linux') expect(openFiles()).toContain(endless)
    controller.abort(new Error('no longer wanted'))
    await expect(reading).rejects.toThrow('no longer wanted')
    await expect(read(fileHash, { signal: controller.signal })).rejects.toThrow('no longer wanted')
    if (process.platform === 'linux') await expect.poll(openFiles, { timeout: 20_000 }).not.toContain(endless)
    expect(await read(beside)).toMatch(/^[0-9a-f]{64}$/u)
  })

  it('is started again where its program fails, and says so meanwhile', async () => {
    write('a.txt', 'hello')
    write('broken.mjs', 'throw new Error("cannot start")')
    const broken = new LocalPolicyReader(new URL(`file://${join(folder, 'broken.mjs')}`))
    for (let round = 0; round < 2; round++) {
      await expect(broken.read(fileHash, { scriptDir: folder, args: [], launchUid })).rejects.toMatchObject({ code: 'INTERNAL' })
    }
    await broken[Symbol.asyncDispose]()
  })
})

describe('gitHash', () => {
  const git = async (...args: readonly string[]): Promise<void> => { await execa('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], { cwd: folder }) }
  const policy: DataPolicy = { policy: 'gitHash', of: null }

  it('H4: is the commit where the work tree is clean, and changes with every kind of change', async () => {
    await git('init', '--quiet')
    write('a.txt', 'one')
    const seen = [await read(policy)]
    expect(seen[0]).toMatch(/^no commit with changes [0-9a-f]{64}$/u)
    await git('add', '.')
    await git('commit', '--quiet', '-m', 'first')
    const { stdout: head } = await execa('git', ['rev-parse', 'HEAD'], { cwd: folder })
    seen.push(await read(policy))
    expect(seen[1]).toBe(head)
    for (const text of ['two', 'three']) {
      write('a.txt', text)
      seen.push(await read(policy))
    }
    for (const text of ['untracked', 'untracked still']) {
      write('b c.txt', text)
      seen.push(await read(policy))
    }
    await git('add', '.')
    seen.push(await read(policy))
    expect(new Set(seen).size).toBe(seen.length)
    expect(await read(policy)).toBe(seen.at(-1))
  })

  it('H4: speaks of the repository around a folder below it', async () => {
    await git('init', '--quiet')
    mkdirSync(join(folder, 'sub'))
    write('sub/a.txt', 'one')
    expect(await read({ policy: 'gitHash', of: { path: 'sub' } })).toBe(await read(policy))
  })

  it('H4: a folder without a repository is an error that says what to do', async () => {
    await expect(read(policy)).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('is in no git repository') as unknown })
  })

  it('starts no program that the repository names', async () => {
    await git('init', '--quiet')
    write('a.txt', 'one')
    await git('add', '.')
    await git('commit', '--quiet', '-m', 'first')
    write('a.txt', 'two')
    write('.gitattributes', 'a.txt diff=evil\n')
    const trap = `touch ${join(folder, '..', `trap-of-${String(process.pid)}`)}`
    for (const name of ['core.fsmonitor', 'diff.external', 'diff.evil.textconv', 'diff.evil.command']) await git('config', name, trap)
    await read(policy)
    expect(statSync(join(folder, '..', `trap-of-${String(process.pid)}`), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('H11: an aborted signal ends it', async () => {
    await git('init', '--quiet')
    const controller = new AbortController()
    const reading = read(policy, { signal: controller.signal })
    controller.abort(new Error('no longer wanted'))
    await expect(reading).rejects.toThrow('no longer wanted')
  })
})
