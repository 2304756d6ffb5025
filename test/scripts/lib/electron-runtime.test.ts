import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronRuntime } from '../../../scripts/lib/electron-runtime.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-runtime-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the Electron that set-up found', () => {
  it('is asked for before set-up has run', () => {
    expect(() => electronRuntime(join(folder, 'none.json'))).toThrow('no Electron is set up')
  })

  it('is missed when its folder was deleted', () => {
    const record = join(folder, 'runtime.json')
    writeFileSync(record, JSON.stringify({ kind: 'official', electron: '1.0.0', executable: join(folder, 'electron'), bare: folder }))
    expect(() => electronRuntime(record)).toThrow(`Electron has gone from ${join(folder, 'electron')}`)
  })
})
