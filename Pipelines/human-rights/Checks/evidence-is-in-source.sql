-- title: Evidence is in its source
-- severity: error
-- why: A dimension must be read from characters that anyone can look up.
SELECT observation_id AS subject,
  'the evidence for ' || dimension || ' at character ' || char_start || ' is not the text there' AS message
FROM qa_ungrounded_evidence
UNION ALL
SELECT mention_id, 'the words that make it ' || context || ' at character ' || char_start || ' are not the text there'
FROM qa_ungrounded_claim
