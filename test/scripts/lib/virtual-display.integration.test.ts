import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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
})
