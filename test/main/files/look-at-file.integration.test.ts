import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { lookAtFile } from '../../../src/main/files/look-at-file.ts'

let folder: string
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'simmer-look-')) })
afterAll(() => { rmSync(folder, { recursive: true }) })

it('says what the system says, at the first look and later', async () => {
  const file = path.join(folder, 'a.txt')
  writeFileSync(file, 'one')
  expect(await lookAtFile(file)).toEqual(statSync(file, { bigint: true }))
  writeFileSync(file, 'longer')
  expect((await lookAtFile(file)).size).toBe(6n)
})

it('fails as a look at the file itself would, also where the file was there before', async () => {
  const file = path.join(folder, 'gone.txt')
  const look = async (): Promise<unknown> => lookAtFile(file)
  await expect(look()).rejects.toThrow('ENOENT')
  writeFileSync(file, 'here')
  await look()
  rmSync(file)
  await expect(look()).rejects.toThrow('ENOENT')
})

it.runIf(process.platform === 'linux')('does not wait for a file of a local disk that it knows, and waits for one of another kind', async () => {
  const file = path.join(folder, 'known.txt')
  writeFileSync(file, 'x')
  await vi.waitFor(async () => {
    await lookAtFile(file)
    expect(lookAtFile(file)).not.toBeInstanceOf(Promise)
  })
  const foreign = '/proc/self/status'
  await lookAtFile(foreign)
  await lookAtFile(foreign)
  const again = lookAtFile(foreign)
  expect(again).toBeInstanceOf(Promise)
  await again
})
