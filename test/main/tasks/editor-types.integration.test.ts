import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { repositoryPrograms } from '../../../src/main/session/programs.ts'
import { writeEditorTypes } from '../../../src/main/tasks/editor-types.ts'
import { scriptFolder, writeScripts } from '../../support/script-folder.ts'

/** As the build made them. */
const sources = repositoryPrograms(root)

/** What the compiler says of a folder as it stands; '' where all is well. */
async function compile(folder: string): Promise<string> {
  const tsc = path.resolve('node_modules', 'typescript', 'bin', 'tsc')
  return promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: folder }).then(({ stdout }) => stdout, (error: unknown) => String((error as { stdout?: unknown }).stdout))
}

const script = `import { readFile } from 'node:fs/promises'
import { callback, choice, controls, defineTask, html, Input, integer, longCallback, Output, State } from 'simmer'
export const form = defineTask({
  title: 'Form', params: { limit: integer({ default: 5 }), kind: choice({ choices: ['a', 'b'] }) }, cacheBy: [],
  async run({ limit, kind }, job) {
    job.signal.throwIfAborted()
    const kept: 'a' | 'b' = kind
    return limit.toFixed(1) + kept + await readFile('x', 'utf8')
  },
})
export default defineTask({
  title: 'Page', layout: html.div([html.p('', { id: 'p' }), controls.input({ id: 'name' })]),
  callbacks: [
    longCallback({ output: Output('p', 'children'), inputs: Input('run', 'nClicks'), state: State<string>('name', 'value'), progress: [Output<number>('bar', 'value')],
      async run(setProgress, clicks, name) { setProgress([1]); await fetch('https://example.org'); return (clicks ?? 0) + name.toUpperCase() } }),
    callback({ inputs: Input('run', 'nClicks'), run: (n) => n }),
  ],
})
`

describe('what an editor gets', () => {
  it('checks a script in a folder where nothing is installed', async () => {
    const folder = await scriptFolder({ 'a.ts': script })
    await writeEditorTypes(folder, sources)
    expect(await compile(folder)).toBe('')
    await writeScripts(folder, { 'a.ts': script.replace('limit.toFixed(1)', 'limit.toUpperCase()').replace('setProgress([1])', "setProgress(['1'])") })
    const said = await compile(folder)
    expect(said).toContain("Property 'toUpperCase' does not exist on type 'number'")
    expect(said).toContain('a.ts(15,59): error TS2322')
  })

  it('stands alone: the declaration imports nothing', async () => {
    expect(await readFile(sources.sdkTypes, 'utf8')).not.toMatch(/^import|\bimport\(/mu)
  })

  it('leaves a tsconfig that is there, is left alone while it is the newest, and is renewed when it is not', async () => {
    const folder = await scriptFolder({ 'tsconfig.json': '{}' })
    await writeEditorTypes(folder, sources)
    expect(await readFile(path.join(folder, 'tsconfig.json'), 'utf8')).toBe('{}')
    const declaration = path.join(folder, '.simmer/types/simmer/index.d.ts')
    const before = await stat(declaration)
    await writeEditorTypes(folder, sources)
    expect((await stat(declaration)).ino).toBe(before.ino)
    const newer = await scriptFolder({ 'index.d.ts': 'export {}' })
    await writeEditorTypes(folder, { ...sources, sdkTypes: path.join(newer, 'index.d.ts') })
    expect(await readFile(declaration, 'utf8')).toBe('export {}')
    expect((await readdir(path.join(folder, '.simmer/types'))).sort()).toEqual(['node', 'simmer', 'stamp', 'undici-types'])
  })

  it('keeps itself out of git, and leaves what others put into .simmer', async () => {
    const folder = await scriptFolder({ '.simmer/own.txt': 'mine' })
    await writeEditorTypes(folder, sources)
    expect(await readFile(path.join(folder, '.simmer/.gitignore'), 'utf8')).toBe('*\n')
    expect(await readFile(path.join(folder, '.simmer/own.txt'), 'utf8')).toBe('mine')
    expect((await readdir(folder)).sort()).toEqual(['.simmer', 'tsconfig.json'])
  })

  it('rejects where the folder cannot be written to, and changes nothing', async () => {
    const folder = await scriptFolder({ '.simmer': 'a file of somebody' })
    await expect(writeEditorTypes(folder, sources)).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['.simmer'])
  })

  it('is made anew where it was left half-written', async () => {
    const folder = await scriptFolder()
    await mkdir(path.join(folder, '.simmer/types/simmer'), { recursive: true })
    await writeFile(path.join(folder, '.simmer/types/simmer/index.d.ts'), 'half')
    await writeEditorTypes(folder, sources)
    expect(await readFile(path.join(folder, '.simmer/types/simmer/index.d.ts'), 'utf8')).toBe(await readFile(sources.sdkTypes, 'utf8'))
  })
})
