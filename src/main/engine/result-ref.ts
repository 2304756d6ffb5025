import type { ResultRef } from '../../shared/change.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { ValueCodec } from './ports.ts'

/** A result as windows get it: small values decoded, large ones by reference; null is "no update". `fresh`: a host has just returned it. */
export function resultRef(stored: StoredValue | null, codec: ValueCodec, { fresh = false } = {}): ResultRef {
  if (stored === null) return { kind: 'noUpdate' }
  if (stored.bytes !== undefined) return { kind: 'value', value: codec.decode(stored.bytes) }
  return { kind: 'stored', stored: { hash: stored.hash, size: stored.size, ...(fresh ? { fresh } : {}) } }
}
