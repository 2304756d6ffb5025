import { applicationId, type Migration } from './database-plan.ts'
import { historySchema } from './history/history-schema.ts'

/** The history of `simmer.db`: owners, jobs, runs, pages, settings. A shipped step is never changed, only followed; `npm run data-fixture` keeps a folder of the newest for tests. */
export const simmerMigrations: readonly Migration[] = [{
  version: 1,
  sql: `
    PRAGMA application_id = ${applicationId};
    CREATE TABLE owners (
      id TEXT PRIMARY KEY, pid INTEGER NOT NULL, start_time TEXT NOT NULL, boot_id TEXT NOT NULL,
      kind TEXT NOT NULL, token TEXT NOT NULL, heartbeat REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE inline_values (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE runs (
      id TEXT PRIMARY KEY, task_id TEXT NOT NULL, callback_id TEXT NOT NULL, code_hash TEXT, cache_key TEXT,
      attempt INTEGER NOT NULL, process TEXT, receipt TEXT,
      result TEXT CHECK (result IN ('value', 'noUpdate')), value_hash TEXT, value_size INTEGER,
      took_ms REAL, cached TEXT
    ) STRICT;
    CREATE TABLE jobs (
      seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run_id TEXT NOT NULL REFERENCES runs (id),
      owner_id TEXT NOT NULL, task_id TEXT NOT NULL, callback_id TEXT NOT NULL, instance TEXT NOT NULL, page_id TEXT,
      created_at REAL NOT NULL, label TEXT NOT NULL, priority TEXT NOT NULL, fresh INTEGER NOT NULL,
      status TEXT NOT NULL, state TEXT NOT NULL, finished_at REAL, cache_key TEXT,
      request_hash TEXT NOT NULL, request_size INTEGER NOT NULL, change INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX jobs_by_change ON jobs (change);
    CREATE INDEX jobs_ended ON jobs (created_at) WHERE finished_at IS NOT NULL;
    CREATE INDEX jobs_unfinished ON jobs (owner_id) WHERE finished_at IS NULL;
    CREATE INDEX jobs_in_slots ON jobs (run_id) WHERE status IN ('running', 'canceling');
    CREATE INDEX jobs_joinable ON jobs (cache_key) WHERE finished_at IS NULL AND cache_key IS NOT NULL;
    CREATE INDEX jobs_by_page ON jobs (page_id, finished_at) WHERE page_id IS NOT NULL;
    CREATE TABLE change_number (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
    INSERT INTO change_number VALUES (1, 0);
    CREATE TABLE cancel_requests (job_id TEXT PRIMARY KEY, asked_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE pages (
      id TEXT PRIMARY KEY, task_id TEXT NOT NULL, saved_at REAL NOT NULL, owner_id TEXT, state BLOB NOT NULL, hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX pages_by_task ON pages (task_id, saved_at);
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
}, {
  version: 2,
  sql: `
    CREATE TABLE value_files (value_hash TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (value_hash, hash)) STRICT, WITHOUT ROWID;
    CREATE INDEX value_files_by_file ON value_files (hash);
    CREATE INDEX runs_by_large_value ON runs (value_hash) WHERE value_size > 100000;
    CREATE INDEX jobs_by_large_request ON jobs (request_hash) WHERE request_size > 100000;
  `,
}, {
  version: 3,
  sql: `
    ALTER TABLE pages ADD COLUMN values_known INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE page_values (page_id TEXT NOT NULL REFERENCES pages (id) ON DELETE CASCADE, hash TEXT NOT NULL, PRIMARY KEY (page_id, hash)) STRICT, WITHOUT ROWID;
    CREATE INDEX page_values_by_value ON page_values (hash);
    ALTER TABLE jobs ADD COLUMN guest_of TEXT;
    CREATE INDEX jobs_of_guests ON jobs (guest_of) WHERE guest_of IS NOT NULL AND finished_at IS NULL;
    CREATE TABLE shared_progress (run_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, bytes BLOB NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
}, {
  version: 4,
  sql: `
    ALTER TABLE runs ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
    UPDATE runs SET attempt = 0 WHERE id IN (SELECT run_id FROM jobs WHERE status = 'queued');
  `,
}, {
  version: 5,
  sql: historySchema,
}, {
  version: 6,
  sql: 'ALTER TABLE cancel_requests ADD COLUMN force INTEGER NOT NULL DEFAULT 0;',
}, {
  version: 7,
  // Where each job stands in the queue, and what its run needs.
  sql: `
    ALTER TABLE jobs ADD COLUMN rank INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE jobs ADD COLUMN place REAL NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN wait_for TEXT;
    ALTER TABLE jobs ADD COLUMN lane TEXT NOT NULL DEFAULT '';
    UPDATE jobs SET rank = CASE priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, place = seq WHERE finished_at IS NULL;
    CREATE INDEX jobs_queued ON jobs (rank, place) WHERE status = 'queued';
    CREATE INDEX jobs_ready ON jobs (lane, rank, place) WHERE status = 'queued' AND held = 0 AND wait_for IS NULL AND guest_of IS NULL;
    CREATE TABLE queue_state (id INTEGER PRIMARY KEY CHECK (id = 1), mode TEXT NOT NULL, next_place REAL NOT NULL) STRICT;
    INSERT INTO queue_state SELECT 1, 'open', 1 + coalesce(max(seq), 0) FROM jobs;
    ALTER TABLE owners ADD COLUMN job_limit INTEGER;
  `,
}]
