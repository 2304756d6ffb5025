/**
 * What history adds to jobs and runs: the order of their ends, pins, what a run ran with, and words to search by. Words are
 * written in batches behind the ends (`upto`), so that no job waits for them. A shipped step is never changed.
 */
export const historySchema = `
  ALTER TABLE change_number ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN ended INTEGER;
  ALTER TABLE jobs ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN removed_at REAL;
  UPDATE jobs SET ended = ends.ordinal
    FROM (SELECT seq, row_number() OVER (ORDER BY finished_at, seq) AS ordinal FROM jobs WHERE finished_at IS NOT NULL) AS ends WHERE ends.seq = jobs.seq;
  UPDATE change_number SET ends = (SELECT count(*) FROM jobs WHERE ended IS NOT NULL);
  CREATE UNIQUE INDEX jobs_history ON jobs (ended) WHERE ended IS NOT NULL;
  CREATE INDEX jobs_removed ON jobs (removed_at) WHERE removed_at IS NOT NULL;
  CREATE INDEX jobs_by_run ON jobs (run_id);
  DROP INDEX jobs_by_large_request;
  CREATE INDEX jobs_by_request ON jobs (request_hash);
  DROP INDEX runs_by_large_value;
  CREATE INDEX runs_by_value ON runs (value_hash) WHERE value_hash IS NOT NULL;
  ALTER TABLE runs ADD COLUMN bundle TEXT;
  ALTER TABLE runs ADD COLUMN environment TEXT;
  ALTER TABLE runs ADD COLUMN machine TEXT;
  ALTER TABLE runs ADD COLUMN began_at REAL;
  ALTER TABLE runs ADD COLUMN returned_at REAL;
  ALTER TABLE runs ADD COLUMN ended_at REAL;
  ALTER TABLE runs ADD COLUMN peak_memory REAL;
  ALTER TABLE runs ADD COLUMN cpu_time REAL;
  ALTER TABLE runs ADD COLUMN failed_attempts TEXT;
  ALTER TABLE runs ADD COLUMN log_size INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX runs_by_bundle ON runs (bundle) WHERE bundle IS NOT NULL;
  CREATE TABLE surroundings (hash TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE task_names (id INTEGER PRIMARY KEY, task_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL) STRICT;
  INSERT INTO task_names (task_id, title) SELECT DISTINCT task_id, substr(task_id, instr(task_id, '/') + 1) FROM jobs;
  CREATE VIRTUAL TABLE history_words USING fts5 (words, content = '', contentless_delete = 1, detail = 'none');
  CREATE TABLE history_indexed (id INTEGER PRIMARY KEY CHECK (id = 1), upto INTEGER NOT NULL) STRICT;
  INSERT INTO history_indexed VALUES (1, 0);
`
