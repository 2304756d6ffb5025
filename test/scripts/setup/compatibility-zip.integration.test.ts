import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../scripts/lib/failure.mjs'
import { fetchZip } from '../../../scripts/setup/compatibility/fetch-zip.mjs'
import { recipe } from '../../../scripts/setup/compatibility/recipe.mjs'

let folder: string
let kept: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-zip-'))
  kept = join(folder, 'kept')
  mkdirSync(kept)
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the npm package that holds the compatibility runtime', () => {
  it('is refused when its zip is not the one expected, with both checksums and what to do', async () => {
    const packed = join(folder, 'package')
    mkdirSync(packed)
    writeFileSync(join(packed, recipe.zip), 'damaged')
    execFileSync('tar', ['-czf', join(kept, recipe.tarball), '-C', folder, 'package'])
    const refusal = await refusalOf(fetchZip(folder, kept))
    expect(refusal.message).toContain(`expected sha256 ${recipe.sha256}, got `)
    expect(refusal.fix).toContain(`Delete ${join(kept, recipe.tarball)}`)
  })

  it('is refused when it is cut short', async () => {
    writeFileSync(join(kept, recipe.tarball), 'no archive')
    const refusal = await refusalOf(fetchZip(folder, kept))
    expect(refusal.message).toContain('cannot be unpacked')
    expect(refusal.fix).toContain(`Delete ${join(kept, recipe.tarball)}`)
  })
})

async function refusalOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, got ${String(error)}`)
  return error
}
