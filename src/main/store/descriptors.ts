import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { CodeHash } from '../../shared/brand.ts'
import type { TaskDescriptor } from '../../shared/task.ts'
import type { DescriptorStore } from '../engine/ports.ts'
import { decodeIntact } from './decode-intact.ts'
import { immediate } from './immediate.ts'
import { valueCodec } from './value-codec.ts'

/** Each edit of a script makes a new one; of those long past, this many are kept. */
const kept = 2000

interface DescriptorRow { readonly bytes: Uint8Array; readonly hash: string }

const shape = v.looseObject({
  title: v.string(), description: v.nullable(v.string()), layout: v.looseObject({ component: v.string(), props: v.looseObject({}) }),
  callbacks: v.array(v.looseObject({ id: v.string(), kind: v.picklist(['long', 'light']), niceness: v.number() })),
})

/** Descriptors by code hash, in the cache database: a lost one is made again. Failures read as undefined and write nothing. */
export function descriptorStore(database: Database): DescriptorStore {
  const select = database.prepare<[string], DescriptorRow>('SELECT bytes, hash FROM descriptors WHERE code_hash = ?')
  const upsert = database.prepare<[string, Uint8Array, string]>(`
    INSERT INTO descriptors (code_hash, bytes, hash, stored) VALUES (?, ?, ?, (SELECT coalesce(max(stored), 0) + 1 FROM descriptors))
    ON CONFLICT (code_hash) DO UPDATE SET bytes = excluded.bytes, hash = excluded.hash, stored = excluded.stored`)
  const prune = database.prepare(`DELETE FROM descriptors WHERE stored <= (SELECT max(stored) FROM descriptors) - ${kept}`)
  const put = immediate(database, (codeHash: CodeHash, descriptor: TaskDescriptor) => {
    const { bytes, hash } = valueCodec.encode(descriptor)
    if (bytes === undefined) return
    upsert.run(codeHash, bytes, hash)
    prune.run()
  })
  return {
    get: (codeHash) => {
      try {
        const row = select.get(codeHash)
        const value = row === undefined ? undefined : decodeIntact(row.bytes, row.hash)?.value
        return isDescriptor(value) ? value : undefined
      } catch { return undefined }
    },
    put: (codeHash, descriptor) => {
      try { put(codeHash, descriptor) } catch { /* Without it the next start describes the script again. */ }
    },
  }
}

/** The hash vouches for the content; this for a shape that another version may have written. */
function isDescriptor(value: unknown): value is TaskDescriptor {
  return v.is(shape, value)
}
