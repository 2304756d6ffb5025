import { deserialize, serialize } from 'node:v8'
import { hasSections } from '../../shared/encoded/sections.ts'
import { decodeValue } from '../../shared/encoded/value-reader.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { ValueCodec } from '../engine/ports.ts'
import { contentHash } from './content-hash.ts'

/**
 * `node:v8`'s structured clone format, hashed. `encode` always carries the bytes, of large values too: whoever
 * keeps the value puts them where they belong. Throws NOT_CLONEABLE for functions and the like, DATABASE for bytes
 * that are no encoded value.
 */
export const valueCodec: ValueCodec = {
  encode(value: unknown): StoredValue {
    const bytes = plainBytes(serializeValue(value))
    return { hash: contentHash(bytes), size: bytes.byteLength, bytes }
  },
  decode(bytes: Uint8Array): unknown {
    try { return hasSections(bytes) ? decodeValue(bytes).value : deserialize(bytes) } catch (cause) {
      throw new AppError('DATABASE', 'A stored value is damaged and cannot be read.', { cause, hint: 'Run it again.' })
    }
  },
}

function serializeValue(value: unknown): Buffer {
  try { return serialize(value) } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('NOT_CLONEABLE', `This value cannot be kept: ${reason}`, { cause, hint: 'Use plain values, dates, maps, sets and typed arrays.' })
  }
}

/** The same memory as a plain Uint8Array: a Buffer would come out of a structured clone as something else. */
export function plainBytes(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
