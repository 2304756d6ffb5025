import { deserialize } from 'node:v8'
import type { PropsUpdate } from '../../shared/change.ts'
import type { FromHost } from '../../shared/protocol.ts'
import { encodeUpdate } from './encode-update.ts'
import { flag, writer } from './flags.ts'
import { MergedProps } from './merged-props.ts'
import type { PropsBatch, ToThread } from './thread-messages.ts'

/** `setProps` as the script calls it: every update in order; while the I/O thread lags, updates wait here, merged. */
export class KeptProps {
  readonly #flags: Int32Array
  readonly #post: (message: ToThread) => void
  readonly #kept = new MergedProps()
  readonly #held: Uint8Array[] = []

  constructor(flags: Int32Array, post: (message: ToThread) => void) {
    this.#flags = flags
    this.#post = post
  }

  set(update: PropsUpdate): void {
    this.#kept.add([update])
    if (this.#hasRoom()) { this.sendLast(); return }
    Atomics.store(this.#flags, flag.propsKept, 1)
    this.sendKept()
  }

  /** Sends what found no room, if there is room now. */
  sendKept(): void { if (this.#hasRoom()) this.sendLast() }

  /** Sends what found no room, whether there is room or not. */
  sendLast(): void {
    if (this.#kept.empty) return
    const bytes = encodeUpdate(this.#kept.take(), 'setProps')
    Atomics.store(this.#flags, flag.propsKept, 0)
    Atomics.sub(this.#flags, flag.propsRoom, 1)
    if (Atomics.load(this.#flags, flag.writer) === writer.thread) this.#held.length = 0
    else this.#held.push(Uint8Array.from(bytes))
    this.#post({ kind: 'props', bytes })
  }

  /** What was given to the I/O thread, for where that never came up. */
  held(): readonly FromHost[] {
    const all = new MergedProps()
    for (const bytes of this.#held) all.add(deserialize(bytes) as PropsBatch)
    return all.empty ? [] : [{ from: 'props', props: { seq: 1, value: all.take() } }]
  }

  #hasRoom(): boolean { return Atomics.load(this.#flags, flag.propsRoom) > 0 }
}
