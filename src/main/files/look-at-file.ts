import { type BigIntStats, promises, statSync } from 'node:fs'
import path from 'node:path'
import { isLocalFileSystem } from './is-local-file-system.ts'

/** Files whose last look lies within so many ms are known to the system's own memory. */
const freshFor = 3_600_000
const kept = 2_000

interface Known { readonly device: bigint; readonly lookedAt: number }
const files = new Map<string, Known>()
const devices = new Map<bigint, boolean>()

/**
 * What the system says of a file now, nothing remembered: at once where that is sure to be quick, else as a promise. A trip
 * through the thread pool costs a busy main process 70 µs and more, a look at a file that the system knows 9; but a share that
 * does not answer must not stop main. Quick are files on a local disk, looked at before in the last hour. Throws what `stat` throws.
 */
export function lookAtFile(file: string): BigIntStats | Promise<BigIntStats> {
  const known = files.get(file)
  const quick = known !== undefined && Date.now() - known.lookedAt < freshFor && devices.get(known.device) === true
  return quick ? remember(file, statSync(file, { bigint: true })) : look(file)
}

async function look(file: string): Promise<BigIntStats> {
  const found = remember(file, await promises.stat(file, { bigint: true }))
  if (!devices.has(found.dev)) {
    devices.set(found.dev, false)
    void isLocalFileSystem(path.dirname(file)).then((local) => { devices.set(found.dev, local) })
  }
  return found
}

function remember(file: string, found: BigIntStats): BigIntStats {
  files.delete(file)
  files.set(file, { device: found.dev, lookedAt: Date.now() })
  const [oldest] = files.keys()
  if (files.size > kept && oldest !== undefined) files.delete(oldest)
  return found
}
