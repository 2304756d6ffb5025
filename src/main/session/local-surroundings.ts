import { spawnSync } from 'node:child_process'
import { cpus, hostname, release, totalmem, type } from 'node:os'
import type { Environment, Machine } from '../../shared/history.ts'
import type { CallbackDescriptor, RuntimeName } from '../../shared/task.ts'
import type { Runtimes } from '../backends/runtimes.ts'
import type { Surroundings } from '../engine/ports.ts'
import { sdkContract } from '../tasks/sdk-contract.ts'

/** What runs of this computer run with. Looked at once, since it is asked for at every start. */
export class LocalSurroundings implements Surroundings {
  readonly #runtimes: Runtimes
  readonly #simmer: string
  readonly #machine: Machine = { host: hostname(), cpu: cpus()[0]?.model.trim() ?? '', cores: cpus().length, memory: totalmem(), system: `${type()} ${release()}` }
  /** Versions of Node by the program. */
  readonly #versions = new Map<string, string>()

  /** `simmer`: its own version. */
  constructor(runtimes: Runtimes, simmer: string) {
    this.#runtimes = runtimes
    this.#simmer = simmer
  }

  of({ runtime, cacheBy }: CallbackDescriptor): { readonly environment: Environment; readonly machine: Machine } {
    // Node's types take it for granted that there is an Electron around.
    const versions: Readonly<Record<string, string | undefined>> = process.versions
    const variables = (cacheBy ?? []).flatMap((policy) => (policy.policy === 'env' ? [policy.name] : []))
    return {
      machine: this.#machine,
      environment: {
        runtime, node: this.#nodeOf(runtime), electron: runtime === 'app' ? versions['electron'] ?? null : null, platform: `${process.platform} ${process.arch}`,
        simmer: this.#simmer, sdk: sdkContract, variables: [...new Set(variables)].sort(),
      },
    }
  }

  /** '' where the program does not say. */
  #nodeOf(runtime: RuntimeName): string {
    const file = this.#file(runtime)
    if (file === process.execPath) return process.versions.node
    if (file === null) return ''
    const known = this.#versions.get(file)
    if (known !== undefined) return known
    const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 5_000 })
    const version = /^v(\S+)/.exec(stdout)?.[1] ?? ''
    this.#versions.set(file, version)
    return version
  }

  #file(runtime: RuntimeName): string | null {
    try { return this.#runtimes.find(runtime).file } catch { return null }
  }
}
