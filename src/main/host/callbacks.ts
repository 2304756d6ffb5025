import { callbackOf, describeTask } from '../../sdk/internal.ts'
import type { RunnableCallback } from '../../sdk/types/runnable-callback.ts'
import type { CallbackId } from '../../shared/brand.ts'
import type { TaskDescriptor } from '../../shared/task.ts'
import type { LoadedBundle } from './load-bundle.ts'

/** The callbacks of a loaded script, each made ready once. */
export class Callbacks {
  readonly #loaded: LoadedBundle
  readonly #ready = new Map<CallbackId, RunnableCallback>()

  constructor(loaded: LoadedBundle) { this.#loaded = loaded }

  /** Throws SCRIPT_REFUSED where the script is not what a script must be. */
  describe(): TaskDescriptor { return describeTask(this.#loaded.task, this.#loaded.config) }

  /** Throws NOT_FOUND where the script has no such callback. */
  get(id: CallbackId): RunnableCallback {
    const known = this.#ready.get(id)
    if (known !== undefined) return known
    const callback = callbackOf(this.#loaded.task, this.#loaded.config, id)
    this.#ready.set(id, callback)
    return callback
  }

  /** Makes all ready ahead of time. */
  prepare(): void {
    try { for (const { id } of this.describe().callbacks) this.get(id) } catch { /* Told when the callback is asked for. */ }
  }
}
