-- title: References lead somewhere
-- severity: error
-- why: A row whose report, rule or code list entry is gone can't be explained.
SELECT table_name AS subject, 'row ' || coalesce(row_number, '?') || ' refers to a row of ' || parent_table
  || ' that does not exist' AS message
FROM qa_foreign_keys
UNION ALL
SELECT observation_id, 'the treaty "' || treaty_id || '" is not in Codelists/treaties.csv' FROM qa_unknown_treaty
UNION ALL
SELECT observation_id, 'the mention of this observation stands in another report'
FROM qa_mention_of_another_document
