-- title: Women and men
-- order: 1
-- why: Women's figure beside men's: same report, indicator, area, period, age, base and source.
-- note: Points are women minus men; the ratio is women over men.

-- rows:
WITH pair AS (
  SELECT w.observation_id AS woman, m.observation_id AS man, w.indicator_id, w.unit_id, w.number AS women,
    m.number AS men, w.lowest < w.highest OR m.lowest < m.highest AS bounded,
    CASE WHEN c.unit THEN 'unit' WHEN c.population THEN 'population' WHEN c.source THEN 'definition'
      WHEN c.period THEN 'period' WHEN c.precision THEN 'precision' ELSE '' END AS reason
  FROM observation_basis w
  JOIN observation_basis m ON m.document_id = w.document_id AND m.indicator_id = w.indicator_id
    AND m.treaty_id = w.treaty_id AND m.area_id = w.area_id AND m.sex = 'M'
  JOIN comparability c ON c.left_observation_id = w.observation_id AND c.right_observation_id = m.observation_id
  WHERE w.sex = 'F')
SELECT indicator_id, woman AS left_observation_id, man AS right_observation_id, women AS left_value,
  men AS right_value, CASE reason WHEN '' THEN round(women - men, 6) END AS difference,
  CASE WHEN reason = '' AND men <> 0 THEN round(women / men, 4) END AS ratio, reason,
  CASE WHEN reason <> '' THEN 'not compared'
    WHEN women = men THEN 'equal'
    ELSE 'women ' || CASE unit_id WHEN 'PERCENT' THEN printf('%+.1f points', women - men)
      ELSE printf('%+.10g', round(women - men, 6)) END || CASE WHEN bounded THEN ' (bounds)' ELSE '' END
    END AS verdict
FROM pair
-- A pair that can't be compared is of interest only where neither side has one that can.
WHERE reason = '' OR NOT EXISTS (
  SELECT 1 FROM pair fit WHERE fit.reason = '' AND (fit.woman = pair.woman OR fit.man = pair.man))

-- table:
SELECT left_area AS "Country", indicator_name AS "Indicator", left_period AS "Period",
  left_label AS "Women", left_observation_id AS "Women @", right_label AS "Men", right_observation_id AS "Men @",
  CASE WHEN comparable THEN printf('%+.10g', CASE WHEN unit_id = 'PERCENT'
    AND round(difference, 3) <> difference THEN round(difference, 1) ELSE difference END) ELSE '' END AS "Points",
  CASE WHEN ratio IS NULL THEN '' ELSE printf('%.2f', ratio) END AS "Ratio",
  CASE WHEN comparable THEN '' ELSE 'refused: ' || reason END AS "Remark", left_edition AS "Report"
FROM comparison_by_sex
ORDER BY left_area, indicator_name, left_period, left_edition, comparison_id
