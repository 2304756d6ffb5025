import { performance } from 'node:perf_hooks'
import { deserialize } from 'node:v8'
import type { FromHost } from '../../shared/protocol.ts'
import { encodeValue } from './encode-value.ts'
import { flag, writer } from './flags.ts'
import type { ToThread } from './thread-messages.ts'

/**
 * `setProgress` as the script calls it: keeps the latest value by reference, and copies it only where the I/O thread has
 * room, so that a million calls cost next to nothing and hold one value (D3, D4, D7).
 */
export class LatestProgress {
  readonly #flags: Int32Array
  readonly #post: (message: ToThread) => void
  #latest: unknown
  #kept = false
  #posted: Uint8Array | undefined

  constructor(flags: Int32Array, post: (message: ToThread) => void) {
    this.#flags = flags
    this.#post = post
  }

  set(value: unknown): void {
    this.#latest = value
    if (Atomics.load(this.#flags, flag.progressRoom) > 0) { this.#copy(); return }
    if (this.#kept) return
    this.#kept = true
    Atomics.store(this.#flags, flag.progressKept, 1)
    // Room may have come between the two looks; the I/O thread looked for a kept value before there was one.
    this.sendKept()
  }

  /** Sends the value that found no room, if there is room now. */
  sendKept(): void {
    if (this.#kept && Atomics.load(this.#flags, flag.progressRoom) > 0) this.#copy()
  }

  /** Sends the value that found no room, whether there is room or not: nothing follows it. */
  sendLast(): void { if (this.#kept) this.#copy() }

  /** The latest value that was given to the I/O thread, for where that never came up. */
  held(): readonly FromHost[] {
    return this.#posted === undefined ? [] : [{ from: 'progress', progress: { seq: 1, value: deserialize(this.#posted) as unknown } }]
  }

  #copy(): void {
    const began = performance.now()
    const bytes = encodeValue(this.#latest, 'progress')
    this.#kept = false
    Atomics.store(this.#flags, flag.progressKept, 0)
    Atomics.sub(this.#flags, flag.progressRoom, 1)
    // Posting moves the bytes away; until the other thread is up, they may have to be sent from here.
    this.#posted = Atomics.load(this.#flags, flag.writer) === writer.thread ? undefined : Uint8Array.from(bytes)
    this.#post({ kind: 'progress', bytes, cost: performance.now() - began })
  }
}
