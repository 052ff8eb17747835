-- title: Sources
-- order: 8
-- why: What two named sources say on one indicator and area, or in one report on two areas.
-- note: A difference is the first source minus the second. Refused where unit, scope, population, definition, method, edition or period differ, or one gives no exact number.

-- rows:
WITH pair AS (
  SELECT l.observation_id AS one, r.observation_id AS other, l.indicator_id, l.unit_id, l.number AS a, r.number AS b,
    l.cited_source_id AS first, r.cited_source_id AS second, l.lowest < l.highest OR r.lowest < r.highest AS bounded,
    CASE WHEN c.unit THEN 'unit' WHEN c.scope OR c.area THEN 'scope' WHEN c.population OR c.sex THEN 'population'
      WHEN c.definition THEN 'definition' WHEN c.method_break THEN 'method_break' WHEN c.edition THEN 'edition'
      WHEN c.precision THEN 'precision'
      WHEN c.period AND (l.time_period <> '' OR r.time_period <> '') AND (l.period_start IS NULL OR r.period_start IS NULL
        OR l.period_start > r.period_end OR l.period_end < r.period_start) THEN 'period' ELSE '' END AS reason
  FROM observation_basis l
  JOIN observation_basis r ON r.indicator_id = l.indicator_id AND r.treaty_id = l.treaty_id AND r.sex = l.sex
    AND (r.area_id = l.area_id OR r.document_id = l.document_id)
    AND r.cited_source_id > l.cited_source_id
  JOIN comparability c ON c.left_observation_id = l.observation_id AND c.right_observation_id = r.observation_id
  WHERE l.cited_source_id <> '')
SELECT indicator_id, one AS left_observation_id, other AS right_observation_id, a AS left_value, b AS right_value,
  CASE reason WHEN '' THEN round(a - b, 6) END AS difference,
  CASE WHEN reason = '' AND b <> 0 THEN round(a / b, 4) END AS ratio, reason,
  CASE WHEN reason <> '' THEN 'not compared' WHEN a = b THEN 'the same'
    ELSE first || CASE WHEN a > b THEN ' higher by ' ELSE ' lower by ' END || printf('%.10g',
        abs(CASE WHEN unit_id = 'PERCENT' AND round(a - b, 3) <> round(a - b, 6) THEN round(a - b, 1) ELSE round(a - b, 6) END))
      || CASE unit_id WHEN 'PERCENT' THEN ' points' ELSE '' END || CASE WHEN bounded THEN ' (bounds)' ELSE '' END
    END AS verdict
FROM pair

-- table:
SELECT left_area AS "Country", indicator_name AS "Indicator", left_source_id AS "Source", left_label AS "Says",
  left_observation_id AS "Says @", left_period AS "Period", right_source_id AS "Other source",
  right_label || CASE WHEN right_area = left_area THEN '' ELSE ' (' || right_area || ')' END AS "Says too",
  right_observation_id AS "Says too @", right_period AS "Its period",
  CASE WHEN comparable THEN verdict ELSE 'refused: ' || reason END AS "Remark"
FROM comparison_sources
ORDER BY left_area, indicator_name, left_source_id, right_source_id, left_period, comparison_id
