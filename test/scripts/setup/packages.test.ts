import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packagesAreCurrent } from '../../../scripts/setup/packages.mjs'

let root: string

const lock = { '': { version: '9' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-windows': { version: '2.0.0', optional: true } }

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'simmer-packages-'))
  write('package-lock.json', lock)
  install({ 'node_modules/a': { version: '1.0.0' } })
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

describe('npm packages', () => {
  it('are current when each has the version of the lock file, optional ones of other systems apart', () => {
    expect(packagesAreCurrent(root)).toBe(true)
  })

  it('are current when only the lock file\'s time is newer, as after a checkout', () => {
    utimesSync(join(root, 'package-lock.json'), new Date('2100-01-01'), new Date('2100-01-01'))
    expect(packagesAreCurrent(root)).toBe(true)
  })

  it.each([
    ['a version differs', { 'node_modules/a': { version: '1.0.1' } }],
    ['one is missing', {}],
    ['an optional one has another version', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-windows': { version: '1.0.0' } }],
  ])('are not current when %s', (_case, installed) => {
    install(installed)
    expect(packagesAreCurrent(root)).toBe(false)
  })

  it('are not current when an install was broken off', () => {
    rmSync(join(root, 'node_modules', '.package-lock.json'))
    expect(packagesAreCurrent(root)).toBe(false)
  })

  it('cannot be judged without a lock file, which is said', () => {
    writeFileSync(join(root, 'package-lock.json'), '{ "packages": ')
    expect(() => packagesAreCurrent(root)).toThrow(`package-lock.json in ${root} cannot be read`)
  })
})

function install(packages: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true })
  write('node_modules/.package-lock.json', packages)
}

function write(path: string, packages: Readonly<Record<string, unknown>>): void {
  writeFileSync(join(root, path), JSON.stringify({ packages }))
}
