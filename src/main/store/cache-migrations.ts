import { applicationId, type Migration } from './database-plan.ts'

/** The history of `cache.db`: what can be computed again. */
export const cacheMigrations: readonly Migration[] = [{
  version: 1,
  sql: `
    PRAGMA application_id = ${applicationId};
    CREATE TABLE entries (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, task_path TEXT NOT NULL, callback_id TEXT NOT NULL, parts TEXT NOT NULL,
      hash TEXT NOT NULL, size INTEGER NOT NULL, bytes BLOB, weight INTEGER NOT NULL,
      stored_at REAL NOT NULL, took_ms REAL NOT NULL, expire REAL, used_at REAL NOT NULL, expires_at REAL, hits INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX entries_by_use ON entries (used_at);
    CREATE INDEX entries_by_expiry ON entries (expires_at) WHERE expires_at IS NOT NULL;
    CREATE INDEX entries_by_callback ON entries (task_path, callback_id, stored_at);
    CREATE TABLE total (id INTEGER PRIMARY KEY CHECK (id = 1), weight INTEGER NOT NULL) STRICT;
    INSERT INTO total VALUES (1, 0);
    CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN UPDATE total SET weight = weight + new.weight; END;
    CREATE TRIGGER entry_replaced AFTER UPDATE OF weight ON entries BEGIN UPDATE total SET weight = weight - old.weight + new.weight; END;
    CREATE TRIGGER entry_gone AFTER DELETE ON entries BEGIN UPDATE total SET weight = weight - old.weight; END;
    CREATE TABLE descriptors (code_hash TEXT PRIMARY KEY, bytes BLOB NOT NULL, hash TEXT NOT NULL, stored INTEGER NOT NULL) STRICT;
    CREATE INDEX descriptors_by_age ON descriptors (stored);
  `,
}, {
  version: 2,
  sql: `
    ALTER TABLE entries ADD COLUMN file_count INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE entry_files (key TEXT NOT NULL REFERENCES entries (key) ON DELETE CASCADE, hash TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (key, hash)) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_files_by_file ON entry_files (hash);
    CREATE INDEX entries_by_large_value ON entries (hash) WHERE size > 100000;
  `,
}, {
  version: 3,
  sql: `
    ALTER TABLE entries ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
    DROP INDEX entries_by_use;
    CREATE INDEX entries_by_use ON entries (used_at) WHERE pinned = 0;
    CREATE INDEX entries_pinned ON entries (stored_at) WHERE pinned = 1;
    ALTER TABLE total ADD COLUMN pinned_weight INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE group_totals (
      task_path TEXT NOT NULL, callback_id TEXT NOT NULL, entries INTEGER NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (task_path, callback_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO group_totals SELECT task_path, callback_id, count(*), sum(weight) FROM entries GROUP BY task_path, callback_id;
    DROP TRIGGER entry_added;
    DROP TRIGGER entry_replaced;
    DROP TRIGGER entry_gone;
    CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
      UPDATE total SET weight = weight + new.weight, pinned_weight = pinned_weight + new.pinned * new.weight;
      INSERT INTO group_totals VALUES (new.task_path, new.callback_id, 1, new.weight)
        ON CONFLICT (task_path, callback_id) DO UPDATE SET entries = entries + 1, weight = weight + excluded.weight;
    END;
    CREATE TRIGGER entry_changed AFTER UPDATE OF weight, pinned ON entries BEGIN
      UPDATE total SET weight = weight - old.weight + new.weight, pinned_weight = pinned_weight - old.pinned * old.weight + new.pinned * new.weight;
      UPDATE group_totals SET weight = weight - old.weight + new.weight WHERE task_path = new.task_path AND callback_id = new.callback_id;
    END;
    CREATE TRIGGER entry_gone AFTER DELETE ON entries BEGIN
      UPDATE total SET weight = weight - old.weight, pinned_weight = pinned_weight - old.pinned * old.weight;
      UPDATE group_totals SET entries = entries - 1, weight = weight - old.weight WHERE task_path = old.task_path AND callback_id = old.callback_id;
    END;
  `,
}]
