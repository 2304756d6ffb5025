import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LocalDescriber } from '../../../src/main/backends/describer.ts'
import { LocalBackend } from '../../../src/main/backends/local.ts'
import { LocalRuntimes } from '../../../src/main/backends/runtimes.ts'
import { buildHost } from '../../support/build-host.ts'
import { systemClock } from '../../support/local-lab.ts'
import { scriptFolder, writeScripts } from '../../support/script-folder.ts'
import { catalogLab, taskSource } from './catalog-lab.ts'

/** A catalog whose scripts are described in real hosts; a script's top level may take `seconds`. */
async function realLab(folders: readonly string[], { seconds = 30, live = false } = {}) {
  const folder = await scriptFolder()
  const { hostProgram, sdk } = await buildHost(path.join(folder, 'built'))
  const backend = new LocalBackend({ hostProgram, ownerToken: randomUUID(), runtimes: new LocalRuntimes(() => null), folder: path.join(folder, 'work'), clock: systemClock, capacity: 2 })
  onTestFinished(async () => { await backend[Symbol.asyncDispose]() })
  return catalogLab({ folders, live, describer: new LocalDescriber(backend.spawner, seconds), sdkUrl: pathToFileURL(sdk).href })
}

describe('bad scripts in real hosts', () => {
  it('A1 says the script\'s own file and line, whether it throws, is refused or ends its process', async () => {
    const folder = await scriptFolder({
      'throws.ts': "import { defineTask } from 'simmer'\n\ninterface Unused { readonly a: number }\n\nthrow new RangeError('not today')\nexport default defineTask({ title: 'x', run: () => 1 })",
      'refused.ts': "import { defineTask, html, longCallback, Input, Output } from 'simmer'\n\nexport default defineTask({\n  title: 'R', layout: html.div([html.button('Run', { id: 'run' })]),\n  callbacks: [\n    longCallback({ output: Output('run', 'title'), inputs: Input('rum', 'nClicks'), run: () => 'x' }),\n  ],\n})",
      'exits.ts': "import { defineTask } from 'simmer'\nprocess.exit(3)\nexport default defineTask({ title: 'x', run: () => 1 })",
      'nothing.ts': "import { defineTask } from 'simmer'\nvoid defineTask",
      'good.ts': taskSource('Good'),
    })
    const { catalog, need } = await realLab([folder])
    await catalog.checkAll()
    expect(need('good.ts')).toMatchObject({ state: 'ready', title: 'Good' })
    expect(need('throws.ts').error).toMatchObject({ code: 'SCRIPT_BROKEN', name: 'RangeError', message: 'not today', place: { file: path.join(folder, 'throws.ts'), line: 5 } })
    expect(need('refused.ts').error).toMatchObject({ code: 'SCRIPT_REFUSED', message: expect.stringContaining('rum.nClicks') as string, hint: expect.stringContaining('Did you mean "run"?') as string, place: { file: path.join(folder, 'refused.ts'), line: 6 } })
    expect(need('exits.ts').error).toMatchObject({ code: 'SCRIPT_BROKEN', message: expect.stringContaining('3') as string })
    expect(need('nothing.ts').error).toMatchObject({ code: 'SCRIPT_REFUSED', message: 'The script has no default export' })
  })

  it('A1 gives up on a script that loops for ever at import, and takes it up again when it is mended', async () => {
    const folder = await scriptFolder({ 'loops.ts': taskSource('Loops', 'for (;;) { /* for ever */ }'), 'good.ts': taskSource('Good') })
    const { catalog, need } = await realLab([folder], { seconds: 1 })
    await catalog.checkAll()
    expect(need('loops.ts')).toMatchObject({ state: 'broken', error: { message: expect.stringContaining('did not finish loading') as string } })
    expect(need('good.ts').state).toBe('ready')
    await writeScripts(folder, { 'loops.ts': taskSource('Ends') })
    expect((await catalog.runnable(need('loops.ts').id)).descriptor.title).toBe('Ends')
  })

  it('A1 shows other scripts that are saved while one is still looping', async () => {
    const folder = await scriptFolder({ 'a-loops.ts': taskSource('Loops', 'for (;;) { /* for ever */ }'), 'b.ts': taskSource('First') })
    const { until, task } = await realLab([folder], { live: true })
    await until(() => task('b.ts')?.title === 'First')
    await writeScripts(folder, { 'b.ts': taskSource('Second') })
    await until(() => task('b.ts')?.title === 'Second')
    expect(task('a-loops.ts')?.state).toBe('checking')
  })
})

describe('the tasks that ship', () => {
  it('are all found and ready', async () => {
    const { catalog } = await realLab([path.resolve('tasks')])
    await catalog.checkAll()
    expect(catalog.tasks.filter(({ state }) => state !== 'ready').map((task) => [task.path, task.error?.message])).toEqual([])
    expect(catalog.tasks.map((task) => task.path)).toEqual(expect.arrayContaining(['count-primes.ts', 'csv-profile.ts', 'examples/1-simple.ts', 'examples/7-caching.ts']))
  })
})
