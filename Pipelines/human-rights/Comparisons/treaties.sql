-- title: Treaties
-- order: 5
-- why: The last status that a report states for each treaty and country.
-- note: "Not stated" says only that no report mentions it. Ratified and acceded are told apart where the report does.
-- pivot: Country -> Status

-- rows:
SELECT indicator_id, observation_id AS left_observation_id, NULL AS right_observation_id, NULL AS left_value,
  NULL AS right_value, NULL AS difference, NULL AS ratio, '' AS reason,
  treaty_id || ' ' || replace(value_text, '_', ' ') || CASE WHEN time_period = '' THEN '' ELSE ' ' || time_period END
    || ', report of ' || published_on AS verdict
FROM observation_latest
WHERE indicator_id = 'treaty_status'

-- table:
SELECT treaty_id AS "Treaty", treaty_name AS "Name", area_name AS "Country",
  CASE status WHEN 'not_stated' THEN 'not stated' ELSE replace(status, '_', ' ')
    || CASE year WHEN '' THEN '' ELSE ' ' || year END || ' (report of ' || stated_on || ')' END AS "Status",
  coalesce(observation_id, '') AS "Status @"
FROM comparison_treaties t
WHERE EXISTS (SELECT 1 FROM comparison_treaties s WHERE s.treaty_id = t.treaty_id AND s.status <> 'not_stated')
ORDER BY treaty_id, area_name
