import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/lib/paths.mjs'
import { runAttached } from '../../../scripts/lib/run-attached.mjs'

describe('a command run on this terminal', () => {
  it('gives its exit code', async () => {
    expect(await runAttached(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
  })

  it.runIf(process.platform !== 'win32')('gives 128 and the signal\'s number when one ended it', async () => {
    expect(await runAttached(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137)
  })

  it.runIf(process.platform !== 'win32')('is told to end when the script that runs it is', async () => {
    const module = JSON.stringify(join(root, 'scripts/lib/run-attached.mjs'))
    const inner = JSON.stringify('process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("ready")')
    const outer = `import { runAttached } from ${module}; process.exit(await runAttached(process.execPath, ['-e', ${inner}]))`
    const script = spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(script.stdout, 'data')
    script.kill('SIGTERM')
    expect(await once(script, 'exit')).toEqual([5, null])
  })
})
