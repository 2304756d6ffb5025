import type { Database } from 'better-sqlite3'
import type { ContentHash } from '../../shared/brand.ts'
import type { StoredValue } from '../../shared/stored-value.ts'

/** Values small enough for a row, one row per content. */
export interface InlineValues {
  /** Within the caller's transaction. A damaged row of the same content is mended. */
  readonly save: (value: StoredValue & { readonly bytes: Uint8Array }) => void
  /** Unchecked bytes; undefined where there are none. */
  readonly read: (hash: ContentHash) => Uint8Array | undefined
}

export function inlineValues(database: Database): InlineValues {
  const insert = database.prepare<[string, Uint8Array]>(`
    INSERT INTO inline_values (hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE bytes IS NOT excluded.bytes`)
  const select = database.prepare<[string], Uint8Array>('SELECT bytes FROM inline_values WHERE hash = ?').pluck()
  return {
    save: ({ hash, bytes }) => { insert.run(hash, bytes) },
    read: (hash) => select.get(hash),
  }
}
