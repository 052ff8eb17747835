-- title: Reports do not contradict themselves
-- severity: warning
-- why: One report that gives two exact values for the same thing, naming different sources, should be looked at.
SELECT a.observation_id AS subject,
  a.indicator_id || ' is ' || a.value_text || ' by ' || coalesce(nullif(a.cited_source_id, ''), 'nobody named')
  || ' and ' || b.value_text || ' by ' || coalesce(nullif(b.cited_source_id, ''), 'nobody named')
  || ' (' || b.observation_id || ')' AS message
FROM observation a
JOIN observation b ON b.document_id = a.document_id AND b.indicator_id = a.indicator_id
  AND b.treaty_id = a.treaty_id AND b.area_id = a.area_id AND b.time_period = a.time_period AND b.sex = a.sex
  AND b.age = a.age AND b.base = a.base AND b.cited_source_id > a.cited_source_id
WHERE a.value_text <> b.value_text AND a.qualifier = 'exact' AND b.qualifier = 'exact'
  AND a.review_status <> 'rejected' AND b.review_status <> 'rejected'
