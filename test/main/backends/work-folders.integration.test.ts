import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { removeWork, WorkFolders } from '../../../src/main/backends/work-folders.ts'
import { LocalLab, textOf } from '../../support/local-lab.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

describe('working folders', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  it('G2 one that cannot be removed is said in the log, and changes nothing of how the run ended', async (context) => {
    const watched = await lab.run(await lab.job('busy', 'run: async () => { console.log("at " + process.cwd()); await new Promise((r) => { const keep = setInterval(() => {}, 1e6); jobContext().signal.addEventListener("abort", () => { clearInterval(keep); r() }) }) }'))
    await watched.until(() => textOf(watched.logs).includes('at '))
    const place = join(/at (.*)/.exec(textOf(watched.logs))?.[1] ?? '', 'mounted')
    mkdirSync(place)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', place]).status === 0
    onTestFinished(() => { spawnSync('umount', ['-l', place]) })
    watched.controller.abort()
    const end = await watched.end
    if (!mounted) { context.skip(); return }
    expect(end.end).toBe('aborted')
    expect(textOf(watched.logs, 'app')).toMatch(/^The working folder could not be removed: EBUSY.*mounted/)
  })

  it('G2 what a script made read-only is removed too', async () => {
    const folder = temporaryFolder()
    const folders = new WorkFolders({ folder: join(folder, 'work'), kept: join(folder, 'kept') })
    const own = folders.make('own')
    mkdirSync(join(own, 'module', 'deep'), { recursive: true })
    writeFileSync(join(own, 'module', 'deep', 'file'), 'x')
    for (const each of ['module/deep', 'module']) chmodSync(join(own, each), 0o500)
    expect([await folders.remove(own), existsSync(own)]).toEqual([null, false])
  })

  it('G2 one that is kept lies where no sweep comes, by its run; marked ones are kept when Simmer dies', async () => {
    const folder = temporaryFolder()
    const places = { folder: join(folder, 'work', 'me'), kept: join(folder, 'kept') }
    const folders = new WorkFolders(places)
    const [kept, marked, rest] = [folders.make('kept'), folders.make('marked'), folders.make('rest')]
    for (const each of [kept, marked, rest]) writeFileSync(join(each, 'file.txt'), each)
    folders.mark(kept, 'run-1')
    folders.mark(marked, 'run-2')
    expect(await folders.keep(kept, 'run-1')).toBe(join(places.kept, 'run-1'))
    await removeWork(places.folder, places.kept)
    expect([readdirSync(places.kept), existsSync(places.folder)]).toEqual([['run-1', 'run-2'], false])
    expect(readFileSync(join(places.kept, 'run-2', 'file.txt'), 'utf8')).toBe(marked)
  })

  it('G2 a mark that would lead out of its place is not followed', async () => {
    const folder = temporaryFolder()
    const folders = new WorkFolders({ folder: join(folder, 'work'), kept: join(folder, 'kept') })
    folders.mark(folders.make('one'), '../../elsewhere')
    await removeWork(join(folder, 'work'), join(folder, 'kept'))
    expect(readdirSync(folder)).toEqual([])
  })
})
