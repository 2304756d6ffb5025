import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.mjs'
import { readSize } from '../../src/shared/read-size.ts'

let dataDir: string
beforeAll(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'simmer-cli-cache-')) })
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function simmer(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [path.join(root, 'out/cli/main.js'), ...args], { env: { SIMMER_DATA: dataDir }, cwd: root, reject: false })
  return exitCode === 0 ? stdout : `exit ${String(exitCode)}: ${stderr}`
}

test('H12, H13: the terminal lists, pins, clears and limits the cache that it shares with the app', async () => {
  await simmer('run', 'count-primes', '--limit', '1000')
  await simmer('run', 'count-primes', '--limit', '2000')
  expect(await simmer('cache', 'list')).toMatch(/^count-primes\.ts +2 results[^]*2 results, [\d.]+ kB of/)
  const entries = await simmer('cache', 'list', 'count-primes')
  const [, key = ''] = /^([0-9a-f]{12}).*limit 2000/m.exec(entries) ?? []
  expect(await simmer('cache', 'pin', key)).toBe(`${key} is pinned.`)
  expect(await simmer('cache', 'clear', 'count-primes')).toBe('1 result removed.')
  expect(JSON.parse(await simmer('cache', 'list', 'count-primes', '--json'))).toMatchObject([{ pinned: true, parts: { limit: '2000' } }])
  expect(await simmer('cache', 'limit', '500', 'MB')).toBe('The cache may have 500 MB from now on.')
  expect(await simmer('cache', 'limit')).toBe('500 MB')
  expect(await simmer('cache', 'limit', 'much')).toContain('"much" is no size')
  expect(await simmer('cache', 'list', 'unknown')).toContain('It has results of count-primes.ts.')
}, 60_000)

test.each([['500 MB', 5e8], ['2GiB', 2 ** 31], ['1.5 kB', 1_500], ['1000000', 1e6], ['0', 0], ['much', undefined], ['-1', undefined], ['5 apples', undefined]])('a size is read from "%s"', (text, bytes) => {
  expect(readSize(text)).toBe(bytes)
})
