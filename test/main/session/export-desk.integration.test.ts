import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ExportDesk } from '../../../src/main/session/export-desk.ts'
import { readPicture } from '../../../src/main/session/read-picture.ts'
import { scriptFolder } from '../../support/script-folder.ts'

describe('files that windows write in pieces', () => {
  it('are there whole at the end, and not before', async () => {
    const folder = await scriptFolder({ 'a.csv': 'old' })
    const target = path.join(folder, 'a.csv')
    const desk = new ExportDesk()
    const id = await desk.begin(1, target)
    await desk.write(1, id, 'one,')
    await desk.write(1, id, new Uint8Array([50]))
    expect(await readFile(target, 'utf8')).toBe('old')
    await desk.end(1, id, true)
    expect(await readFile(target, 'utf8')).toBe('one,2')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('leave nothing when they are given up, or their window goes', async () => {
    const folder = await scriptFolder()
    const desk = new ExportDesk()
    const [first, second] = [await desk.begin(1, path.join(folder, 'a')), await desk.begin(1, path.join(folder, 'b'))]
    await desk.write(1, first, 'x')
    await desk.end(1, first, false)
    await desk.letGoAll(1)
    expect(await readdir(folder)).toEqual([])
    await expect(desk.write(1, second, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('R22: belong to the window that began them, and a place that cannot be written is told', async () => {
    const folder = await scriptFolder()
    const desk = new ExportDesk()
    const id = await desk.begin(1, path.join(folder, 'a'))
    await expect(desk.write(2, id, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await desk.letGoAll(1)
    await expect(desk.begin(1, path.join(folder, 'missing', 'a'))).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('could not be written') as string })
  })
})

describe('pictures by path', () => {
  it('I2: are read beside the script; what is none, missing or a folder is refused by name', async () => {
    const folder = await scriptFolder({ 'task.ts': '', 'secret.txt': 'secret' })
    await mkdir(path.join(folder, 'deep'))
    await writeFile(path.join(folder, 'deep', 'dot.png'), Uint8Array.of(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1))
    const script = path.join(folder, 'task.ts')
    expect((await readPicture(script, 'deep/dot.png')).length).toBe(9)
    expect((await readPicture(script, `file://${folder}/deep/dot.png`)).length).toBe(9)
    await expect(readPicture(script, 'secret.txt')).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message: expect.stringContaining('secret.txt is no picture') as string })
    await expect(readPicture(script, 'gone.png')).rejects.toMatchObject({ code: 'FILE_MISSING' })
    await expect(readPicture(script, 'deep')).rejects.toMatchObject({ message: expect.stringContaining('deep') as string })
  })
})
