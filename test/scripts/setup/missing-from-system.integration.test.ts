import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronRuntime } from '../../../scripts/lib/electron-runtime.mjs'
import { missingLibraries, missingPrograms } from '../../../scripts/setup/missing-from-system.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-missing-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe.runIf(process.platform === 'linux')('what the system lacks', () => {
  it('is nothing for the Electron that was set up', async () => {
    expect(await missingLibraries(electronRuntime().executable)).toEqual([])
  })

  it('is named when a library that Electron needs is not found', async () => {
    const alone = join(folder, 'electron')
    copyFileSync(electronRuntime().executable, alone)
    expect(await missingLibraries(alone)).toContain('libffmpeg.so')
  })

  it('is the programs in no folder of the path', () => {
    expect(missingPrograms({ sh: '', 'no-such-program': '' }, '/bin')).toEqual(['no-such-program'])
  })
})
