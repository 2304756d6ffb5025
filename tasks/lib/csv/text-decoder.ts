import { StringDecoder } from 'node:string_decoder'
import type { EncodingName } from './text-encoding.ts'

/** Turns the bytes of a file, in pieces of any size, into text. Bytes that are no text become U+FFFD. */
export interface PieceDecoder {
  decode(bytes: Buffer): string
  /** What is left of a cut character. */
  end(): string
}

export function createDecoder(encoding: EncodingName): PieceDecoder {
  switch (encoding) {
    case 'utf-8': return piecewise(new StringDecoder('utf8'))
    case 'utf-16le': return piecewise(new StringDecoder('utf16le'))
    case 'utf-16be': return bigEndian()
    case 'windows-1252': return { decode: (bytes) => bytes.toString('latin1').replace(/[\x80-\x9f]/g, windowsCharacter), end: () => '' }
  }
}

function piecewise(decoder: StringDecoder): PieceDecoder {
  return { decode: (bytes) => decoder.write(bytes), end: () => decoder.end() }
}

function bigEndian(): PieceDecoder {
  const decoder = new StringDecoder('utf16le')
  let carried = Buffer.alloc(0)
  return {
    decode(bytes) {
      const joined = Buffer.concat([carried, bytes])
      const even = joined.length - joined.length % 2
      carried = joined.subarray(even)
      return decoder.write(joined.subarray(0, even).swap16())
    },
    end: () => decoder.end() + (carried.length > 0 ? '\ufffd' : ''),
  }
}

/** Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1. */
const windowsCharacters = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

function windowsCharacter(character: string): string {
  return windowsCharacters[character.charCodeAt(0) - 0x80] ?? character
}
