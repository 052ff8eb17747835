-- The ledger: what ran when, and on what. In the working database only; nothing of it enters a release.
CREATE TABLE run (
  run_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, program_version TEXT NOT NULL,
  arguments TEXT NOT NULL, exit_code INTEGER) STRICT;
CREATE TABLE stage_run (
  run_id INTEGER NOT NULL REFERENCES run (run_id), stage TEXT NOT NULL, fingerprint TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done','skipped','failed')), error TEXT NOT NULL, because TEXT NOT NULL,
  seconds REAL NOT NULL, PRIMARY KEY (run_id, stage)) STRICT, WITHOUT ROWID;
CREATE TABLE document_stage (
  document_id TEXT NOT NULL, stage TEXT NOT NULL, fingerprint TEXT NOT NULL, inputs TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done','failed')), error TEXT NOT NULL, run_id INTEGER REFERENCES run (run_id),
  PRIMARY KEY (document_id, stage)) STRICT, WITHOUT ROWID;
CREATE TABLE stage_state (
  stage TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, inputs TEXT NOT NULL, run_id INTEGER REFERENCES run (run_id)) STRICT;
CREATE TABLE series_state (file TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, error TEXT NOT NULL) STRICT;
