import type { Database } from 'better-sqlite3'
import { inPlace } from './in-place.ts'
import { errorCode, withStorageErrors } from './storage-error.ts'

/**
 * How often the write lock is asked for, each time for as long as the connection's timeout (5 s): SQLite's lock is not
 * fair, and on a slow disk others may have it again and again.
 */
const asked = 6

/**
 * `body` as one immediate transaction: it takes the write lock first, so that it never fails with BUSY half way
 * (R15), and leaves nothing behind when it throws. Throws DISK_FULL and DATABASE in our own words, DATABASE also where
 * the file is not in its place any more.
 */
export function immediate<Args extends readonly unknown[], R>(database: Database, body: (...args: Args) => R): (...args: Args) => R {
  let begins = 0
  const requireInPlace = inPlace(database)
  const transaction = database.transaction((args: Args) => {
    begins++
    return body(...args)
  })
  return (...args) => withStorageErrors(() => {
    requireInPlace()
    for (let count = 1; ; count++) {
      const before = begins
      try { return transaction.immediate(args) } catch (thrown) {
        if (begins > before || count === asked || errorCode(thrown) !== 'SQLITE_BUSY') throw thrown
      }
    }
  })
}
