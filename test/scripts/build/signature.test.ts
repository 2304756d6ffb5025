import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../../scripts/build/signature.mjs'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'simmer-signature-'))
  mkdirSync(join(root, 'src', 'deep'), { recursive: true })
  writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'a')
  writeFileSync(join(root, 'lock'), '1')
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

describe('the signature of a build\'s inputs', () => {
  it('stays while nothing changes, also outside the inputs', () => {
    const before = signature()
    writeFileSync(join(root, 'other'), 'x')
    expect(signature()).toBe(before)
  })

  it.each([
    ['written', () => { writeFileSync(join(root, 'src', 'deep', 'a.ts'), 'longer') }],
    ['added', () => { writeFileSync(join(root, 'src', 'b.ts'), '') }],
    ['removed', () => { rmSync(join(root, 'src', 'deep', 'a.ts')) }],
    ['gone that was named by itself', () => { rmSync(join(root, 'lock')) }],
  ])('changes when a file is %s', (_case, change) => {
    const before = signature()
    change()
    expect(signature()).not.toBe(before)
  })
})

function signature(): string {
  return signatureOf(root, ['src', 'lock'])
}
