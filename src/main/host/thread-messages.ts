import type { PropsUpdate } from '../../shared/change.ts'
import type { ToHost } from '../../shared/protocol.ts'

/** What the I/O thread is started with. */
export interface ThreadStart { readonly flags: Int32Array; readonly watchdog: boolean }

/** Main thread → I/O thread. `bytes` are `node:v8` encodings made by the main thread, so that what cannot be cloned throws there. */
export type ToThread =
  /** The channel is the thread's from now on; `rest` was read from it already. */
  | { readonly kind: 'take'; readonly rest: Uint8Array }
  /** ms between two progress values. */
  | { readonly kind: 'interval'; readonly interval: number }
  | { readonly kind: 'niceness'; readonly niceness: number }
  | { readonly kind: 'frame'; readonly frame: Uint8Array }
  /** `cost`: ms that encoding took. */
  | { readonly kind: 'progress'; readonly bytes: Uint8Array; readonly cost: number }
  | { readonly kind: 'props'; readonly bytes: Uint8Array }
  /** The process is about to exit: what is held back goes out now, and `flushed` says so. */
  | { readonly kind: 'flush' }
  /** Nothing follows: what is held back goes out first, then this frame. */
  | { readonly kind: 'last'; readonly frame: Uint8Array }

/** I/O thread → main thread. */
export type FromThread =
  | { readonly kind: 'message'; readonly message: ToHost }
  /** There is room again for a value that was kept. */
  | { readonly kind: 'room' }

/** What a `props` message holds once decoded. */
export type PropsBatch = readonly PropsUpdate[]
