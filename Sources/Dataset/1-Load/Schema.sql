-- The tables. Absent text is '' and NOT NULL wherever it is part of a key, so that joins and UNIQUE see it.
-- What each table and column means stands in Descriptions.yml and, in a finished database, in meta_table and
-- meta_column. Statements are separated by ";" at a line's end.

-- Code lists: what rows refer to.
CREATE TABLE area (
  area_id TEXT PRIMARY KEY CHECK (area_id <> ''), iso2 TEXT NOT NULL, m49 TEXT NOT NULL, name_en TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('country','territory','world','region','as_written'))
) STRICT;
CREATE TABLE unit (
  unit_id TEXT PRIMARY KEY, name_en TEXT NOT NULL, symbol TEXT NOT NULL) STRICT;
CREATE TABLE source (
  source_id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL,
  source_class TEXT NOT NULL
    CHECK (source_class IN ('official','international','ngo','expert','media','unattributed'))) STRICT;
CREATE TABLE treaty (
  treaty_id TEXT PRIMARY KEY CHECK (treaty_id <> ''), name_en TEXT NOT NULL,
  untc_reference TEXT NOT NULL) STRICT;
CREATE TABLE indicator (
  indicator_id TEXT PRIMARY KEY CHECK (indicator_id <> ''), name_en TEXT NOT NULL,
  definition TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES unit (unit_id),
  value_kind TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('higher_is_better','lower_is_better','neutral')),
  minimum REAL, maximum REAL, default_source_id TEXT NOT NULL REFERENCES source (source_id),
  sex TEXT NOT NULL CHECK (sex IN ('','_T','F','M')), file TEXT NOT NULL,
  CHECK (minimum IS NULL OR maximum IS NULL OR minimum <= maximum)) STRICT;
-- Names and definitions in every language but English, which stands in the tables.
CREATE TABLE label (
  entity TEXT NOT NULL CHECK (entity IN ('area','unit','source','treaty','indicator','context','outline','family')),
  entity_id TEXT NOT NULL, language TEXT NOT NULL CHECK (language NOT IN ('', 'en')),
  property TEXT NOT NULL CHECK (property IN ('name','definition')), text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (entity, entity_id, language, property)) STRICT, WITHOUT ROWID;
CREATE TABLE context (context_id TEXT PRIMARY KEY CHECK (context_id <> ''), name_en TEXT NOT NULL) STRICT;
-- The topics that the headings of all families' reports are mapped to, in the order of a report.
CREATE TABLE outline (
  outline_id TEXT PRIMARY KEY CHECK (outline_id <> ''), name_en TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE family (
  family_id TEXT PRIMARY KEY CHECK (family_id <> ''), publisher TEXT NOT NULL, name_en TEXT NOT NULL,
  language TEXT NOT NULL) STRICT;
CREATE TABLE family_outline (
  family_id TEXT NOT NULL REFERENCES family (family_id), position INTEGER NOT NULL,
  outline_id TEXT NOT NULL REFERENCES outline (outline_id), phrase TEXT NOT NULL CHECK (phrase <> ''),
  PRIMARY KEY (family_id, position)) STRICT, WITHOUT ROWID;
CREATE TABLE rule (
  rule_id TEXT PRIMARY KEY, file TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL,
  description TEXT NOT NULL) STRICT;

-- Evidence: the reports, and every number in them.
CREATE TABLE document (
  document_id TEXT PRIMARY KEY CHECK (document_id <> ''), slug TEXT NOT NULL UNIQUE,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  report_edition TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, publisher TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES area (area_id),
  area_method TEXT NOT NULL CHECK (area_method IN ('declared','read','inferred')),
  period_start TEXT NOT NULL, period_end TEXT NOT NULL, published_on TEXT NOT NULL,
  url TEXT NOT NULL, licence TEXT NOT NULL, media_type TEXT NOT NULL, converter TEXT NOT NULL,
  text_sha256 TEXT NOT NULL, char_count INTEGER NOT NULL CHECK (char_count >= 0),
  byte_count INTEGER NOT NULL CHECK (byte_count >= char_count),
  is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1))) STRICT;
CREATE TABLE document_fact (
  document_id TEXT NOT NULL REFERENCES document (document_id),
  fact TEXT NOT NULL CHECK (fact IN ('family','edition','title','language','published','area')),
  fact_method TEXT NOT NULL CHECK (fact_method IN ('declared','read','inferred')),
  PRIMARY KEY (document_id, fact)) STRICT, WITHOUT ROWID;
CREATE TABLE page (
  document_id TEXT NOT NULL REFERENCES document (document_id), page_number INTEGER NOT NULL CHECK (page_number > 0),
  page_label TEXT NOT NULL,
  page_method TEXT NOT NULL CHECK (page_method IN ('printed','formfeed','inferred','converter','unknown')),
  char_start INTEGER NOT NULL CHECK (char_start >= 0), char_end INTEGER NOT NULL CHECK (char_end >= char_start),
  byte_start INTEGER NOT NULL CHECK (byte_start >= char_start),
  text TEXT, text_sha256 TEXT NOT NULL, PRIMARY KEY (document_id, page_number)) STRICT, WITHOUT ROWID;
CREATE TABLE section (
  document_id TEXT NOT NULL REFERENCES document (document_id),
  section_number INTEGER NOT NULL CHECK (section_number >= 0),
  heading TEXT NOT NULL, char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end INTEGER NOT NULL CHECK (char_end >= char_start), outline_id TEXT REFERENCES outline (outline_id),
  PRIMARY KEY (document_id, section_number)) STRICT, WITHOUT ROWID;
CREATE TABLE passage (
  passage_id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (document_id),
  passage_number INTEGER NOT NULL CHECK (passage_number > 0), section_number INTEGER NOT NULL,
  char_start INTEGER NOT NULL CHECK (char_start >= 0), char_end INTEGER NOT NULL CHECK (char_end >= char_start),
  text TEXT NOT NULL, UNIQUE (document_id, passage_number)) STRICT;
-- With the tokenizer's default a search for "man" would also find "män".
CREATE VIRTUAL TABLE passage_fts USING fts5 (
  text, content='passage', content_rowid='passage_id', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE mention (
  mention_id TEXT PRIMARY KEY CHECK (mention_id <> ''), document_id TEXT NOT NULL, page_number INTEGER NOT NULL,
  char_start INTEGER NOT NULL CHECK (char_start >= 0), char_end INTEGER NOT NULL CHECK (char_end > char_start),
  byte_start INTEGER NOT NULL CHECK (byte_start >= char_start),
  byte_end INTEGER NOT NULL CHECK (byte_end - byte_start >= char_end - char_start),
  quote TEXT NOT NULL CHECK (quote <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('share','fraction','rank','count','rate','money','duration','age','measure',
    'date','ordinal','magnitude','factor','index','reference','status')),
  value_text TEXT NOT NULL, value REAL, value_high REAL,
  qualifier TEXT NOT NULL
    CHECK (qualifier IN ('exact','less_than','at_most','more_than','at_least','about','range')),
  total REAL, unit TEXT NOT NULL,
  disposition TEXT NOT NULL CHECK (disposition IN ('observation','classified','unexplained')),
  reason TEXT NOT NULL, rule_id TEXT NOT NULL REFERENCES rule (rule_id),
  FOREIGN KEY (document_id, page_number) REFERENCES page (document_id, page_number)) STRICT;

-- Facts: what the reports say, and the characters that say it.
CREATE TABLE observation (
  observation_id TEXT PRIMARY KEY CHECK (observation_id <> ''),
  document_id TEXT NOT NULL REFERENCES document (document_id),
  mention_id TEXT NOT NULL REFERENCES mention (mention_id),
  indicator_id TEXT NOT NULL REFERENCES indicator (indicator_id),
  treaty_id TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area (area_id), time_period TEXT NOT NULL,
  period_start TEXT, period_end TEXT, sex TEXT NOT NULL CHECK (sex IN ('_T','F','M')), age TEXT NOT NULL,
  base TEXT NOT NULL, value_text TEXT NOT NULL, value REAL, value_high REAL,
  qualifier TEXT NOT NULL
    CHECK (qualifier IN ('exact','less_than','at_most','more_than','at_least','about','range')),
  total REAL, unit_id TEXT NOT NULL REFERENCES unit (unit_id), index_edition TEXT NOT NULL,
  cited_source_id TEXT NOT NULL REFERENCES source (source_id), obs_status TEXT NOT NULL,
  review_status TEXT NOT NULL CHECK (review_status IN ('auto','accepted','edited','rejected','stale')),
  rule_id TEXT NOT NULL REFERENCES rule (rule_id),
  CHECK (time_period <> '' OR period_start IS NULL), CHECK ((period_start IS NULL) = (period_end IS NULL)),
  CHECK (period_start IS NULL OR period_start <= period_end),
  UNIQUE (document_id, indicator_id, treaty_id, area_id, time_period, sex, age, base, cited_source_id)) STRICT;
CREATE TABLE evidence (
  observation_id TEXT NOT NULL REFERENCES observation (observation_id),
  dimension TEXT NOT NULL CHECK (dimension IN ('value','total','indicator','treaty','area','time_period','sex',
    'age','base','qualifier','cited_source')),
  document_id TEXT NOT NULL, page_number INTEGER NOT NULL, char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end INTEGER NOT NULL CHECK (char_end > char_start), quote TEXT NOT NULL,
  PRIMARY KEY (observation_id, dimension, document_id, char_start),
  FOREIGN KEY (document_id, page_number) REFERENCES page (document_id, page_number)) STRICT, WITHOUT ROWID;
-- What an indicator's measure says in a context that it does not accept: no observation, and never dropped.
CREATE TABLE claim (
  mention_id TEXT NOT NULL REFERENCES mention (mention_id),
  indicator_id TEXT NOT NULL REFERENCES indicator (indicator_id), context TEXT NOT NULL CHECK (context <> ''),
  value_text TEXT NOT NULL, time_period TEXT NOT NULL,
  document_id TEXT NOT NULL, page_number INTEGER NOT NULL, char_start INTEGER NOT NULL CHECK (char_start >= 0),
  char_end INTEGER NOT NULL CHECK (char_end > char_start), quote TEXT NOT NULL,
  PRIMARY KEY (mention_id, indicator_id, context),
  FOREIGN KEY (document_id, page_number) REFERENCES page (document_id, page_number)) STRICT, WITHOUT ROWID;

-- What the sources themselves published, every vintage kept, and the files it stands in.
CREATE TABLE published_file (
  file TEXT PRIMARY KEY CHECK (file <> ''), format TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,
  licence TEXT NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('imported','refused')),
  error TEXT NOT NULL CHECK ((error = '') = (outcome = 'imported')),
  row_count INTEGER NOT NULL, used_count INTEGER NOT NULL CHECK (used_count <= row_count),
  figure_count INTEGER NOT NULL) STRICT;
CREATE TABLE published_row_passed_over (
  file TEXT NOT NULL REFERENCES published_file (file) ON DELETE CASCADE, reason TEXT NOT NULL CHECK (reason <> ''),
  row_count INTEGER NOT NULL CHECK (row_count > 0), PRIMARY KEY (file, reason)) STRICT, WITHOUT ROWID;
CREATE TABLE published_figure (
  published_figure_id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES source (source_id),
  indicator_id TEXT NOT NULL REFERENCES indicator (indicator_id), treaty_id TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area (area_id),
  sex TEXT NOT NULL CHECK (sex IN ('_T','F','M')), time_period TEXT NOT NULL CHECK (time_period <> ''),
  period_start TEXT, period_end TEXT,
  index_edition TEXT NOT NULL, vintage TEXT NOT NULL, published_on TEXT NOT NULL, value_text TEXT NOT NULL,
  value REAL, total REAL, unit_id TEXT NOT NULL REFERENCES unit (unit_id), concept TEXT NOT NULL, url TEXT NOT NULL,
  licence TEXT NOT NULL, file TEXT NOT NULL REFERENCES published_file (file), line INTEGER NOT NULL CHECK (line > 0),
  CHECK (value <= total)) STRICT;
-- Years from which on an index is made in another way.
CREATE TABLE method_break (
  indicator_id TEXT NOT NULL REFERENCES indicator (indicator_id) ON DELETE CASCADE, first_year TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (indicator_id, first_year)) STRICT, WITHOUT ROWID;

-- Results.
CREATE TABLE comparison_kind (
  kind TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, why TEXT NOT NULL, note TEXT NOT NULL,
  sql TEXT NOT NULL, with_sentences INTEGER NOT NULL CHECK (with_sentences IN (0, 1))) STRICT;
CREATE TABLE comparison (
  comparison_id TEXT PRIMARY KEY, kind TEXT NOT NULL,
  indicator_id TEXT NOT NULL REFERENCES indicator (indicator_id),
  left_observation_id TEXT NOT NULL REFERENCES observation (observation_id),
  right_observation_id TEXT REFERENCES observation (observation_id),
  right_published_figure_id TEXT REFERENCES published_figure (published_figure_id),
  left_value REAL, right_value REAL, difference REAL, ratio REAL,
  comparable INTEGER NOT NULL CHECK (comparable IN (0, 1)),
  reason TEXT NOT NULL CHECK ((comparable = 1) = (reason = '')), verdict TEXT NOT NULL, nearest TEXT NOT NULL,
  summary TEXT NOT NULL,
  CHECK (right_observation_id IS NULL OR right_published_figure_id IS NULL)) STRICT;
CREATE TABLE quality_check (
  check_slug TEXT PRIMARY KEY, title TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error','warning','info')), why TEXT NOT NULL, sql TEXT NOT NULL,
  offender_count INTEGER NOT NULL) STRICT;
CREATE TABLE finding (
  finding_id TEXT PRIMARY KEY, origin TEXT NOT NULL CHECK (origin IN ('reading','decision','check')),
  document_id TEXT NOT NULL, severity TEXT NOT NULL CHECK (severity IN ('error','warning','info')),
  check_slug TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL) STRICT;
CREATE TABLE review_decision (
  decision_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER NOT NULL,
  quote TEXT NOT NULL, indicator_id TEXT NOT NULL, field TEXT NOT NULL, old_value TEXT NOT NULL,
  new_value TEXT NOT NULL, reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('applied','stale','unused'))) STRICT;

-- The database's own description.
CREATE TABLE meta_table (
  table_name TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('table','view')), title TEXT NOT NULL,
  description TEXT NOT NULL, grain TEXT NOT NULL) STRICT;
CREATE TABLE meta_column (
  table_name TEXT NOT NULL REFERENCES meta_table (table_name), column_name TEXT NOT NULL, position INTEGER NOT NULL,
  type TEXT NOT NULL, description TEXT NOT NULL, unit TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)) STRICT, WITHOUT ROWID;
CREATE TABLE meta_release (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Removing a document looks up what refers to its rows.
CREATE INDEX mention_by_page ON mention (document_id, page_number, char_start);
CREATE INDEX mention_by_rule ON mention (rule_id);
CREATE INDEX observation_by_mention ON observation (mention_id);
CREATE INDEX observation_by_indicator ON observation (indicator_id, area_id, period_end);
CREATE INDEX observation_by_area ON observation (area_id);
CREATE INDEX observation_by_rule ON observation (rule_id);
CREATE INDEX document_by_family ON document (family_id);
CREATE INDEX document_by_area ON document (area_id);
CREATE INDEX evidence_by_page ON evidence (document_id, page_number);
CREATE INDEX claim_by_page ON claim (document_id, page_number);
CREATE INDEX claim_by_indicator ON claim (indicator_id);
CREATE INDEX comparison_by_kind ON comparison (kind);
CREATE INDEX comparison_by_left ON comparison (left_observation_id);
CREATE INDEX comparison_by_right ON comparison (right_observation_id);
CREATE INDEX finding_by_document ON finding (document_id);
CREATE INDEX published_figure_by_indicator ON published_figure (indicator_id, area_id, treaty_id, sex);
CREATE INDEX published_figure_by_file ON published_figure (file);
CREATE INDEX section_by_place ON section (document_id, char_start, outline_id);
CREATE INDEX section_by_outline ON section (outline_id);
CREATE INDEX family_outline_by_topic ON family_outline (outline_id);
CREATE INDEX comparison_by_figure ON comparison (right_published_figure_id);
