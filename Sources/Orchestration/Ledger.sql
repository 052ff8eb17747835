-- The ledger: what ran when, on what, and why. It is no part of a release and holds no fact of a report.
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
CREATE TABLE series_state (
  file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, figure_count INTEGER NOT NULL, error TEXT NOT NULL) STRICT;
-- The files behind the fingerprints; thousands of rows share a set.
CREATE TABLE input_set (
  input_set_id TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (input_set_id, file)) STRICT, WITHOUT ROWID;
-- What a file's bytes were when it looked like this: a hint, as git keeps one, so that what did not change need not be
-- hashed again. Never part of a fingerprint.
CREATE TABLE file_hint (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL, sha256 TEXT NOT NULL,
  note TEXT NOT NULL) STRICT, WITHOUT ROWID;
