import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeTask } from '../../src/sdk/internal.ts'
import { optionNames } from '../../src/shared/registration/option-names.ts'
import { examplesOf } from './support/doc-examples.ts'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'docs/writing-tasks.md'), 'utf8')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'simmer-docs-')) })
afterAll(() => { rmSync(folder, { recursive: true }) })

async function load(code: string, name: string): Promise<unknown> {
  const { outputFiles: [file] } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' }, bundle: true, write: false, format: 'esm', platform: 'node', alias: { simmer: join(root, 'src/sdk/index.ts') },
  })
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, file?.text ?? '')
  return (await import(pathToFileURL(path).href) as { readonly default: unknown }).default
}

describe('docs/writing-tasks.md', () => {
  it('has a row for each option, which says where it stands', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` \| ([FLCPS ]+) \|/gm)].map(([, name = '', places = '']) => [name, places.split(' ')] as const)
    const documented = (place: string): readonly string[] => rows.filter(([, places]) => places.includes(place)).map(([name]) => name).sort()
    expect(documented('F')).toEqual([...optionNames.formTask].sort())
    expect(documented('L')).toEqual([...optionNames.longCallback].sort())
    expect(documented('C')).toEqual([...optionNames.callback].sort())
    expect(documented('P')).toEqual([...optionNames.pageTask].sort())
    expect(documented('S')).toEqual([...optionNames.config].sort())
  })

  it('links only to headings that it has', () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w\s-]/g, '').replaceAll(' ', '-'))
    for (const [, target = ''] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(target)
  })
})

describe('README.md', () => {
  it('has a task that is accepted as it stands, with the form that the text describes', async () => {
    const [example] = examplesOf('README.md')
    expect(describeTask(await load(example?.code ?? '', 'readme'), undefined)).toMatchObject({ title: 'Roll dice', params: { rolls: { kind: 'integer' } } })
  })

  it('links only to files that are there', () => {
    for (const [, target = ''] of readme.matchAll(/\]\(([^)#]+)\)/g)) expect(existsSync(join(root, target)), target).toBe(true)
  })
})
