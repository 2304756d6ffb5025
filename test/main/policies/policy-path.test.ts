import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { policyPath } from '../../../src/main/policies/policy-path.ts'

const scriptDir = join('/', 'tasks', 'mine')
const of = (arg: string | number, ...args: readonly unknown[]): string => policyPath({ arg }, { scriptDir, args })
const refused = (words: string): unknown => expect.objectContaining({ code: 'BAD_ARGUMENT', message: expect.stringContaining(words) as unknown })

describe('policyPath', () => {
  it('H4: starts relative paths at the script\'s folder, and leaves absolute ones', () => {
    expect(policyPath({ path: '../data.csv' }, { scriptDir, args: [] })).toBe(join('/', 'tasks', 'data.csv'))
    expect(policyPath({ path: join('/', 'data.csv') }, { scriptDir, args: [] })).toBe(join('/', 'data.csv'))
  })

  it('H4: takes the path from an argument by position, or by name in whichever object has it', () => {
    expect(of(1, 'x', 'a.csv')).toBe(join(scriptDir, 'a.csv'))
    expect(of('file', { file: 'a.csv' })).toBe(join(scriptDir, 'a.csv'))
    expect(of('file', 3, { other: 1 }, { file: 'b.csv' })).toBe(join(scriptDir, 'b.csv'))
  })

  it('H4: says which argument holds no path, and what it holds', () => {
    expect(() => of(0, null)).toThrow(refused('argument 0 to be the path of a file or folder, got null'))
    expect(() => of('file', { file: '' })).toThrow(refused('"file" to be the path of a file or folder, got an empty text'))
    expect(() => of('file', { file: 5 })).toThrow(refused('got the number 5'))
  })

  it('H4: says which argument is not there at all', () => {
    expect(() => of(2, 'x')).toThrow(refused('names argument 2, but the callback has 1'))
    expect(() => of('file', 'x')).toThrow(refused('no object of named arguments'))
    expect(() => of('file', { folder: 'x' })).toThrow(refused('an object with folder'))
    expect(() => of('toString', {})).toThrow(refused('"toString"'))
  })
})
