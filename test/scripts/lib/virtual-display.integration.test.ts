import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { startVirtualDisplay } from '../../../scripts/lib/virtual-display.mjs'

describe.runIf(process.platform === 'linux')('a virtual display', () => {
  it('takes a free number and leaves nothing when stopped', async () => {
    const one = await startVirtualDisplay()
    const two = await startVirtualDisplay()
    expect(one.display).toMatch(/^:\d+$/)
    expect(two.display).not.toBe(one.display)
    const socket = `/tmp/.X11-unix/X${two.display.slice(1)}`
    expect(existsSync(socket)).toBe(true)
    await Promise.all([one.stop(), two.stop()])
    expect(existsSync(socket)).toBe(false)
  })

  it('ends when the process that started it is killed', async () => {
    const module = JSON.stringify(join(root, 'scripts/lib/virtual-display.mjs'))
    const starter = `import * as display from ${module}; console.log((await display.startVirtualDisplay()).display)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [display] = (await once(child.stdout, 'data')) as [Buffer]
    const socket = `/tmp/.X11-unix/X${display.toString().trim().slice(1)}`
    expect(existsSync(socket)).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(() => existsSync(socket), { timeout: 20_000 }).toBe(false)
  })
})
