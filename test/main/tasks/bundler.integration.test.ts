import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Bundler } from '../../../src/main/tasks/bundler.ts'
import { scriptFolder, writeScripts } from '../../support/script-folder.ts'

const task = "import { defineTask } from 'simmer'\nexport default defineTask({ title: 'T', run: () => 1 })\n"
const sdk = "export const defineTask = (options) => ({ made: options })\nexport const defineConfig = (options) => ({ folder: options })\n"

/** A bundler with an SDK of two functions, so that these tests need no build. */
async function lab(files: Readonly<Record<string, string>>) {
  const folder = await scriptFolder(files)
  const data = await scriptFolder({ 'sdk.mjs': sdk })
  const bundler = new Bundler({ bundlesFolder: path.join(data, 'bundles'), sdkUrl: pathToFileURL(path.join(data, 'sdk.mjs')).href, contract: 1 })
  const bundle = (name = 'a.ts', config: string | null = null, inside = folder) => bundler.bundle({ folder: inside, file: path.join(inside, name), config: config && path.join(inside, config) })
  const load = async (name = 'a.ts', config: string | null = null) => await import(pathToFileURL((await bundle(name, config)).bundle.file).href) as { readonly task: unknown; readonly config: unknown }
  return { folder, data, bundle, load, bundler }
}

const broken = async (bundling: Promise<unknown>): Promise<unknown> => bundling.then(() => { throw new Error('It was bundled') }, (error: unknown) => error)

describe('bundling', () => {
  it('gives a module with the task and the folder\'s configuration', async () => {
    const { load, bundle, folder } = await lab({ 'a.ts': task, 'b.ts': task, 'simmer.config.ts': "import { defineConfig } from 'simmer'\nexport default defineConfig({ concurrency: 2 })" })
    const { task: made, config } = await load('a.ts', 'simmer.config.ts')
    expect([made, config]).toMatchObject([{ made: { title: 'T' } }, { folder: { concurrency: 2 } }])
    expect((await load('b.ts')).config).toBeUndefined()
    expect((await bundle()).bundle).toMatchObject({ scriptFile: path.join(folder, 'a.ts'), scriptDir: folder })
  })

  it('bundles local files, and takes packages from the script\'s own folder, by absolute place', async () => {
    const { load, bundle, folder } = await lab({
      'a.ts': "import { twice } from './lib/twice.ts'\nimport { one } from 'counted'\nimport { two } from '@scope/deep/part'\nimport fs from 'fs'\nexport default [twice(one), two, typeof fs.readFileSync]",
      'lib/twice.ts': 'export const twice = (x: number): number => x * 2',
      'node_modules/counted/package.json': '{"name":"counted","version":"1.2.3","exports":{"import":"./i.mjs","require":"./r.cjs"}}',
      'node_modules/counted/i.mjs': 'export const one = 1', 'node_modules/counted/r.cjs': 'exports.one = 100',
      'node_modules/@scope/deep/package.json': '{"name":"@scope/deep","version":"0.0.1","exports":{"./part":"./p.mjs"}}', 'node_modules/@scope/deep/p.mjs': 'export const two = 2',
    })
    expect((await load()).task).toEqual([2, 2, 'function'])
    const { bundle: { file }, sources } = await bundle()
    expect(sources.map((source) => path.relative(folder, source)).sort()).toEqual(['a.ts', 'lib/twice.ts'])
    expect(await readFile(file, 'utf8')).toContain(pathToFileURL(path.join(folder, 'node_modules/counted/i.mjs')).href)
  })

  it('lets every source know its own place, as a module and in the older style', async () => {
    const { load, folder } = await lab({
      'a.ts': "import { inner } from './lib/inner.ts'\nimport older from './lib/older.cjs'\nexport default { url: import.meta.url, dir: import.meta.dirname, file: import.meta.filename, old: [__dirname, __filename], inner, older }",
      'lib/inner.ts': 'export const inner = import.meta.url', 'lib/older.cjs': "module.exports = [__filename, require('node:path').sep]",
    })
    const at = (name: string) => path.join(folder, name)
    expect((await load()).task).toEqual({
      url: pathToFileURL(at('a.ts')).href, dir: folder, file: at('a.ts'), old: [folder, at('a.ts')],
      inner: pathToFileURL(at('lib/inner.ts')).href, older: [at('lib/older.cjs'), path.sep],
    })
  })

  it('lets a script make its own require', async () => {
    const { load } = await lab({
      'a.mjs': "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nexport default [require('odd').odd, require('./value.json').x]",
      'value.json': '{"x":5}', 'node_modules/odd/package.json': '{"name":"odd","version":"1.0.0","main":"o.js"}', 'node_modules/odd/o.js': 'exports.odd = 3',
    })
    expect((await load('a.mjs')).task).toEqual([3, 5])
  })

  it('maps stacks to the script\'s own lines', async () => {
    const { bundle, folder } = await lab({ 'a.ts': "import { fail } from './lib/fail.ts'\nexport default fail\n", 'lib/fail.ts': '\n\nexport function fail(): never {\n  throw new Error(import.meta.url)\n}' })
    const text = await readFile((await bundle()).bundle.file, 'utf8')
    const map = JSON.parse(Buffer.from(/base64,(.+)/u.exec(text)?.[1] ?? '', 'base64').toString()) as { sources: string[] }
    expect(map.sources).toContain(pathToFileURL(path.join(folder, 'lib/fail.ts')).href)
    const runner = await scriptFolder({ 'run.mjs': `import { task } from ${JSON.stringify(pathToFileURL((await bundle()).bundle.file).href)}\ntry { task() } catch (error) { process.stdout.write(error.stack) }` })
    const { stdout: stack } = await promisify(execFile)(process.execPath, ['--enable-source-maps', path.join(runner, 'run.mjs')])
    expect(stack).toContain(`${path.join(folder, 'lib/fail.ts')}:4:9`)
  })
})

describe('what is wrong with a script', () => {
  it('says file, line and column of a syntax error', async () => {
    const { bundle, folder } = await lab({ 'sub/a.ts': 'const a = 1\nexport default { title: }\n' })
    expect(await broken(bundle('sub/a.ts'))).toMatchObject({
      code: 'SCRIPT_BROKEN', message: 'sub/a.ts:2:25: Unexpected "}"', hint: expect.stringContaining('export default') as string,
      place: { file: path.join(folder, 'sub/a.ts'), line: 2, column: 25 },
    })
  })

  it('says file, line and column where the source knows its own place too', async () => {
    const { bundle } = await lab({ 'a.ts': 'const a = import.meta.url\nlet = 3 +\n' })
    expect(await broken(bundle())).toMatchObject({ code: 'SCRIPT_BROKEN', message: expect.stringMatching(/^a\.ts:3:1: /) as string, place: { line: 3 } })
  })

  it('names a package that is not installed, where it is imported, and how to install it', async () => {
    const { bundle, folder } = await lab({ 'a.ts': "import x from 'no-such-thing/part'\nexport default x" })
    expect(await broken(bundle())).toMatchObject({
      code: 'SCRIPT_BROKEN', message: 'a.ts:1:15: The package "no-such-thing" is not installed (imported as "no-such-thing/part")',
      hint: `In ${folder}, run: npm install no-such-thing`, place: { line: 1 },
    })
  })

  it('names a local file that is missing', async () => {
    const { bundle } = await lab({ 'a.ts': "\nimport { x } from './gone.ts'\nexport default x" })
    expect(await broken(bundle())).toMatchObject({ code: 'SCRIPT_BROKEN', message: 'a.ts:2:19: Could not resolve "./gone.ts"' })
  })

  it('says that a script is not there', async () => {
    const { bundle } = await lab({})
    expect(await broken(bundle())).toMatchObject({ code: 'SCRIPT_MISSING' })
  })

  it('A1 bundles a script without default export, and hands on that there is none', async () => {
    const { load } = await lab({ 'a.ts': 'export const x = 1', 'simmer.config.js': 'export const y = 2' })
    expect(await load('a.ts', 'simmer.config.js')).toMatchObject({ task: undefined, config: null })
  })
})

describe('H3 the code hash', () => {
  const hashOf = async (files: Readonly<Record<string, string>>) => (await (await lab(files)).bundle()).bundle.codeHash
  const files = { 'a.ts': "import { x } from './x.ts'\nimport 'dep'\nexport default x", 'x.ts': 'export const x = 1', 'node_modules/dep/package.json': '{"name":"dep","version":"1.0.0","main":"d.js"}', 'node_modules/dep/d.js': '' }

  it('is the same wherever the folder lies, and tells the copies\' bundles apart', async () => {
    const [here, there] = [await lab(files), await lab(files)]
    const [first, second] = [await here.bundle(), await there.bundle()]
    expect(first.bundle.codeHash).toBe(second.bundle.codeHash)
    expect(path.basename(first.bundle.file)).not.toBe(path.basename(second.bundle.file))
  })

  it('changes with the script, with what it imports, with a package\'s version, and with nothing else', async () => {
    const base = await hashOf(files)
    expect(await hashOf({ ...files, 'other.ts': 'x', 'node_modules/dep/d.js': '//' })).toBe(base)
    const others = await Promise.all([
      hashOf({ ...files, 'a.ts': `${files['a.ts']}\n` }), hashOf({ ...files, 'x.ts': 'export const x = 2' }),
      hashOf({ ...files, 'node_modules/dep/package.json': '{"name":"dep","version":"1.0.1","main":"d.js"}' }),
    ])
    expect(new Set([base, ...others]).size).toBe(4)
  })

  it('changes when a value moves from one file to another of the same joined text', async () => {
    const one = await hashOf({ 'a.ts': "import './x.ts'\nexport default 1//", 'x.ts': '//' })
    const two = await hashOf({ 'a.ts': "import './x.ts'\nexport default 1////", 'x.ts': '' })
    expect(one).not.toBe(two)
  })

  it('is renewed by a change, back by its undoing, and the bundle file is made again after it was removed', async () => {
    const { bundle, folder } = await lab(files)
    const first = await bundle()
    await writeScripts(folder, { 'x.ts': 'export const x = 3' })
    expect((await bundle()).bundle.codeHash).not.toBe(first.bundle.codeHash)
    await writeScripts(folder, { 'x.ts': files['x.ts'] })
    await rm(first.bundle.file)
    expect((await bundle()).bundle).toEqual(first.bundle)
    expect(await readFile(first.bundle.file, 'utf8')).toContain('sourceMappingURL')
  })
})

describe('old bundles', () => {
  it('are removed when no script has used them for a month', async () => {
    const { bundle, bundler, folder } = await lab({ 'a.ts': task, 'b.ts': task })
    const [a, b] = [await bundle('a.ts'), await bundle('b.ts')]
    const old = new Date(Date.now() - 31 * 24 * 3600 * 1000)
    for (const { bundle: { file } } of [a, b]) await utimes(file, old, old)
    expect(await bundle('b.ts')).toEqual(b)
    await bundler.prune()
    expect([existsSync(a.bundle.file), existsSync(b.bundle.file), existsSync(path.join(folder, 'a.ts'))]).toEqual([false, true, true])
  })
})
