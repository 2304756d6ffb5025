import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { buildPackage } from '../../scripts/package/build-package.mjs'

export interface PackagedCopy extends AsyncDisposable {
  /** The packaged app as it ships. */
  readonly shipped: string
  /** A copy of it that a test can drive: the inspector, which is off in what ships, is on. */
  readonly executable: string
}

/** Makes the package if it is stale, and a copy of it for tests. */
export async function packagedCopy(): Promise<PackagedCopy> {
  const { executable: shipped } = await buildPackage()
  const folder = await mkdtemp(join(tmpdir(), 'simmer-packaged-'))
  await cp(dirname(shipped), folder, { recursive: true })
  const executable = join(folder, basename(shipped))
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
  return { shipped, executable, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}
