import { describe, expect, it } from 'vitest'
import { examplesIn } from './support/doc-examples.ts'

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`

describe('examples in a page', () => {
  it('are named by page and line, in the order of the page; other languages are none', () => {
    const found = examplesIn(`# Title\n\n${fence('ts', 'one')}\n${fence('python', 'x')}\n${fence('js', 'two')}`, 'guide')
    expect(found.map(({ name, code, extension }) => [name, code, extension])).toEqual([['guide-3', 'one\n', 'ts'], ['guide-11', 'two\n', 'js']])
  })

  it('take what the marks right above them say, and files from the blocks before', () => {
    const text = `<!-- example: file lib/parse.ts -->\n${fence('ts', 'helper')}\n<!-- example: values {"folder": "."} -->\n<!-- example: says no column -->\n${fence('ts', 'script')}\n<!-- example: fragment the options alone -->\n${fence('ts', 'part')}`
    expect(examplesIn(text, 'g')).toEqual([
      { name: 'g-8', code: 'script\n', extension: 'ts', fragment: null, values: { folder: '.' }, says: 'no column', files: { 'lib/parse.ts': 'helper\n' } },
      { name: 'g-13', code: 'part\n', extension: 'ts', fragment: 'the options alone', values: {}, says: null, files: {} },
    ])
  })

  it('refuse a mark that says nothing or is unknown', () => {
    expect(() => examplesIn(`<!-- example: skip it -->\n${fence('ts', 'x')}`, 'g')).toThrow('g-2: <!-- example: skip it --> is no mark')
    expect(() => examplesIn(`<!-- example: fragment  -->\n${fence('ts', 'x')}`, 'g')).toThrow('is no mark')
  })
})
