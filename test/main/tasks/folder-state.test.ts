import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lookAtFolder } from '../../../src/main/tasks/folder-state.ts'
import { scriptFolder } from '../../support/script-folder.ts'

/** Does something as a user who may read little: root may read everything. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  const { geteuid, seteuid } = process
  if (geteuid === undefined || seteuid === undefined || geteuid() !== 0) return act()
  seteuid(65534)
  try { return await act() } finally { seteuid(0) }
}

describe('lookAtFolder', () => {
  it('says that a folder is there, and tells one that was made again from the first', async () => {
    const [folder, other] = [await scriptFolder(), await scriptFolder()]
    const first = await lookAtFolder(folder)
    expect(first).toEqual(await lookAtFolder(`${folder}/.`))
    expect(first).toMatchObject({ state: 'ok', realPath: folder })
    expect(await lookAtFolder(other)).not.toMatchObject({ identity: first.state === 'ok' ? first.identity : '' })
  })

  it.skipIf(process.platform === 'win32')('says that a folder may not be read, and what to do', async () => {
    const folder = await scriptFolder()
    await chmod(folder, 0o000)
    const found = await asNobody(() => lookAtFolder(folder))
    await chmod(folder, 0o700)
    expect(found).toMatchObject({ state: 'unreadable', error: { code: 'REFUSED', message: `The folder ${folder} may not be read`, hint: expect.stringContaining('remove it from the list') as string } })
  })

  it('says that a folder is missing, below a file too', async () => {
    const folder = await scriptFolder({ file: '' })
    for (const gone of ['gone', 'file/inside']) {
      expect(await lookAtFolder(path.join(folder, gone))).toMatchObject({ state: 'missing', realPath: path.join(folder, gone), error: { code: 'FOLDER_MISSING' } })
    }
    expect(await lookAtFolder(path.join(folder, 'file'))).toMatchObject({ state: 'unreadable', error: { message: expect.stringContaining('is a file') as string } })
  })
})
