interface Memory { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }
interface ViewClass { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayBufferView }

/** The numbers that `node:v8` gives to kinds of arrays; a `Buffer` (10) is a Uint8Array where there is no Node. */
const views: readonly (ViewClass | undefined)[] = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, undefined,
  Uint8Array, BigInt64Array, BigUint64Array,
]
const dataView = 9

/** An array of the kind that `node:v8` calls `type`, on this memory. Throws for kinds that this engine does not have. */
export function viewOf(type: number, { buffer, byteOffset, byteLength }: Memory): ArrayBufferView {
  if (type === dataView) return new DataView(buffer, byteOffset, byteLength)
  const View = views[type]
  if (View === undefined) throw new Error(`An encoded value has an array of the unknown kind ${type}`)
  return new View(buffer, byteOffset, byteLength / View.BYTES_PER_ELEMENT)
}
