import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { brandAs, type FolderId, type TaskId } from '../../../src/shared/brand.ts'
import { scriptFolder, writeScripts } from '../../support/script-folder.ts'
import { catalogLab, KeptInMemory, taskSource } from './catalog-lab.ts'

describe('which files are tasks', () => {
  it('lists scripts that define a task, and what is broken, but not what tasks merely import', async () => {
    const folder = await scriptFolder({
      'a.ts': taskSource('A', "import help from './help.js'\nvoid help"), 'deep/er/b.mts': taskSource('B'), 'c.mjs': taskSource('C'), 'plain.js': 'export default 3',
      'help.js': 'export default 1', 'tools.ts': 'export const x = 1', 'types.d.ts': 'export default 1', 'empty.ts': '',
      '_off.ts': taskSource('off'), '.hidden.ts': taskSource('hidden'), 'simmer.config.ts': 'export default 1', 'data.json': '{}', 'read.me': 'defineTask',
      'node_modules/p/t.ts': taskSource('p'), '.simmer/t.ts': taskSource('s'), '_lib/t.ts': taskSource('l'),
    })
    const { catalog } = await catalogLab({ folders: [folder] })
    expect(catalog.tasks.map((task) => task.path)).toEqual(['a.ts', 'c.mjs', 'deep/er/b.mts', 'empty.ts', 'plain.js'])
    expect(catalog.folders).toMatchObject([{ path: folder, name: path.basename(folder), trusted: true, state: 'ok', error: null }])
  })
})

describe('what is known of a task', () => {
  it('is checking, then ready with title, description and code hash', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('Count things') })
    const { catalog, need, changes } = await catalogLab({ folders: [folder] })
    expect(need('a.ts')).toMatchObject({ state: 'checking', title: 'a', codeHash: null })
    await catalog.checkAll()
    expect(need('a.ts')).toMatchObject({ state: 'ready', title: 'Count things', error: null, codeHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    expect(changes.at(-1)).toEqual({ change: 'task', task: need('a.ts') })
    const runnable = await catalog.runnable(need('a.ts').id)
    expect(runnable).toMatchObject({ relativePath: 'a.ts', descriptor: { title: 'Count things' }, bundle: { scriptDir: folder } })
  })

  it('is kept by code, so that a start runs no user code, and is learnt anew when the code changes', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('One') })
    const kept = new KeptInMemory()
    const first = await catalogLab({ folders: [folder], kept })
    await first.catalog.checkAll()
    const second = await catalogLab({ folders: [folder], kept })
    await second.catalog.checkAll()
    expect([first.describer.described.length, second.describer.described.length, second.need('a.ts').title]).toEqual([1, 0, 'One'])
    await writeScripts(folder, { 'a.ts': taskSource('Two and more') })
    expect((await second.catalog.runnable(second.need('a.ts').id)).descriptor.title).toBe('Two and more')
    expect(second.describer.described).toHaveLength(1)
  })

  it('is of the script as it stands at the call, also without a watch', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('T', "import { x } from './x.ts'\nvoid x"), 'x.ts': 'export const x = 1' })
    const { catalog, need } = await catalogLab({ folders: [folder] })
    const { id } = need('a.ts')
    const before = await catalog.runnable(id)
    expect(await catalog.runnable(id)).toEqual(before)
    await writeScripts(folder, { 'x.ts': 'export const x = 22' })
    expect((await catalog.runnable(id)).bundle.codeHash).not.toBe(before.bundle.codeHash)
    await writeScripts(folder, { 'x.ts': 'export const x = ' })
    await expect(catalog.runnable(id)).rejects.toMatchObject({ code: 'SCRIPT_BROKEN', place: { file: path.join(folder, 'x.ts'), line: 1 } })
    await rm(path.join(folder, 'a.ts'))
    await expect(catalog.runnable(id)).rejects.toMatchObject({ code: 'SCRIPT_MISSING' })
  })

  it('is looked into once where several ask at the same time', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('T') })
    const { catalog, need, describer } = await catalogLab({ folders: [folder] })
    await Promise.all(Array.from({ length: 5 }, () => catalog.runnable(need('a.ts').id)))
    expect(describer.described).toHaveLength(1)
  })

  it('takes the nearest configuration, from the script\'s folder up', async () => {
    const config = (gpu: number) => `import { defineConfig } from 'simmer'\nexport default defineConfig({ resources: { gpu: ${gpu} } })`
    const folder = await scriptFolder({ 'simmer.config.ts': config(1), 'a.ts': taskSource('A'), 'in/b.ts': taskSource('B'), 'in/simmer.config.mjs': config(2) })
    const { catalog, need } = await catalogLab({ folders: [folder] })
    const gpus = await Promise.all(['a.ts', 'in/b.ts'].map(async (name) => (await catalog.runnable(need(name).id)).descriptor.resources))
    expect(gpus).toEqual([{ gpu: 1 }, { gpu: 2 }])
  })
})

describe('A1 bad scripts', () => {
  it.each([
    ['throws at import', "throw new Error('not today')\nexport default 1", 'not today', 'SCRIPT_BROKEN'],
    ['exports nothing', "import { defineTask } from 'simmer'\nvoid defineTask", 'no default export', 'SCRIPT_REFUSED'],
    ['exports something else', 'export default { title: "x" }', 'expected what defineTask() gives', 'SCRIPT_REFUSED'],
    ['has a syntax error', 'export default defineTask({', 'bad.ts:1:', 'SCRIPT_BROKEN'],
    ['imports what is missing', "import x from 'not-here'\nexport default x", '"not-here" is not installed', 'SCRIPT_BROKEN'],
    ['has an unknown option', "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'x', timout: 3, run: () => 1 })", 'unknown option "timout"', 'SCRIPT_REFUSED'],
  ])('a script that %s says so, harms no other, and is mended by mending the file', async (_what, source, said, code) => {
    const folder = await scriptFolder({ 'bad.ts': source, 'good.ts': taskSource('Good') })
    const { catalog, need } = await catalogLab({ folders: [folder] })
    await catalog.checkAll()
    expect(need('bad.ts')).toMatchObject({ state: 'broken', title: 'bad', error: { code, message: expect.stringContaining(said) as string } })
    expect(need('good.ts').state).toBe('ready')
    await expect(catalog.runnable(need('bad.ts').id)).rejects.toMatchObject({ code })
    await writeScripts(folder, { 'bad.ts': taskSource('Mended') })
    expect((await catalog.runnable(need('bad.ts').id)).descriptor.title).toBe('Mended')
    expect(need('bad.ts')).toMatchObject({ state: 'ready', title: 'Mended', error: null })
  })
})

describe('R25 trust', () => {
  const marked = (file: string) => taskSource('Evil', `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(file)}, '')`)

  it('lists an untrusted folder\'s scripts by name, and neither runs nor describes them until it is trusted', async () => {
    const folder = await scriptFolder({ 'sub/evil.ts': taskSource('Evil') })
    const { catalog, need, describer, kept } = await catalogLab({ folders: [folder], trusted: [] })
    await catalog.checkAll()
    expect(need('sub/evil.ts')).toMatchObject({ state: 'untrusted', title: 'evil', codeHash: null, error: null })
    await expect(catalog.runnable(need('sub/evil.ts').id)).rejects.toMatchObject({ code: 'NOT_TRUSTED' })
    expect(describer.described).toEqual([])
    const [summary] = catalog.folders
    expect(summary?.trusted).toBe(false)
    await catalog.trustFolder(summary?.id ?? brandAs<FolderId>(''))
    await catalog.checkAll()
    expect([catalog.folders[0]?.trusted, need('sub/evil.ts').title]).toEqual([true, 'Evil'])
    const again = await catalogLab({ folders: [folder], trusted: [], kept })
    expect(again.catalog.folders[0]?.trusted).toBe(true)
  })

  it('remembers the real path: a link that leads elsewhere later is not trusted', async () => {
    const good = await scriptFolder({ 'a.ts': taskSource('A') })
    const base = await scriptFolder()
    const bad = await scriptFolder({ 'a.ts': marked(path.join(base, 'ran')) })
    await symlink(good, path.join(base, 'link'))
    const { catalog, kept } = await catalogLab({ folders: [path.join(base, 'link')], trusted: [] })
    await catalog.trustFolder(catalog.folders[0]?.id ?? brandAs<FolderId>(''))
    await rm(path.join(base, 'link'))
    await symlink(bad, path.join(base, 'link'))
    const again = await catalogLab({ folders: [path.join(base, 'link')], trusted: [], kept })
    await again.catalog.checkAll()
    expect([again.catalog.folders[0]?.trusted, again.need('a.ts').state, again.describer.described.length]).toEqual([false, 'untrusted', 0])
  })

  it('does not take a neighbour whose name only begins alike for trusted', async () => {
    const base = await scriptFolder({ 'tasks/a.ts': taskSource('A'), 'tasks-of-others/b.ts': taskSource('B') })
    const { catalog } = await catalogLab({ folders: [path.join(base, 'tasks'), path.join(base, 'tasks-of-others')], trusted: [path.join(base, 'tasks')] })
    expect(catalog.tasks.map(({ path: inside, state }) => [inside, state])).toEqual([['a.ts', 'checking'], ['b.ts', 'untrusted']])
  })
})

describe('folders', () => {
  it('are added once, remembered, and removed', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('A') })
    const { catalog, kept, changes } = await catalogLab()
    const added = await catalog.addFolder(folder)
    expect(await catalog.addFolder(`${folder}/.`)).toEqual(added)
    expect([added.trusted, catalog.tasks.length, catalog.hasFile(path.join(folder, 'x')), catalog.hasFile('/etc/passwd')]).toEqual([false, 1, true, false])
    const again = await catalogLab({ kept })
    expect(again.catalog.folders.map(({ id }) => id)).toEqual([added.id])
    await again.catalog.removeFolder(added.id)
    expect([again.catalog.folders, again.catalog.tasks, again.changes.map(({ change }) => change).slice(-2)]).toEqual([[], [], ['taskGone', 'folders']])
    expect((await catalogLab({ kept })).catalog.folders).toEqual([])
    expect(changes.at(-1)).toMatchObject({ change: 'folders', folders: [{ id: added.id }] })
  })

  it('are refused where they are not there or are a file, and the app\'s own stays', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('A') })
    const { catalog } = await catalogLab({ folders: [folder] })
    await expect(catalog.addFolder(path.join(folder, 'gone'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' })
    await expect(catalog.addFolder(path.join(folder, 'a.ts'))).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('is a file') as string })
    await expect(catalog.removeFolder(catalog.folders[0]?.id ?? brandAs<FolderId>(''))).rejects.toMatchObject({ code: 'REFUSED' })
    expect(() => catalog.fileOf(brandAs<TaskId>('x/y.ts'))).toThrow(expect.objectContaining({ code: 'SCRIPT_MISSING' }) as Error)
  })

  it('stay listed with what is wrong while they are missing or cannot be read', async () => {
    const base = await scriptFolder({ 'file': '' })
    const { catalog } = await catalogLab({ folders: [path.join(base, 'gone'), path.join(base, 'file')] })
    expect(catalog.folders).toMatchObject([
      { state: 'missing', error: { code: 'FOLDER_MISSING', hint: expect.stringContaining('comes back by itself') as string } },
      { state: 'unreadable', error: { code: 'REFUSED' } },
    ])
  })
})

describe('a live catalog', () => {
  it('shows a script that is saved while it is open, and what it imports, without being asked', async () => {
    const folder = await scriptFolder({ 'a.ts': taskSource('First', "import { x } from './x.ts'\nvoid x"), 'x.ts': 'export const x = 1' })
    const { until, need, task } = await catalogLab({ folders: [folder], live: true })
    await until(() => task('a.ts')?.state === 'ready')
    const before = need('a.ts').codeHash
    await writeScripts(folder, { 'a.ts': taskSource('Second', "import { x } from './x.ts'\nvoid x") })
    await until(() => task('a.ts')?.title === 'Second')
    const between = need('a.ts').codeHash
    await writeScripts(folder, { 'x.ts': 'export const x = 1000' })
    await until(() => need('a.ts').codeHash !== between)
    expect(new Set([before, between, need('a.ts').codeHash]).size).toBe(3)
  })

  it('shows scripts that come, break, are mended and go, in new folders too', async () => {
    const folder = await scriptFolder()
    const { until, task } = await catalogLab({ folders: [folder], live: true })
    await writeScripts(folder, { 'new/here/a.ts': taskSource('A') })
    await until(() => task('new/here/a.ts')?.title === 'A')
    await writeScripts(folder, { 'new/here/a.ts': 'export default (' })
    await until(() => task('new/here/a.ts')?.state === 'broken')
    await writeScripts(folder, { 'new/here/a.ts': taskSource('B') })
    await until(() => task('new/here/a.ts')?.title === 'B')
    await rm(path.join(folder, 'new'), { recursive: true })
    await until(() => task('new/here/a.ts') === undefined)
  })

  it('notices imported files elsewhere, a missing import that comes, and a configuration that appears', async () => {
    const base = await scriptFolder({ 'shared/x.ts': 'export const x = 1', 'tasks/a.ts': taskSource('A', "import { x } from '../shared/x.ts'\nvoid x"), 'tasks/b.ts': taskSource('B', "import './later.ts'") })
    const { until, need, task, catalog } = await catalogLab({ folders: [path.join(base, 'tasks')], live: true })
    await until(() => task('a.ts')?.state === 'ready' && task('b.ts')?.state === 'broken')
    await writeScripts(base, { 'tasks/later.ts': 'export {}' })
    await until(() => task('b.ts')?.state === 'ready')
    const before = need('a.ts').codeHash
    await writeScripts(base, { 'shared/x.ts': 'export const x = 23' })
    await until(() => need('a.ts').codeHash !== before)
    const { codeHash } = need('b.ts')
    await writeScripts(base, { 'tasks/simmer.config.ts': "import { defineConfig } from 'simmer'\nexport default defineConfig({ resources: { gpu: 2 } })" })
    await until(() => need('b.ts').codeHash !== codeHash)
    expect((await catalog.runnable(need('b.ts').id)).descriptor.resources).toEqual({ gpu: 2 })
  })

  it('loses a folder that vanishes and has it back, with the same tasks, when it returns', async () => {
    const base = await scriptFolder({ 'tasks/a.ts': taskSource('A') })
    const folder = path.join(base, 'tasks')
    const { catalog, until, task, need } = await catalogLab({ folders: [folder], live: true })
    await until(() => task('a.ts')?.state === 'ready')
    const { id } = need('a.ts')
    await rename(folder, path.join(base, 'away'))
    await until(() => catalog.folders[0]?.state === 'missing' && task('a.ts') === undefined)
    await rename(path.join(base, 'away'), folder)
    await until(() => task('a.ts')?.state === 'ready')
    expect([need('a.ts').id, catalog.folders[0]?.state]).toEqual([id, 'ok'])
    await writeFile(path.join(folder, 'b.ts'), taskSource('B'))
    await until(() => task('b.ts')?.title === 'B')
  })

  it('follows a folder that is removed and made again at once', async () => {
    const base = await scriptFolder({ 'tasks/a.ts': taskSource('A') })
    const folder = path.join(base, 'tasks')
    const { until, task } = await catalogLab({ folders: [folder], live: true })
    await until(() => task('a.ts')?.state === 'ready')
    await rm(folder, { recursive: true })
    await mkdir(folder)
    await writeScripts(folder, { 'c.ts': taskSource('C') })
    await until(() => task('c.ts')?.title === 'C' && task('a.ts') === undefined)
    await writeScripts(folder, { 'd.ts': taskSource('D') })
    await until(() => task('d.ts')?.title === 'D')
  })
})
