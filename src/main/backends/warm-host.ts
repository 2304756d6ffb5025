import type { Bundle } from '../../shared/protocol.ts'
import type { RuntimeName } from '../../shared/task.ts'
import type { HostProcess } from './host-process.ts'
import type { HostSpawner } from './host-spawner.ts'

interface Wanted { readonly bundle: Bundle; readonly runtime: RuntimeName }

/** One spare host with the open task's bundle imported. Each is used once, and then replaced. */
export class WarmHost implements AsyncDisposable {
  readonly #spawner: HostSpawner
  #wanted: Wanted | null = null
  #spare: Promise<HostProcess | null> | null = null

  constructor(spawner: HostSpawner) { this.#spawner = spawner }

  /** Makes the spare fit; null: none is wanted any more. */
  keep(bundle: Bundle | null, runtime: RuntimeName): void {
    if (bundle === null) { this.#release(); return }
    if (this.#fits(bundle, runtime)) return
    this.#release()
    this.#wanted = { bundle, runtime }
    this.replace()
  }

  /** The spare, if there is one for this bundle; the caller owns it then, and asks for another with {@link replace}. */
  take(bundle: Bundle, runtime: RuntimeName): Promise<HostProcess | null> | null {
    if (!this.#fits(bundle, runtime)) return null
    const spare = this.#spare
    this.#spare = null
    return spare
  }

  /** Starts a spare where one is wanted and there is none. */
  replace(): void {
    if (this.#wanted === null || this.#spare !== null) return
    const { bundle, runtime } = this.#wanted
    const spare = this.#spawner.start('job', runtime, bundle).catch(() => null)
    this.#spare = spare
    void spare.then((host) => { if (host !== null) this.#watch(host, spare) })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const spare = this.#spare
    this.#wanted = null
    this.#spare = null
    const host = await spare
    if (host !== null) await this.#spawner.discard(host)
  }

  /** A spare that died or could not import the bundle is none; the run that comes finds out why for itself. */
  #watch(host: HostProcess, spare: Promise<HostProcess | null>): void {
    const drop = (): void => {
      if (this.#spare !== spare) return
      this.#spare = null
      this.#wanted = null
      void this.#spawner.discard(host)
    }
    void host.exited.then(drop)
    host.peek((message) => { if (message.from === 'loadFailed') drop() })
  }

  #fits(bundle: Bundle, runtime: RuntimeName): boolean {
    const wanted = this.#wanted
    return wanted !== null && wanted.runtime === runtime && wanted.bundle.file === bundle.file && wanted.bundle.codeHash === bundle.codeHash
  }

  #release(): void {
    const spare = this.#spare
    this.#wanted = null
    this.#spare = null
    void spare?.then((host) => host === null ? undefined : this.#spawner.discard(host))
  }
}
