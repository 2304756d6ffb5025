/**
 * Large typed arrays lie outside the `node:v8` stream of an encoded value, so that nobody copies them: a header, the
 * stream, then the arrays' own bytes, each aligned. A value without one is the stream alone, which begins otherwise.
 *
 * header: "SimV", uint32 1, float64 length of the stream; then the stream; then, from the next multiple of 8 on, the sections
 */
export const sectionHeaderSize = 16
/** From so many bytes on an array is a section of its own. */
export const sectionLimit = 1 << 20
/** In the stream such an array is a host object with this added to its type: then its length, and its offset among the sections. */
export const sectionType = 64
const magic = [0x53, 0x69, 0x6d, 0x56]

/** Where the parts of an encoded value lie. */
export interface EncodedParts { readonly streamAt: number; readonly streamEnd: number; readonly sectionsAt: number }

/** The next offset that every kind of array can begin at. */
export function aligned(offset: number): number { return Math.ceil(offset / 8) * 8 }

export function sectionHeader(streamLength: number): Uint8Array {
  const header = new Uint8Array(sectionHeaderSize)
  header.set(magic)
  const view = new DataView(header.buffer)
  view.setUint32(4, 1, true)
  view.setFloat64(8, streamLength, true)
  return header
}

/** True of a value that is not a `node:v8` stream alone. */
export function hasSections(bytes: Uint8Array): boolean { return magic.every((byte, index) => bytes[index] === byte) }

/** Throws where the header is that of a format that this Simmer does not know. */
export function encodedParts(bytes: Uint8Array): EncodedParts {
  if (!hasSections(bytes)) return { streamAt: 0, streamEnd: bytes.length, sectionsAt: bytes.length }
  const view = new DataView(bytes.buffer, bytes.byteOffset, sectionHeaderSize)
  const streamEnd = sectionHeaderSize + view.getFloat64(8, true)
  if (view.getUint32(4, true) !== 1 || !(streamEnd <= bytes.length)) throw new Error('An encoded value of another Simmer')
  return { streamAt: sectionHeaderSize, streamEnd, sectionsAt: aligned(streamEnd) }
}
