import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/paths.mjs'

/** One TypeScript or JavaScript block of a page, with what the invisible marks above it say. */
export interface DocExample {
  /** `writing-tasks-24`: the page and the line of the block. */
  readonly name: string
  readonly code: string
  readonly extension: 'ts' | 'js'
  /** Not run: the mark says why. */
  readonly fragment: string | null
  /** Values of params that have no default. */
  readonly values: Readonly<Record<string, unknown>>
  /** What the refusal of the script, or its failing run, says. */
  readonly says: string | null
  /** Files that lie beside it: earlier blocks. */
  readonly files: Readonly<Record<string, string>>
}

const block = /((?:<!-- example: .*? -->\n)*)^```(\w+)\n(.*?)^```$/gmsu
const mark = /<!-- example: (\w+) (.*?) -->/gu

/** Every page that shows scripts, from the project's folder. */
export const examplePages: readonly string[] = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]

/**
 * The scripts of a page in its order. Marks stand on lines of their own right above a block, and are not drawn:
 * `<!-- example: fragment why it is not a whole script -->`, `<!-- example: values {"folder": "."} -->`,
 * `<!-- example: says text of the error -->`, `<!-- example: file lib/parse.ts -->` (any language; lies beside the next script).
 */
export function examplesOf(page: string): readonly DocExample[] { return examplesIn(readFileSync(join(root, page), 'utf8'), page.replace(/^.*\/|\.md$/gu, '')) }

export function examplesIn(text: string, pageName: string): readonly DocExample[] {
  let files: Record<string, string> = {}
  return [...text.matchAll(block)].flatMap(({ 1: head = '', 2: language = '', 3: code = '', index }): readonly DocExample[] => {
    const name = `${pageName}-${text.slice(0, index + head.length).split('\n').length}`
    const marks = marksOf(head, name)
    if (marks.file !== undefined) {
      files[marks.file] = code
      return []
    }
    const extension = extensions[language]
    if (extension === undefined) return []
    const beside = files
    files = {}
    return [{ name, code, extension, files: beside, fragment: marks.fragment ?? null, says: marks.says ?? null, values: JSON.parse(marks.values ?? '{}') as DocExample['values'] }]
  })
}

const extensions: Readonly<Record<string, DocExample['extension']>> = { ts: 'ts', typescript: 'ts', js: 'js', javascript: 'js' }
const kinds = ['fragment', 'values', 'says', 'file'] as const

function marksOf(head: string, name: string): Partial<Record<typeof kinds[number], string>> {
  return Object.fromEntries([...head.matchAll(mark)].map(([, kind = '', said = '']) => {
    if (!(kinds as readonly string[]).includes(kind) || said.trim() === '') throw new Error(`${name}: <!-- example: ${kind} ${said} --> is no mark; there are ${kinds.join(', ')}, each with a text`)
    return [kind, said.trim()]
  }))
}
