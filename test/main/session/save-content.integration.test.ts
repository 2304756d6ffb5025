import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { saveContent } from '../../../src/main/session/save-content.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

/** Where a user says to save, remembering what was offered. */
function user(answer: string | null): { readonly offered: string[]; readonly askWhere: (name: string) => Promise<string | null> } {
  const offered: string[] = []
  return { offered, askWhere: (name) => { offered.push(name); return Promise.resolve(answer) } }
}

it('I2 text and bytes are written where the user says, over what was there', async () => {
  const folder = temporaryFolder()
  const to = path.join(folder, 'to.txt')
  writeFileSync(to, 'old and longer')
  expect(await saveContent({ name: 'to.txt', content: 'new' }, { folder, ...user(to) })).toBe(to)
  expect(readFileSync(to, 'utf8')).toBe('new')
  await saveContent({ name: 'to.txt', content: new Uint8Array([0, 255]) }, { folder, ...user(to) })
  expect([...readFileSync(to)]).toEqual([0, 255])
  expect(readdirSync(folder)).toEqual(['to.txt'])
})

it('I2 nothing is written where the dialog is closed, and a name is offered that is fit for a file', async () => {
  const folder = temporaryFolder()
  const { offered, askWhere } = user(null)
  expect(await saveContent({ name: '../../etc/passwd', content: 'x' }, { folder, askWhere })).toBeNull()
  expect(readdirSync(folder)).toEqual([])
  expect(offered).toHaveLength(1)
  expect(offered[0]).not.toMatch(/[/\\]/)
})

it('I2 a file is copied from beside the script, or from anywhere, and stays when it is saved onto itself', async () => {
  const folder = temporaryFolder()
  const from = path.join(folder, 'from.bin'), to = path.join(folder, 'to.bin')
  writeFileSync(from, 'bytes')
  const { offered, askWhere } = user(to)
  expect(await saveContent({ path: 'from.bin' }, { folder, askWhere })).toBe(to)
  expect(await saveContent({ path: from, name: 'other.bin' }, { folder: '/', askWhere })).toBe(to)
  expect(offered).toEqual(['from.bin', 'other.bin'])
  expect(readFileSync(to, 'utf8')).toBe('bytes')
  expect(await saveContent({ path: 'from.bin' }, { folder, ...user(from) })).toBe(from)
  expect(readFileSync(from, 'utf8')).toBe('bytes')
})

it('I2 a file that is not there is refused before anybody is asked', async () => {
  const folder = temporaryFolder()
  const { offered, askWhere } = user('never')
  for (const gone of ['gone.bin', '.']) await expect(saveContent({ path: gone }, { folder, askWhere })).rejects.toMatchObject({ code: 'FILE_MISSING', message: expect.stringContaining(folder) as unknown })
  expect(offered).toEqual([])
})

it('I2 what cannot be written says where and what to do, and leaves what was there', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'from.bin'), 'bytes')
  mkdirSync(path.join(folder, 'taken'))
  const to = path.join(folder, 'taken')
  for (const content of [{ name: 'a', content: 'x' }, { path: 'from.bin' }] as const) {
    await expect(saveContent(content, { folder, ...user(to) })).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining(to) as unknown, hint: 'Choose a folder that you may write to.' })
  }
  expect(readdirSync(folder).sort()).toEqual(['from.bin', 'taken'])
})
