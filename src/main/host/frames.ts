import { deserialize, serialize } from 'node:v8'

const headerSize = 4
/** A frame above this is not ours: something else wrote to the channel. */
const largestFrame = 1_000_000_000

/** A message as it travels between main and a host: its length as uint32, big-endian, then its `node:v8` encoding. */
export function encodeFrame(message: unknown): Buffer {
  const body = serialize(message)
  const frame = Buffer.allocUnsafeSlow(headerSize + body.length)
  frame.writeUInt32BE(body.length, 0)
  body.copy(frame, headerSize)
  return frame
}

/** Puts frames together again from the pieces in which a stream delivers them. */
export class FrameReader {
  #pieces: Uint8Array[] = []
  #size = 0
  /** Length of the body that comes next, once its header is there. */
  #length: number | undefined

  push(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#size += piece.length
  }

  /** The next whole message, if there is one. Throws where the bytes are no frame of ours. */
  next(): { readonly message: unknown } | undefined {
    if (this.#length === undefined && this.#size >= headerSize) this.#length = this.#readLength()
    const length = this.#length
    if (length === undefined || this.#size < headerSize + length) return undefined
    this.#length = undefined
    const whole = Buffer.concat(this.#pieces)
    const rest = whole.subarray(headerSize + length)
    this.#pieces = rest.length === 0 ? [] : [rest]
    this.#size = rest.length
    return { message: deserialize(whole.subarray(headerSize, headerSize + length)) }
  }

  /** What was read and is no whole message yet, or not asked for: the start of what another reader goes on with. */
  takeRest(): Uint8Array {
    const rest = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#size = 0
    this.#length = undefined
    return rest
  }

  #readLength(): number {
    const first = this.#pieces[0]
    const header = first !== undefined && first.length >= headerSize ? first : Buffer.concat(this.#pieces)
    const length = new DataView(header.buffer, header.byteOffset, headerSize).getUint32(0)
    if (length > largestFrame) throw new Error(`A frame of ${length} bytes cannot be`)
    return length
  }
}
