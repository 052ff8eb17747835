-- title: Countries
-- order: 3
-- why: The latest figure that a report states for each area, side by side.
-- note: Undated figures stand at their report's date. Pairs are refused where unit, population, edition or scope differ, or the years lie more than five apart.
-- pivot: Area -> Latest

-- rows:
WITH latest AS MATERIALIZED (SELECT * FROM observation_latest WHERE value_kind <> 'status'),
pair AS (
  SELECT l.observation_id AS one, r.observation_id AS other, l.indicator_id, l.unit_id, l.direction,
    l.number AS a, r.number AS b, l.area_name AS name, l.lowest < l.highest OR r.lowest < r.highest AS bounded,
    c.source, CASE WHEN c.unit THEN 'unit' WHEN c.scope THEN 'scope' WHEN c.population THEN 'population'
      WHEN c.definition THEN 'definition' WHEN c.method_break THEN 'method_break' WHEN c.edition THEN 'edition' WHEN c.precision THEN 'precision'
      WHEN c.far_apart THEN 'period' ELSE '' END AS reason
  FROM latest l
  JOIN latest r ON r.indicator_id = l.indicator_id AND r.treaty_id = l.treaty_id AND r.sex = l.sex
    AND r.area_id > l.area_id
  JOIN comparability c ON c.left_observation_id = l.observation_id AND c.right_observation_id = r.observation_id)
SELECT indicator_id, one AS left_observation_id, other AS right_observation_id, a AS left_value, b AS right_value,
  CASE reason WHEN '' THEN round(a - b, 6) END AS difference,
  CASE WHEN reason = '' AND b <> 0 THEN round(a / b, 4) END AS ratio, reason,
  CASE WHEN reason <> '' THEN 'not compared' WHEN a = b THEN 'equal'
    ELSE name || CASE WHEN a > b THEN ' higher by ' ELSE ' lower by ' END || printf('%.10g',
        abs(CASE WHEN unit_id = 'PERCENT' AND round(a - b, 3) <> round(a - b, 6) THEN round(a - b, 1) ELSE round(a - b, 6) END))
      || CASE unit_id WHEN 'PERCENT' THEN ' points' ELSE '' END
      || CASE WHEN direction = 'neutral' THEN ''
          WHEN (a > b) = (direction = 'higher_is_better') THEN ', better' ELSE ', worse' END
      || CASE WHEN bounded THEN ' (bounds)' ELSE '' END
      || CASE WHEN source THEN ' (different sources)' ELSE '' END
    END AS verdict
FROM pair

-- table:
WITH latest AS MATERIALIZED (SELECT * FROM observation_latest WHERE value_kind <> 'status'),
shared AS (
  SELECT indicator_id, treaty_id, sex FROM latest GROUP BY indicator_id, treaty_id, sex HAVING count(*) > 1)
SELECT indicator_name || CASE WHEN i.sex = latest.sex THEN '' WHEN latest.sex = 'F' THEN ', women'
    WHEN latest.sex = 'M' THEN ', men' ELSE '' END AS "Indicator",
  area_name AS "Area", value_label || CASE WHEN value_text = time_period THEN '' ELSE ' (' || as_of_label || ')' END
    AS "Latest", observation_id AS "Latest @"
FROM latest JOIN shared USING (indicator_id, treaty_id, sex) JOIN indicator i USING (indicator_id)
ORDER BY indicator_name, latest.sex, area_name
