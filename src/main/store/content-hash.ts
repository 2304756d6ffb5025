import { hash } from 'node:crypto'
import { brandAs, type ContentHash } from '../../shared/brand.ts'

/** sha256 of `bytes`, as lower-case hex. */
export function contentHash(bytes: Uint8Array): ContentHash {
  return brandAs<ContentHash>(hash('sha256', bytes, 'hex'))
}

/** True where `text` can be a content hash; it then is a safe file name too. */
export function isContentHash(text: string): text is ContentHash {
  return /^[0-9a-f]{64}$/u.test(text)
}
