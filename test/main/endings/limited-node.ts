import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalLab } from '../../support/local-lab.ts'

/** A lab whose hosts run under a limit of the shell (`ulimit -f 100`), or with flags of Node's. */
export function limitedNode(limit: string, flags = ''): LocalLab {
  const folder = mkdtempSync(join(tmpdir(), 'simmer-node-'))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'node')
  writeFileSync(file, `#!/bin/sh\n${limit}\nexec '${process.execPath}' ${flags} "$@"\n`, { mode: 0o755 })
  return new LocalLab({ runtimes: { find: () => ({ file, env: {} }) } })
}
