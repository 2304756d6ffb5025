import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { readJson } from '../../../scripts/lib/read-json.mjs'
import { downloadOfficialElectron, officialElectron } from '../../../scripts/setup/official-electron.mjs'

const { version } = readJson(join(root, 'node_modules/electron/package.json')) as { version: string }
let cache: string
let server: Server

beforeEach(async () => {
  cache = mkdtempSync(join(tmpdir(), 'simmer-electron-'))
  process.env['electron_config_cache'] = cache
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env['ELECTRON_MIRROR'] = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
})

afterEach(() => {
  delete process.env['electron_config_cache']
  delete process.env['ELECTRON_MIRROR']
  server.close()
  rmSync(cache, { recursive: true })
})

// Where the official binary is installed, its installer asks no host at all.
describe.skipIf(officialElectron(version))('Electron\'s release host', () => {
  it('is given up at once when it refuses', async () => {
    server.close()
    expect(await downloadOfficialElectron(version)).toBe('fetch failed')
  })

  it('is given up when it takes the call and sends nothing', async () => {
    expect(await downloadOfficialElectron(version, 400)).toBe('nothing arrived for 0.4 s')
  })
})
