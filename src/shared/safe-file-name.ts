/** Bytes that every file system takes as a name; some room is left for what a copy in the making adds. */
const longest = 200
/** What no system takes, and characters that turn the rest around, so that a name looks like another. */
const forbidden = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
/** Windows takes these for devices, whatever their extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu

/** A name that a script gave to a file as one that every system takes, without a folder in it; it never is empty. */
export function safeFileName(name: string): string {
  const plain = name.replaceAll(forbidden, '_').replace(/^[. ]+/u, '').replace(/[. ]+$/u, '').replace(devices, '_$&')
  if (plain === '') return 'file'
  const dot = plain.lastIndexOf('.')
  const extension = dot > 0 && plain.length - dot <= 16 ? plain.slice(dot) : ''
  return `${clip(plain.slice(0, plain.length - extension.length), longest - bytesOf(extension))}${extension}`
}

/** The longest start of `text` that has at most so many bytes of UTF-8. */
function clip(text: string, most: number): string {
  let bytes = 0
  let clipped = ''
  for (const character of text) {
    bytes += bytesOf(character)
    if (bytes > most) return clipped
    clipped += character
  }
  return clipped
}

function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
