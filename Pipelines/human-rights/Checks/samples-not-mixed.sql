-- title: Samples are not mixed with real reports
-- severity: error
-- why: Samples are written for this project; a table that mixes them with real reports misleads.
SELECT document_id AS subject,
  CASE is_sample WHEN 1 THEN 'a sample among real reports' ELSE 'a real report among samples' END
  || ': ' || slug AS message
FROM qa_sample_mixed
