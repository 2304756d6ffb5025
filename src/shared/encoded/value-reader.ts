import { ByteReader } from './byte-reader.ts'
import { readError } from './read-error.ts'
import { readRegExp } from './read-reg-exp.ts'
import { encodedParts, sectionType } from './sections.ts'
import { viewOf } from './view-of.ts'

/** A decoded value, and the memory of its arrays, which can be transferred to another thread with it. */
export interface DecodedValue { readonly value: unknown; readonly buffers: readonly ArrayBuffer[] }

/**
 * Decodes what hosts write with `node:v8` (V8's structured clone format, versions 13 to 15 and on), in pure JavaScript, for where there is no
 * `node:v8`. `bytes` must be no longer used: an array that makes up most of it stays where it is. Throws an Error for bytes
 * that are no encoded value.
 */
export function decodeValue(bytes: Uint8Array): DecodedValue {
  const reader = new ValueReader(bytes)
  return { value: reader.whole(), buffers: reader.buffers }
}

const code = (tag: string): number => tag.charCodeAt(0)
const endOfObject = code('{'), endOfDense = code('$'), endOfSparse = code('@'), endOfMap = code(':'), endOfSet = code(','), hole = code('-')

class ValueReader {
  readonly #in: ByteReader
  readonly #sectionsAt: number
  /** Objects in the order in which they began: what references count by. */
  readonly #objects: unknown[] = []
  readonly #buffers = new Set<ArrayBuffer>()

  constructor(bytes: Uint8Array) {
    const { streamAt, streamEnd, sectionsAt } = encodedParts(bytes)
    this.#in = new ByteReader(bytes, { from: streamAt, to: streamEnd })
    this.#sectionsAt = sectionsAt
  }

  get buffers(): readonly ArrayBuffer[] { return [...this.#buffers] }

  whole(): unknown {
    if (this.#in.byte() !== 0xff) throw new Error('No encoded value')
    const version = this.#in.varint()
    if (version < 13) throw new Error(`An encoded value of the unknown version ${version}`)
    return this.#value()
  }

  #value(): unknown {
    const tag = this.#in.tag()
    switch (String.fromCharCode(tag)) {
      case '_': return undefined
      case '0': return null
      case 'T': return true
      case 'F': return false
      case 'I': return this.#in.zigzag()
      case 'U': return this.#in.varint()
      case 'N': return this.#in.double()
      case 'Z': return this.#in.bigInt()
      case '"': return this.#in.oneByteText(this.#in.varint())
      case 'c': return this.#in.twoByteText(this.#in.varint())
      case '^': return this.#reference()
      default: return this.#object(tag)
    }
  }

  #object(tag: number): unknown {
    switch (String.fromCharCode(tag)) {
      case 'o': return this.#plain()
      case 'A': return this.#dense()
      case 'a': return this.#sparse()
      case ';': return this.#map()
      case "'": return this.#set()
      case 'D': return this.#keep(new Date(this.#in.double()))
      case 'y': return this.#keep(Object(true))
      case 'x': return this.#keep(Object(false))
      case 'n': return this.#keep(Object(this.#in.double()))
      case 'z': return this.#keep(Object(this.#in.bigInt()))
      case 's': return this.#atPlace(() => Object(this.#value()))
      case 'R': return this.#atPlace(() => readRegExp(this.#value(), this.#in.varint()))
      case 'B': return this.#keep(this.#buffer(this.#in.varint()))
      case '~': return this.#resizable()
      case '\\': return this.#atPlace(() => this.#view())
      case 'r': return readError(this.#in, { begin: (error) => { this.#keep(error) }, value: () => this.#value() })
      default: throw new Error(`An encoded value has the unknown part ${tag}`)
    }
  }

  #keep<T>(object: T): T {
    this.#objects.push(object)
    return object
  }

  /** For objects that are made from what follows: their place among the objects is before that. */
  #atPlace(make: () => unknown): unknown {
    const place = this.#objects.push(undefined) - 1
    const object = make()
    this.#objects[place] = object
    return object
  }

  #reference(): unknown {
    const index = this.#in.varint()
    if (index >= this.#objects.length) throw new Error('An encoded value refers to what it does not have')
    return this.#objects[index]
  }

  #plain(): unknown {
    const object = this.#keep<Record<string, unknown>>({})
    this.#properties(object, endOfObject)
    this.#in.varint()
    return object
  }

  #properties(object: object, end: number): void {
    while (this.#in.peekTag() !== end) {
      const key = String(this.#value())
      const value = this.#value()
      // Assigned, `__proto__` would be something else than a name.
      if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
      else (object as Record<string, unknown>)[key] = value
    }
    this.#in.tag()
  }

  #dense(): unknown {
    const length = this.#in.varint()
    const array = this.#keep<unknown[]>([])
    for (let index = 0; index < length; index += 1) {
      if (this.#in.peekTag() === hole) this.#in.tag()
      else array[index] = this.#value()
    }
    return this.#endArray(array, endOfDense)
  }

  #sparse(): unknown {
    this.#in.varint()
    return this.#endArray(this.#keep<unknown[]>([]), endOfSparse)
  }

  #endArray(array: unknown[], end: number): unknown {
    this.#properties(array, end)
    this.#in.varint()
    array.length = this.#in.varint()
    return array
  }

  #map(): unknown {
    const map = this.#keep(new Map<unknown, unknown>())
    while (this.#in.peekTag() !== endOfMap) map.set(this.#value(), this.#value())
    this.#in.tag()
    this.#in.varint()
    return map
  }

  #set(): unknown {
    const set = this.#keep(new Set<unknown>())
    while (this.#in.peekTag() !== endOfSet) set.add(this.#value())
    this.#in.tag()
    this.#in.varint()
    return set
  }

  #buffer(length: number): ArrayBuffer {
    const buffer = new Uint8Array(this.#in.raw(length)).buffer
    this.#buffers.add(buffer)
    return buffer
  }

  #resizable(): unknown {
    const length = this.#in.varint()
    const buffer = new ArrayBuffer(length, { maxByteLength: this.#in.varint() })
    new Uint8Array(buffer).set(this.#in.raw(length))
    return this.#keep(buffer)
  }

  #view(): unknown {
    const type = this.#in.varint()
    const length = this.#in.varint()
    const memory = type < sectionType ? this.#in.raw(length) : this.#section(length, this.#in.double())
    const { buffer, byteOffset } = isMost(memory) ? memory : new Uint8Array(memory)
    if (buffer instanceof ArrayBuffer) this.#buffers.add(buffer)
    return viewOf(type % sectionType, { buffer, byteOffset, byteLength: length })
  }

  #section(length: number, offset: number): Uint8Array {
    const from = this.#sectionsAt + offset
    if (from + length > this.#in.bytes.length) throw new Error('An encoded value ends too early')
    return this.#in.bytes.subarray(from, from + length)
  }
}

/** An aligned array that has most of its memory to itself need not be copied; a small one would keep all the memory alive. */
function isMost({ byteLength, byteOffset, buffer }: Uint8Array): boolean {
  return byteLength * 2 >= buffer.byteLength && byteOffset % 8 === 0 && byteLength > 0
}
