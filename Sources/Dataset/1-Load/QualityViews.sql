-- Views that should be empty. Each returns the rows that offend.

-- The sceptic's query. A page without text can't be asked: a release without texts says so in meta_release and ships
-- hashes instead. A quote of no page offends.
CREATE VIEW qa_ungrounded AS
SELECT row_id AS mention_id FROM quotation WHERE origin = 'mention' AND is_grounded = 0;

CREATE VIEW qa_ungrounded_evidence AS
SELECT row_id AS observation_id, dimension, char_start FROM quotation WHERE origin = 'evidence' AND is_grounded = 0;

CREATE VIEW qa_ungrounded_claim AS
SELECT row_id AS mention_id, dimension AS context, char_start FROM quotation
WHERE origin = 'claim' AND is_grounded = 0;

CREATE VIEW qa_foreign_keys AS
SELECT "table" AS table_name, rowid AS row_number, parent AS parent_table FROM pragma_foreign_key_check;

CREATE VIEW qa_total_below_rank AS
SELECT observation_id, value, total FROM observation
WHERE total IS NOT NULL AND value > total;

CREATE VIEW qa_share_out_of_range AS
SELECT observation_id, value_text, value_high FROM observation o JOIN indicator i USING (indicator_id)
WHERE i.value_kind = 'share' AND o.unit_id = 'PERCENT' AND i.minimum IS NULL AND i.maximum IS NULL
  AND (value NOT BETWEEN 0 AND 100 OR value_high NOT BETWEEN 0 AND 100);

CREATE VIEW qa_value_out_of_range AS
SELECT o.observation_id, o.indicator_id, o.value_text, i.minimum, i.maximum
FROM observation o JOIN indicator i USING (indicator_id)
WHERE o.value < i.minimum OR o.value > i.maximum OR o.value_high < i.minimum OR o.value_high > i.maximum;

CREATE VIEW qa_sample_mixed AS
SELECT document_id, slug, is_sample FROM document
WHERE (SELECT count(DISTINCT is_sample) FROM document) > 1;

CREATE VIEW qa_unexplained AS
SELECT mention_id, document_id, page_number, char_start, quote, kind FROM mention
WHERE disposition = 'unexplained';

CREATE VIEW qa_mention_of_another_document AS
SELECT o.observation_id, o.document_id, m.document_id AS mention_document_id
FROM observation o JOIN mention m USING (mention_id)
WHERE o.document_id <> m.document_id;

CREATE VIEW qa_unknown_treaty AS
SELECT observation_id, treaty_id FROM observation
WHERE treaty_id <> '' AND treaty_id NOT IN (SELECT treaty_id FROM treaty);

CREATE VIEW qa_observation_without_evidence AS
SELECT observation_id, document_id FROM observation o
WHERE NOT EXISTS (SELECT 1 FROM evidence e
  WHERE e.observation_id = o.observation_id AND e.dimension = 'value');
