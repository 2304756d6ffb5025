/** The kinds of pictures that a window shows: none of them can run anything where it is drawn as a picture. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/bmp' | 'image/svg+xml'

/** What a file begins with; `null` bytes may be anything. */
const beginnings: readonly (readonly [PictureType, readonly (number | null)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]],
  ['image/jpeg', [0xFF, 0xD8, 0xFF]],
  ['image/gif', [...codes('GIF8'), null, ...codes('a')]],
  ['image/webp', [...codes('RIFF'), null, null, null, null, ...codes('WEBP')]],
  ['image/avif', [null, null, null, null, ...codes('ftypavif')]],
  ['image/avif', [null, null, null, null, ...codes('ftypavis')]],
  // The four bytes after the size are reserved and 0; "BM" alone begins many a text.
  ['image/bmp', [...codes('BM'), null, null, null, null, 0, 0, 0, 0]],
]

/** Bytes of the beginning that are enough to tell. */
export const pictureHead = 1_024

/** Which picture these bytes are, told by how they begin and never by a name; null: none that is shown. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const known = beginnings.find(([, begin]) => bytes.length > begin.length && begin.every((byte, at) => byte === null || bytes[at] === byte))
  if (known !== undefined) return known[0]
  return isSvg(bytes) ? 'image/svg+xml' : null
}

/** A declaration, comments and a document type may stand before the `svg` element. */
function isSvg(bytes: Uint8Array): boolean {
  const text = Array.from(bytes.subarray(0, pictureHead), (byte) => String.fromCharCode(byte)).join('').replace(/^\u00EF\u00BB\u00BF/, '')
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text)
}

function codes(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
