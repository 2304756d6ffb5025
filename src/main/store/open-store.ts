import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ContentHash } from '../../shared/brand.ts'
import type { Notice } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import type { Clock, DescriptorStore, JobStore, SettingsStore, ValueCodec } from '../engine/ports.ts'
import { systemClock } from '../engine/system-clock.ts'
import { SqliteCacheStore } from './cache-entries.ts'
import { cacheMigrations } from './cache-migrations.ts'
import { type OpenedDatabase, openDatabase } from './database.ts'
import { databaseNotices } from './database-notices.ts'
import { descriptorStore } from './descriptors.ts'
import { type HistoryStore, historyStore } from './history/history-store.ts'
import { inlineValues } from './inline-values.ts'
import { jobStore } from './job-store.ts'
import { RunLogs } from './run-logs.ts'
import { type Leftover, OrphanFiles } from './orphan-files.ts'
import { IdleTurns } from './idle-turns.ts'
import { pageValues } from './page-values.ts'
import { readCacheLimit } from './cache-limit.ts'
import { settingsStore } from './settings.ts'
import { settleRestored } from './settle-restored.ts'
import { simmerMigrations } from './simmer-migrations.ts'
import { withStorageErrors } from './storage-error.ts'
import { syncFolder } from './sync-folder.ts'
import { valueReferences } from './value-references.ts'
import { valueCodec } from './value-codec.ts'
import { FileValueStore } from './values.ts'

export interface StoreOptions {
  readonly clock?: Clock
  /** Bytes of all cached results together, unless the setting says another; 1 GiB. */
  readonly cacheLimit?: number
  /** Bytes of one run's log; 64 MiB. */
  readonly logLimit?: number
  /** ms for which a value's file stays that nothing refers to any more; a minute. */
  readonly unusedFor?: number
}

/** Everything that is kept in one data folder. */
export interface Store {
  readonly jobs: JobStore
  readonly history: HistoryStore
  /** What runs printed, by line. */
  readonly logs: Pick<RunLogs, 'reading'>
  readonly cache: SqliteCacheStore
  readonly values: FileValueStore
  /** Values' files that nothing names, and that will be removed. */
  readonly leftover: () => Leftover
  readonly settings: SettingsStore
  readonly descriptors: DescriptorStore
  readonly codec: ValueCodec
  /** The history's file, and whether it is still to be checked after an unclean end. */
  readonly historyFile: { readonly file: string; readonly unchecked: boolean }
  /** What the user should know of how the files were found. */
  readonly notices: readonly Notice[]
  /** Writes what was held back and closes the files; nothing of the store may be called afterwards. */
  close(): void
}

const mib = 1024 * 1024
const mostPathBytes = 440
const minute = 60_000

/**
 * Opens a data folder, made if missing and readable by its user alone. Damaged or newer databases never stop it:
 * they are kept, and a notice says so. Throws DISK_FULL, or DATABASE where the folder cannot be used.
 */
export function openStore(folder: string, { clock = systemClock, cacheLimit = 1024 * mib, logLimit = 64 * mib, unusedFor = 60_000 }: StoreOptions = {}): Store {
  return withStorageErrors(() => {
    requireShortPath(folder)
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
    const now = (): number => clock.now()
    const main = openDatabase({ file: join(folder, 'simmer.db'), synchronous: 'FULL', migrations: simmerMigrations, backup: true, settle: settleRestored }, now)
    try {
      const cached = openDatabase({ file: join(folder, 'cache.db'), synchronous: 'NORMAL', migrations: cacheMigrations, backup: false }, now)
      const store = compose({ main, cached }, { folder, clock, cacheLimit, logLimit, unusedFor })
      // A power cut must not take back the folders that the first results are then put in.
      syncFolder(folder)
      if (made !== undefined) syncFolder(dirname(made))
      return store
    } catch (thrown) {
      main.connection.close()
      throw thrown
    }
  })
}

/** SQLite takes paths of 512 bytes, and names of backups are longer than those of databases. */
function requireShortPath(folder: string): void {
  const bytes = Buffer.byteLength(folder)
  if (bytes > mostPathBytes) throw new AppError('DATABASE', `The path of Simmer's data folder is too long: ${bytes} bytes, and at most ${mostPathBytes} can be used.`, { hint: 'Set SIMMER_DATA to a folder with a shorter path.' })
}

interface Databases { readonly main: OpenedDatabase; readonly cached: OpenedDatabase }

function compose({ main, cached }: Databases, { folder, clock, cacheLimit, logLimit, unusedFor }: Required<StoreOptions> & { readonly folder: string }): Store {
  const inline = inlineValues(main.connection)
  const values = new FileValueStore(join(folder, 'values'), inline.read, unusedFor)
  const logs = new RunLogs({ folder: join(folder, 'logs'), clock, cap: logLimit })
  const settings = settingsStore(main.connection)
  const references = valueReferences(main)
  const isUsed = (hash: ContentHash): boolean => references.names(hash) || cache.names(hash)
  const pages = pageValues(main.connection)
  const removeFile = (hash: ContentHash): 'gone' | 'kept' | 'young' => {
    if (isUsed(hash)) return 'kept'
    pages.learnOld()
    return references.whileUnchanged(() => values.removeUnused(hash, isUsed))
  }
  const cache = new SqliteCacheStore({ database: cached.connection, files: values, clock, limit: () => readCacheLimit(settings) ?? cacheLimit, defaultLimit: cacheLimit, removeFile })
  const orphans = new OrphanFiles({ files: values, isUsed, remove: removeFile, maySweep: references.areWhole })
  const sweep = new IdleTurns({ clock, first: minute, breath: 25, rest: 360 * minute, turn: () => orphans.turn() })
  const jobs = jobStore(main.connection, { inline, files: values }, logs)
  const history = historyStore(main.connection, {
    values, codec: valueCodec, find: (jobId) => jobs.find(jobId), removeLog: (runId) => { logs.remove(runId) }, removeValue: (hash) => { removeFile(hash) },
  })
  return {
    jobs, history, logs, cache, values,
    leftover: () => orphans.left, settings, descriptors: descriptorStore(cached.connection), codec: valueCodec,
    historyFile: { file: main.connection.name, unchecked: main.fate.fate === 'opened' && main.fate.unchecked },
    notices: databaseNotices(main.fate, cached.fate),
    close: () => {
      sweep[Symbol.dispose]()
      logs.close()
      cache.close()
      main.connection.close()
      cached.connection.close()
    },
  }
}
