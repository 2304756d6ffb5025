import type { Database } from 'better-sqlite3'
import { withStorageErrors } from './storage-error.ts'

/**
 * `body` as one immediate transaction: it takes the write lock first, so that it never fails with BUSY half way
 * (R15), and leaves nothing behind when it throws. Throws DISK_FULL and DATABASE in our own words.
 */
export function immediate<Args extends readonly unknown[], R>(database: Database, body: (...args: Args) => R): (...args: Args) => R {
  const transaction = database.transaction((args: Args) => body(...args))
  return (...args) => withStorageErrors(() => transaction.immediate(args))
}
