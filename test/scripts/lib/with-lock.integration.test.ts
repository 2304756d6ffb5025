import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { withLock } from '../../../scripts/lib/with-lock.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-lock-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('a lock file', () => {
  it('lets one process work at a time', async () => {
    const log = join(folder, 'log')
    const work = `
      import { appendFileSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      import { withLock } from ${JSON.stringify(join(root, 'scripts/lib/with-lock.mjs'))}
      await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'in ')
        await setTimeout(30)
        appendFileSync(${JSON.stringify(log)}, 'out ')
      })`
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, ['--input-type=module', '-e', work])))
    expect(readFileSync(log, 'utf8')).toBe('in out in out in out ')
  })

  it('is taken over from a process that has died', async () => {
    const dead = spawn(process.execPath, ['-e', ''])
    await once(dead, 'exit')
    writeFileSync(join(folder, 'lock'), String(dead.pid))
    expect(await withLock(join(folder, 'lock'), () => Promise.resolve('worked'))).toBe('worked')
  })

  it('is given back when the work fails', async () => {
    await expect(withLock(join(folder, 'lock'), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})
