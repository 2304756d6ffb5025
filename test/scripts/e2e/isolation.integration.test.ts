import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { findIsolation } from '../../../scripts/e2e/isolation.mjs'

describe.runIf(process.platform === 'linux')('the isolation of end-to-end tests', () => {
  it('does what it says', async () => {
    const { prefix, sandbox, networkClosed } = await findIsolation()
    // Without a prefix, `env` runs what follows as it is.
    const { stdout } = await promisify(execFile)('env', [...prefix, 'sh', '-c', 'id -u; cat /proc/net/dev'])
    const [uid, ...network] = stdout.split('\n')
    const interfaces = network.flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? [])
    if (sandbox) expect(uid).not.toBe('0')
    if (networkClosed) expect(interfaces).toEqual(['lo'])
    expect(interfaces).toContain('lo')
  })
})
