import { describe, expect, it } from 'vitest'
import { takenPaths } from '../../../../src/renderer/components/controls/taken-paths.ts'

const file = (name: string) => ({ path: `/data/${name}`, name, isFolder: false })

describe('what an upload takes', () => {
  it('I2 one file where one is asked for, of the extensions asked for in any case', () => {
    expect(takenPaths([file('a.CSV')], { extensions: ['csv', '.tsv'], many: false })).toEqual({ paths: ['/data/a.CSV'], problem: '' })
    expect(takenPaths([file('b.tsv')], { extensions: ['csv', '.tsv'], many: false })).toEqual({ paths: ['/data/b.tsv'], problem: '' })
    expect(takenPaths([file('a'), file('b')], { extensions: [], many: false })).toEqual({ paths: [], problem: 'Only one file is taken here, not 2.' })
  })

  it('I2 says of each that it refuses why, and takes the others', () => {
    expect(takenPaths([file('a.csv'), file('b.pdf'), { path: '/data/in', name: 'in', isFolder: true }, { path: '', name: 'c.csv', isFolder: false }], { extensions: ['csv', 'tsv'], many: true }))
      .toEqual({ paths: ['/data/a.csv'], problem: '“b.pdf” is not taken: only .csv, .tsv. “in” is a folder: give the files in it. “c.csv” is no file on this computer: save it first.' })
  })
})
