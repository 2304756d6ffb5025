import { utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Ended, type SessionLab, sessionLab } from '../../support/session-lab.ts'

/** A script that says how often it ran, kept outside of what its result depends on. */
const counting = (cacheBy: string, more = ''): string => `
import { appendFileSync, readFileSync } from 'node:fs'
import { arg, defineTask, env, file, fileHash, fileMtime, folder, folderHash, integer, launchUid, user, value } from 'simmer'
let asked = 0
export default defineTask({
  title: 'Counting', params: { n: integer({ default: 1 }), table: file({ required: false }), place: folder({ required: false }) },
  cacheBy: ${cacheBy}, ${more}
  run({ n }, job) { appendFileSync(job.scriptDir + '/ran.log', 'x'); return { n, ran: readFileSync(job.scriptDir + '/ran.log', 'utf8').length } },
})
`

/** Runs twice: whether the second came from the cache. */
async function from(lab: SessionLab, ...asked: Parameters<SessionLab['run']>): Promise<'run' | 'cache'> {
  const { job }: Ended = await lab.run(...asked)
  if (job.state.status !== 'succeeded') throw new Error(JSON.stringify(job.state))
  return job.state.from === 'cache' ? 'cache' : 'run'
}

describe('Cache policies, with real hosts and a real database', () => {
  test('H1 H5: [] caches by arguments and code alone; a hit starts no process', async () => {
    const lab = await sessionLab({ 'task.ts': counting('[]') })
    expect(await from(lab, 'task.ts')).toBe('run')
    const hit = await lab.run('task.ts')
    expect(hit.job.state).toMatchObject({ status: 'succeeded', from: 'cache' })
    expect(hit.result).toEqual({ kind: 'value', value: { n: 1, ran: 1 } })
    expect(await from(lab, 'task.ts', { n: 2 })).toBe('run')
  })

  test('H3: a change of the script or of what it imports is a miss', async () => {
    const lab = await sessionLab({ 'task.ts': counting('[]').replace('let asked', "import './_lib.ts'\nlet asked"), '_lib.ts': 'export const a = 1\n' })
    expect(await from(lab, 'task.ts')).toBe('run')
    expect(await from(lab, 'task.ts')).toBe('cache')
    await writeFile(path.join(lab.folder, '_lib.ts'), 'export const a = 2\n')
    expect(await from(lab, 'task.ts')).toBe('run')
  })

  test('H4: fileMtime sees a touched file, fileHash only other bytes', async () => {
    const lab = await sessionLab({ 'mtime.ts': counting("[fileMtime(arg('table'))]"), 'hash.ts': counting("[fileHash(arg('table'))]"), 'table.csv': 'a,b\n1,2\n' })
    const table = path.join(lab.folder, 'table.csv')
    for (const script of ['mtime.ts', 'hash.ts']) {
      expect(await from(lab, script, { table })).toBe('run')
      expect(await from(lab, script, { table })).toBe('cache')
    }
    await utimes(table, new Date(), new Date(Date.now() + 10_000))
    expect(await from(lab, 'mtime.ts', { table })).toBe('run')
    expect(await from(lab, 'hash.ts', { table })).toBe('cache')
    await writeFile(table, 'a,b\n1,3\n')
    expect(await from(lab, 'hash.ts', { table })).toBe('run')
  })

  test('H4: a missing file is an error that names it, not a hit', async () => {
    const lab = await sessionLab({ 'task.ts': counting("[fileMtime(arg('table'))]") })
    await expect(lab.run('task.ts', { table: path.join(lab.folder, 'gone.csv') })).rejects.toMatchObject({ code: 'FILE_MISSING', message: expect.stringContaining('gone.csv') as string })
  })

  test('H4: folderHash sees a new file', async () => {
    const lab = await sessionLab({ 'task.ts': counting("[folderHash(arg('place'))]"), 'place/a.txt': 'a' })
    const place = path.join(lab.folder, 'place')
    expect([await from(lab, 'task.ts', { place }), await from(lab, 'task.ts', { place })]).toEqual(['run', 'cache'])
    await writeFile(path.join(place, 'b.txt'), 'b')
    expect(await from(lab, 'task.ts', { place })).toBe('run')
  })

  test('H4: functions of the script are asked in the page host at each trigger, values and users are data', async () => {
    const lab = await sessionLab({ 'changing.ts': counting('[() => ++asked]'), 'steady.ts': counting("[() => 'same', value(7), user(), env('HOME')]") })
    expect([await from(lab, 'changing.ts'), await from(lab, 'changing.ts')]).toEqual(['run', 'run'])
    expect([await from(lab, 'steady.ts'), await from(lab, 'steady.ts')]).toEqual(['run', 'cache'])
  })

  test('H4 H13: launchUid is new with each launch, other policies share the cache between launches', async () => {
    const first = await sessionLab({ 'launch.ts': counting('[launchUid()]'), 'always.ts': counting('[]') })
    expect([await from(first, 'launch.ts'), await from(first, 'launch.ts'), await from(first, 'always.ts')]).toEqual(['run', 'cache', 'run'])
    const second = await sessionLab({}, { folder: first.folder, dataDir: first.dataDir })
    expect([await from(second, 'launch.ts'), await from(second, 'always.ts')]).toEqual(['run', 'cache'])
  })

  test('H7: an entry expires', async () => {
    const lab = await sessionLab({ 'task.ts': counting('[]', 'expire: 0.3,') })
    expect(await from(lab, 'task.ts')).toBe('run')
    await expect.poll(() => from(lab, 'task.ts'), { interval: 400, timeout: 5_000 }).toBe('run')
  })

  test('H8: fresh runs again and replaces the entry', async () => {
    const lab = await sessionLab({ 'task.ts': counting('[]') })
    await lab.run('task.ts')
    expect((await lab.run('task.ts', {}, { fresh: true })).result).toMatchObject({ value: { ran: 2 } })
    await expect.poll(async () => (await lab.run('task.ts')).result).toMatchObject({ value: { ran: 2 } })
  })

  test('simmer.config.ts gives cacheBy to the folder, the task wins, false turns off', async () => {
    const lab = await sessionLab({
      'simmer.config.ts': "import { defineConfig } from 'simmer'\nexport default defineConfig({ cacheBy: [] })\n",
      'plain.ts': counting('[]').replace('cacheBy: [],', ''), 'off.ts': counting('false'),
    })
    expect([await from(lab, 'plain.ts'), await from(lab, 'plain.ts')]).toEqual(['run', 'cache'])
    expect([await from(lab, 'off.ts'), await from(lab, 'off.ts')]).toEqual(['run', 'run'])
  })

  test("runtime 'node' runs on the Node of this computer behind the same interface", async () => {
    const lab = await sessionLab({ 'task.ts': `
import { defineTask } from 'simmer'
export default defineTask({ title: 'Where', params: {}, runtime: 'node', run: () => ({ electron: process.versions.electron ?? null, node: process.version }) })
` })
    expect((await lab.run('task.ts')).result).toMatchObject({ value: { electron: null, node: expect.stringMatching(/^v\d+/) as string } })
  })
})
