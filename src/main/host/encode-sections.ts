import { DefaultSerializer } from 'node:v8'
import { aligned, sectionHeader, sectionHeaderSize, sectionLimit, sectionType } from '../../shared/encoded/sections.ts'
import { notCloneable } from './encode-value.ts'

/** An encoded value as pieces that follow one another; large arrays are the script's own memory, not copied. */
export interface EncodedPieces { readonly pieces: readonly Uint8Array[]; readonly size: number }

/** As `encodeValue`, with large typed arrays as sections of their own. Throws NOT_CLONEABLE. */
export function encodeInSections(value: unknown, name: string): EncodedPieces {
  const serializer = new SectionSerializer()
  const stream = serializer.encode(value, name)
  if (serializer.sections.length === 0) return { pieces: [stream], size: stream.length }
  const pieces: Uint8Array[] = [sectionHeader(stream.length), stream]
  let size = sectionHeaderSize + stream.length
  for (const section of serializer.sections) {
    const padding = aligned(size) - size
    pieces.push(new Uint8Array(padding), section)
    size += padding + section.length
  }
  return { pieces, size }
}

interface HostObjectWriter { _writeHostObject: (view: ArrayBufferView) => void }
const node = DefaultSerializer.prototype as unknown as HostObjectWriter

/** Node's serializer calls it for each array that it meets; the numbers of the kinds are Node's. */
class SectionSerializer extends DefaultSerializer implements HostObjectWriter {
  readonly sections: Uint8Array[] = []
  #offset = 0

  encode(value: unknown, name: string): Buffer {
    try {
      this.writeHeader()
      this.writeValue(value)
      return this.releaseBuffer()
    } catch (thrown) { throw notCloneable(value, name, thrown) }
  }

  _writeHostObject(view: ArrayBufferView): void {
    const type = view.byteLength < sectionLimit || !(view.buffer instanceof ArrayBuffer) ? undefined : typeOf(view)
    if (type === undefined) { node._writeHostObject.call(this, view); return }
    this.writeUint32(sectionType + type)
    this.writeUint32(view.byteLength)
    this.writeDouble(this.#offset)
    this.sections.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
    this.#offset = aligned(this.#offset + view.byteLength)
  }
}

const kinds = [
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'DataView',
  '', 'BigInt64Array', 'BigUint64Array',
]

function typeOf(view: ArrayBufferView): number | undefined {
  const kind = kinds.indexOf(Object.prototype.toString.call(view).slice(8, -1))
  return kind < 0 ? undefined : kind
}
