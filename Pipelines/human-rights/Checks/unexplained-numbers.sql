-- title: Every number is explained
-- severity: warning
-- why: A number that is neither an observation nor classified may be a figure that nobody sees.
SELECT mention_id AS subject,
  slug || ', page ' || page_number || ': "' || quote || '" (' || kind || ') is not explained' AS message
FROM qa_unexplained JOIN document USING (document_id)
