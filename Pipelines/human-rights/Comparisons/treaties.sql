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
WITH cell AS MATERIALIZED (SELECT * FROM comparison_treaties)
SELECT treaty_id AS "Treaty", treaty_name AS "Name", area_name AS "Country",
  CASE status WHEN 'not_stated' THEN 'not stated' ELSE replace(status, '_', ' ')
    || CASE year WHEN '' THEN '' ELSE ' ' || year END || ' (report of ' || stated_on || ')' END AS "Status",
  coalesce(observation_id, '') AS "Status @"
FROM cell
WHERE treaty_id IN (SELECT treaty_id FROM cell WHERE status <> 'not_stated')
ORDER BY treaty_id, area_name
