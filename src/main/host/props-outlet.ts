import { deserialize } from 'node:v8'
import type { PropsUpdate } from '../../shared/change.ts'
import { MergedProps } from './merged-props.ts'
import type { PropsBatch } from './thread-messages.ts'

/** Sends updates; calls `sent` when main's end has taken them. */
export type SendProps = (seq: number, updates: readonly PropsUpdate[], sent: () => void) => void

/** Least time between two sends: one frame of a screen. */
const interval = 16

/** Sends `setProps` calls in order, one batch at a time: while main is slow, what waits is merged and stays bounded. */
export class PropsOutlet {
  readonly #send: SendProps
  readonly #waiting = new MergedProps()
  #seq = 0
  #sending = false

  constructor(send: SendProps) { this.#send = send }

  offer(bytes: Uint8Array): void {
    this.#waiting.add(deserialize(bytes) as PropsBatch)
    if (!this.#sending) this.#sendNext()
  }

  flush(): void {
    if (!this.#waiting.empty) this.#send(++this.#seq, this.#waiting.take(), () => undefined)
  }

  #sendNext(): void {
    if (this.#waiting.empty) { this.#sending = false; return }
    this.#sending = true
    this.#send(++this.#seq, this.#waiting.take(), () => { setTimeout(() => { this.#sendNext() }, interval) })
  }
}
