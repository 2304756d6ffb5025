import { deserialize } from 'node:v8'
import type { FromHost } from '../../shared/protocol.ts'
import { encodeUpdate } from './encode-update.ts'
import { flag, writer } from './flags.ts'
import type { ToThread } from './thread-messages.ts'

/**
 * `setProgress` as the script calls it: keeps the latest value by reference, and copies it only where the I/O thread has
 * room, so that a million calls cost next to nothing and hold one value (D3, D4, D7).
 */
export class LatestProgress {
  readonly #flags: Int32Array
  readonly #post: (message: ToThread) => void
  readonly #masked: (value: unknown) => unknown
  #latest: unknown
  #kept = false
  /** Copies of what was given to the I/O thread before it was up: as many as there were rooms. */
  readonly #early: Uint8Array[] = []

  /** `masked` takes out of a value what must not leave this process. */
  constructor(flags: Int32Array, post: (message: ToThread) => void, masked: (value: unknown) => unknown = (value) => value) {
    this.#flags = flags
    this.#post = post
    this.#masked = masked
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

  /** The first and the latest value that the I/O thread was given, for where it never came up. */
  held(): readonly FromHost[] {
    const values = this.#early.filter((_, index) => index === 0 || index === this.#early.length - 1)
    return values.map((bytes, index) => ({ from: 'progress', progress: { seq: index + 1, value: deserialize(bytes) as unknown } }))
  }

  #copy(): void {
    const began = process.cpuUsage()
    const bytes = encodeUpdate(this.#masked(this.#latest), 'progress')
    this.#kept = false
    Atomics.store(this.#flags, flag.progressKept, 0)
    Atomics.sub(this.#flags, flag.progressRoom, 1)
    // Posting moves the bytes away; until the other thread is up, they may have to be sent from here.
    if (Atomics.load(this.#flags, flag.writer) === writer.thread) this.#early.length = 0
    else this.#early.push(Uint8Array.from(bytes))
    this.#post({ kind: 'progress', bytes, cost: cpuSince(began) })
  }
}

/** ms of this process's own time: on a busy computer a copy takes long by the clock, and costs the script no more for that. */
function cpuSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}
