import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localNode } from '../../../scripts/lib/local-node.mjs'
import { root } from '../../../scripts/lib/paths.mjs'

describe('a second set-up', () => {
  it('says in one line per step that there is nothing to do', async () => {
    const { stdout } = await promisify(execFile)(localNode, [join(root, 'scripts/setup.mjs')])
    const lines = stdout.trim().split('\n')
    expect(lines[0]).toMatch(/^npm packages: +up to date$/)
    expect(lines[1]).toMatch(/^Node: +v\d+/)
    expect(lines[2]).toMatch(/^Electron: +(official|compatibility runtime) \d+/)
    expect(lines.at(-1)).toMatch(/^check: +Electron \S+ runs \(Chromium \S+, Node \S+\)$/)
    expect(stdout).not.toContain('…')
  })
})
