-- title: Every report states something
-- severity: info
-- why: A report without a single observation is in a form, or says things, that the rules do not know.
SELECT document_id AS subject, slug || ' yields no observation' AS message
FROM document
WHERE document_id NOT IN (SELECT document_id FROM observation)
