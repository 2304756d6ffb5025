import type { Database } from 'better-sqlite3'
import type { CacheKey, ContentHash } from '../../shared/brand.ts'
import { inlineLimit, type StoredFile } from '../../shared/stored-value.ts'

/** Which files the results in the cache hold; rows go with their entries. */
export interface EntryFiles {
  /** Within the caller's transaction: these instead of those before. */
  readonly save: (key: CacheKey, files: readonly StoredFile[]) => void
  readonly of: (key: CacheKey) => readonly StoredFile[]
  /** True where an entry is, or holds, this file. */
  readonly names: (hash: ContentHash) => boolean
}

export function entryFiles(database: Database): EntryFiles {
  const clear = database.prepare<[string]>('DELETE FROM entry_files WHERE key = ?')
  const insert = database.prepare<[string, string, number]>('INSERT INTO entry_files (key, hash, size) VALUES (?, ?, ?)')
  const select = database.prepare<[string], StoredFile>('SELECT hash, size FROM entry_files WHERE key = ? ORDER BY hash')
  const named = database.prepare<{ hash: string }, number>(`
    SELECT EXISTS (SELECT 1 FROM entries WHERE hash = :hash AND size > ${inlineLimit}) OR EXISTS (SELECT 1 FROM entry_files WHERE hash = :hash)`).pluck()
  return {
    save: (key, files) => {
      clear.run(key)
      for (const { hash, size } of files) insert.run(key, hash, size)
    },
    of: (key) => select.all(key),
    names: (hash) => named.get({ hash }) === 1,
  }
}
