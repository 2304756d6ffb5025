import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { LogChunk } from '../../shared/change.ts'
import { Mask } from '../../shared/secrets/mask.ts'
import { StreamMask } from '../../shared/secrets/stream-mask.ts'
import type { Clock } from '../engine/ports.ts'

export type LogSink = (chunks: readonly LogChunk[]) => void

/** Characters read and not yet passed on, above which the script's pipes wait. With `every` it bounds what a flood costs the app. */
const mostWaiting = 524_288
/** ms between two deliveries: one frame of a screen. */
const every = 16
/** Characters kept for telling what a process that died said last. */
const tailSize = 32_768

/**
 * Reads a host's stdout and stderr in the order in which they come, and passes them on in batches. Reading stops while
 * too much waits, so that a script that prints without end waits for the app and not the app's memory for it (R18).
 */
export class LogReader {
  readonly #streams: readonly Readable[]
  readonly #clock: Clock
  #sink: LogSink | undefined
  #waiting: LogChunk[] = []
  #waitingSize = 0
  #timer: NodeJS.Timeout | undefined
  #seq = 0
  #tail = ''
  /** Settles when both streams have ended and all is passed on. */
  readonly ended: Promise<void>

  constructor(streams: { readonly stdout: Readable; readonly stderr: Readable }, clock: Clock) {
    this.#clock = clock
    this.#streams = [streams.stdout, streams.stderr]
    this.ended = Promise.all(this.#streams.map((stream) => new Promise<void>((resolve) => {
      stream.on('error', () => undefined)
      stream.once('close', resolve)
    }))).then(() => { this.flush() })
  }

  /** Begins to read. What was written before is still in the pipes. What `mask` finds is never passed on. */
  start(sink: LogSink, mask = new Mask([])): void {
    this.#sink = sink
    for (const [index, stream] of this.#streams.entries()) this.#read(stream, index === 0 ? 'stdout' : 'stderr', new StreamMask(mask))
  }

  /** A line of Simmer's own among the script's. */
  note(text: string): void { this.#add('app', `${text}\n`) }

  /** Passes on what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const chunks = this.#waiting
    if (chunks.length === 0) return
    this.#waiting = []
    const paused = this.#waitingSize >= mostWaiting
    this.#waitingSize = 0
    this.#sink?.(chunks)
    if (paused) for (const stream of this.#streams) stream.resume()
  }

  /** The last lines of both streams together. */
  lastLines(count: number): readonly string[] {
    const lines = this.#tail.split('\n')
    if (lines.at(-1) === '') lines.pop()
    return lines.slice(-count)
  }

  #read(stream: Readable, name: 'stdout' | 'stderr', mask: StreamMask): void {
    const decoder = new StringDecoder('utf8')
    stream.on('data', (piece: Buffer) => { this.#add(name, mask.write(decoder.write(piece))) })
    stream.once('end', () => { this.#add(name, mask.write(decoder.end()) + mask.end()) })
  }

  #add(stream: LogChunk['stream'], text: string): void {
    if (text === '') return
    this.#tail = (this.#tail + text).slice(-tailSize)
    this.#waiting.push({ seq: ++this.#seq, at: this.#clock.now(), stream, text })
    this.#waitingSize += text.length
    if (this.#waitingSize >= mostWaiting) for (const each of this.#streams) each.pause()
    this.#timer ??= setTimeout(() => { this.flush() }, every)
  }
}
