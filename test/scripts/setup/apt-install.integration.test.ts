import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../scripts/lib/failure.mjs'
import { aptInstall } from '../../../scripts/setup/apt-install.mjs'

const wanted = { packages: ['libgtk-3-0', 'xvfb'], missing: ['libgtk-3.so.0', 'Xvfb'] }
let folder: string
let said: string[]

const report = {
  working: (text: string) => said.push(text),
  finished: (text: string) => said.push(text),
  failed: () => said.push('failed'),
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simmer-apt-'))
  said = []
  for (const program of ['sh', 'env', 'echo']) symlinkSync(`/usr/bin/${program}`, join(folder, program))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe.runIf(process.platform === 'linux')('missing system libraries', () => {
  it('are named where there is no apt-get', async () => {
    const failure = await failureOf(aptInstall(wanted, report, { uid: 0, path: folder }))
    expect(failure.message).toBe('the system lacks libgtk-3.so.0, Xvfb, and has no apt-get to install them with')
  })

  it('give the exact command to run to one who is not root and has no sudo, with the names of this release', async () => {
    program('apt-get', 'exit 0')
    program('apt-cache', 'echo libgtk-3-0t64; echo xvfb')
    const failure = await failureOf(aptInstall(wanted, report, { uid: 1000, path: folder }))
    expect(failure.fix).toContain('sudo apt-get update && sudo apt-get install -y --no-install-recommends libgtk-3-0t64 xvfb')
    expect(said).toEqual([])
  })

  it('are installed by root after the lists were brought up to date', async () => {
    program('apt-get', `printf "%s\\n" "$*" >> ${join(folder, 'calls')}`)
    program('apt-cache', 'echo libgtk-3-0')
    await aptInstall(wanted, report, { uid: 0, path: folder })
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
    expect(calls[0]).toMatch(/ update$/)
    expect(calls[1]).toMatch(/^install .* libgtk-3-0 xvfb$/)
  })

  it('are installed with a sudo that asks nothing', async () => {
    program('sudo', `printf "%s\\n" "$*" >> ${join(folder, 'calls')}`)
    program('apt-get', 'exit 1')
    program('apt-cache', 'exit 0')
    await aptInstall(wanted, report, { uid: 1000, path: folder })
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toContain('-n apt-get')
  })

  it('show apt\'s own message when it fails', async () => {
    program('apt-get', 'echo "E: no route to the archive"; exit 100')
    program('apt-cache', 'exit 0')
    const failure = await failureOf(aptInstall(wanted, report, { uid: 0, path: folder }))
    expect(failure.message).toContain('E: no route to the archive')
  })
})

function program(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`)
  chmodSync(join(folder, name), 0o755)
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, got ${String(error)}`)
  return error
}
