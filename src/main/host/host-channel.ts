import type { Worker } from 'node:worker_threads'
import type { FromHost, ToHost } from '../../shared/protocol.ts'
import { endOwnGroup } from './end-own-group.ts'
import { flag, writer } from './flags.ts'
import { fileSystem } from './file-system.ts'
import { encodeFrame, FrameReader } from './frames.ts'
import { hasChildren } from './has-children.ts'
import type { ToThread } from './thread-messages.ts'

/** The pipe that main opened for this host. */
export const channelFd = 3
const pieceSize = 65_536
/** ms that an exit may be held up. */
const exitWait = 500

/**
 * The main thread's end of the channel to main. It reads and writes by itself until {@link HostChannel.handOver}; from
 * then on the I/O thread does, so that the channel lives while the script keeps the main thread busy.
 */
export class HostChannel {
  readonly #flags: Int32Array
  readonly #watchdog: boolean
  readonly #reader = new FrameReader()
  #thread: Worker | undefined

  constructor(flags: Int32Array, watchdog: boolean) {
    this.#flags = flags
    this.#watchdog = watchdog
  }

  /** The next message; blocks until it is there. */
  readBlocking(): ToHost {
    for (;;) {
      const next = this.#reader.next()
      if (next !== undefined) return next.message as ToHost
      const piece = Buffer.allocUnsafe(pieceSize)
      this.#take(piece, fileSystem.readSync(channelFd, piece, 0, pieceSize, null))
    }
  }

  /** The next message, without holding up what else runs here. */
  async read(): Promise<ToHost> {
    for (;;) {
      const next = this.#reader.next()
      if (next !== undefined) return next.message as ToHost
      const piece = Buffer.allocUnsafe(pieceSize)
      this.#take(piece, await readOnce(piece))
    }
  }

  /** Sends at once, whoever has the channel. */
  send(message: FromHost): void {
    const frame = encodeFrame(message)
    if (Atomics.compareExchange(this.#flags, flag.writer, writer.main, writer.mainNow) === writer.main) {
      writeAll(frame)
      Atomics.store(this.#flags, flag.writer, writer.main)
      Atomics.notify(this.#flags, flag.writer)
    } else this.post({ kind: 'frame', frame })
  }

  /**
   * Sends the last message. `held` are those that the I/O thread was given and cannot have sent where it is not up yet;
   * where it is, it sends them itself. A script that was so quick then need not wait for main to end its process, which
   * saves the start of the thread; but where children live, main has to see first whose they are.
   */
  sendLast(message: FromHost, held: () => readonly FromHost[]): void {
    if (Atomics.compareExchange(this.#flags, flag.writer, writer.main, writer.mainForGood) === writer.main) {
      for (const each of [...held(), message]) writeAll(encodeFrame(each))
      if (!hasChildren()) process.kill(process.pid, 'SIGKILL')
    } else this.post({ kind: 'last', frame: encodeFrame(message) })
  }

  /**
   * Sends `held`, or has the I/O thread send what it was given: the script makes its process exit, and nobody could
   * send it later. Blocks until that is written, for a moment at most.
   */
  sendBeforeExit(held: () => readonly FromHost[]): void {
    if (Atomics.compareExchange(this.#flags, flag.writer, writer.main, writer.mainForGood) === writer.main) {
      for (const each of held()) writeAll(encodeFrame(each))
      return
    }
    this.post({ kind: 'flush' })
    Atomics.wait(this.#flags, flag.flushed, 0, exitWait)
  }

  /** Lets `thread` read and write from now on. */
  handOver(thread: Worker): void {
    this.#thread = thread
    this.post({ kind: 'take', rest: this.#reader.takeRest() })
  }

  post(message: ToThread): void {
    this.#thread?.postMessage(message, 'bytes' in message ? [message.bytes.buffer as ArrayBuffer] : [])
  }

  #take(piece: Buffer, length: number): void {
    if (length > 0) this.#reader.push(piece.subarray(0, length))
    else if (this.#watchdog) endOwnGroup()
    else throw new Error('Main closed the channel')
  }
}

function readOnce(piece: Buffer): Promise<number> {
  return new Promise((resolve) => { fileSystem.read(channelFd, piece, 0, piece.length, null, (error, length) => { resolve(error === null ? length : 0) }) })
}

function writeAll(frame: Buffer): void {
  let written = 0
  while (written < frame.length) {
    try { written += fileSystem.writeSync(channelFd, frame, written) } catch (error) {
      // The I/O thread may have made the pipe non-blocking by opening it for reading.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return
      Atomics.wait(pause, 0, 0, 1)
    }
  }
}

const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
