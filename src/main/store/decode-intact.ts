import { contentHash } from './content-hash.ts'
import { valueCodec } from './value-codec.ts'

/** The value that `bytes` encode, if they are still those that were hashed and can be decoded here (R12). */
export function decodeIntact(bytes: Uint8Array, hash: string): { readonly value: unknown } | undefined {
  if (contentHash(bytes) !== hash) return undefined
  try { return { value: valueCodec.decode(bytes) } } catch { return undefined }
}
