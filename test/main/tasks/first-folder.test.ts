import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstFolder } from '../../../src/main/tasks/first-folder.ts'
import { scriptFolder, writeScripts } from '../../support/script-folder.ts'
import { KeptInMemory } from './catalog-lab.ts'

describe('the first folder', () => {
  const lab = async () => ({ documents: await scriptFolder(), examples: await scriptFolder({ 'a.ts': 'one', 'in/b.ts': 'two', '.simmer/types/x': '' }), settings: new KeptInMemory() })

  it('is made once with the examples, and left to the user', async () => {
    const options = await lab()
    const { folder, made } = await firstFolder(options)
    expect([folder, made, await readdir(options.documents), (await readdir(folder)).sort()]).toEqual([path.join(options.documents, 'Simmer'), true, ['Simmer'], ['a.ts', 'in']])
    await rm(path.join(folder, 'a.ts'))
    await writeScripts(folder, { 'in/b.ts': 'mine' })
    expect(await firstFolder(options)).toEqual({ folder, made: true })
    expect([await readdir(folder), await readFile(path.join(folder, 'in/b.ts'), 'utf8')]).toEqual([['in'], 'mine'])
    await rm(folder, { recursive: true })
    expect(await firstFolder(options)).toEqual({ folder, made: true })
    expect(await readdir(options.documents)).toEqual([])
  })

  it('is not Simmer\'s where it was there before', async () => {
    const options = await lab()
    await writeScripts(options.documents, { 'Simmer/theirs.ts': '' })
    expect(await firstFolder(options)).toMatchObject({ made: false })
    expect(await readdir(path.join(options.documents, 'Simmer'))).toEqual(['theirs.ts'])
  })

  it('leaves nothing half-made where the examples cannot be read', async () => {
    const options = await lab()
    await expect(firstFolder({ ...options, examples: path.join(options.examples, 'gone') })).rejects.toThrow()
    expect(await readdir(options.documents)).toEqual([])
    expect((await firstFolder(options)).made).toBe(true)
  })
})
