/** How many characters are made at a time: as many arguments as every engine takes. */
const charactersAtOnce = 8_192

/** Reads the primitive parts of V8's structured clone format. Throws where the bytes end too early. */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly #view: DataView
  readonly #end: number
  at: number

  constructor(bytes: Uint8Array, { from, to }: { readonly from: number; readonly to: number }) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = from
    this.#end = to
  }

  byte(): number {
    const byte = this.at < this.#end ? this.bytes[this.at] : undefined
    if (byte === undefined) throw new Error('An encoded value ends too early')
    this.at += 1
    return byte
  }

  /** The next tag; alignment before it is skipped. */
  tag(): number {
    let tag = this.byte()
    while (tag === 0) tag = this.byte()
    return tag
  }

  peekTag(): number {
    const tag = this.tag()
    this.at -= 1
    return tag
  }

  /** A number in groups of seven bits, the lowest first. */
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  zigzag(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  double(): number {
    const at = this.#skip(8)
    return this.#view.getFloat64(at, true)
  }

  /** `length` bytes, where they lie. */
  raw(length: number): Uint8Array {
    const at = this.#skip(length)
    return this.bytes.subarray(at, at + length)
  }

  oneByteText(length: number): string { return textOf(this.raw(length)) }

  twoByteText(byteLength: number): string {
    const bytes = this.raw(byteLength)
    if (bytes.byteOffset % 2 === 0) return textOf(new Uint16Array(bytes.buffer, bytes.byteOffset, byteLength / 2))
    return textOf(new Uint16Array(bytes.slice().buffer))
  }

  bigInt(): bigint {
    const bits = this.varint()
    const digits = this.raw(bits >> 1)
    let value = 0n
    for (let index = digits.length - 1; index >= 0; index -= 1) value = value << 8n | BigInt(digits[index] ?? 0)
    return bits % 2 === 0 ? value : -value
  }

  #skip(length: number): number {
    const { at } = this
    if (at + length > this.#end) throw new Error('An encoded value ends too early')
    this.at += length
    return at
  }
}

function textOf(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= charactersAtOnce) return String.fromCharCode(...codes)
  let text = ''
  for (let from = 0; from < codes.length; from += charactersAtOnce) text += String.fromCharCode(...codes.subarray(from, from + charactersAtOnce))
  return text
}
