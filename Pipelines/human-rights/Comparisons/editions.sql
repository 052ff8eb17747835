-- title: Editions
-- order: 4
-- why: What one country's reports say in one edition and in the edition before that states the same.
-- note: Change is newer minus older. Ranks are refused where the number of ranked countries or the named edition differs; their shares of countries behind are given instead. Where the two figures do not name the same source, neither is called better.

-- rows:
WITH stated AS (
  SELECT b.*, julianday(period_end) - julianday(period_start) + 1 AS days, row_number() OVER (PARTITION BY document_id, indicator_id, treaty_id, area_id, sex, age, base
    ORDER BY as_of DESC, cited_source_id, observation_id) AS place
  FROM observation_basis b),
chain AS (
  SELECT stated.*, lag(observation_id) OVER (PARTITION BY family_id, report_area_id, indicator_id, treaty_id, area_id, sex, age, base
    ORDER BY published_on, report_edition, document_id) AS previous
  FROM stated WHERE place = 1),
pair AS (
  SELECT n.*, o.observation_id AS older, o.number AS before, o.value_text AS text_before, o.total AS total_before,
    o.value_label AS label_before, o.time_period AS period_before,
    c.source, CASE WHEN c.unit THEN 'unit' WHEN c.scope THEN 'scope' WHEN c.definition THEN 'definition'
      WHEN c.method_break THEN 'method_break' WHEN c.edition THEN 'edition' WHEN c.precision THEN 'precision'
      -- What was counted over several years is no figure beside that of one.
      WHEN n.value_kind = 'count' AND n.period_start IS NOT NULL AND o.period_start IS NOT NULL
        AND min(n.days, o.days) > 27 AND max(n.days, o.days) > 1.5 * min(n.days, o.days) THEN 'period' ELSE '' END AS obstacle
  FROM chain n
  JOIN stated o ON o.observation_id = n.previous
  JOIN comparability c ON c.left_observation_id = n.observation_id AND c.right_observation_id = o.observation_id)
SELECT indicator_id, observation_id AS left_observation_id, older AS right_observation_id, number AS left_value,
  before AS right_value, CASE obstacle WHEN '' THEN round(number - before, 6) END AS difference,
  CASE WHEN obstacle = '' AND before <> 0 THEN round(number / before, 4) END AS ratio, obstacle AS reason,
  CASE WHEN obstacle = 'edition' AND total_before > 0 AND total > 0
      THEN printf('countries behind %.1f %% → %.1f %%', 100 * (total_before - before) / total_before,
        100 * (total - number) / total)
    WHEN obstacle <> '' THEN 'not compared'
    WHEN value_text = text_before AND time_period = period_before AND time_period <> '' THEN 'the same figure again'
    WHEN value_text = text_before THEN 'unchanged'
    ELSE label_before || ' → ' || value_label || CASE
      WHEN number IS NULL THEN ''
      WHEN source THEN ' (different sources)'
      WHEN direction = 'neutral' THEN ''
      WHEN (number > before) = (direction = 'higher_is_better') THEN ', better' ELSE ', worse' END
    END AS verdict
FROM pair

-- table:
SELECT left_area AS "Country", CASE WHEN treaty_id = '' THEN indicator_name ELSE treaty_id END
    || CASE WHEN i.sex = left_sex THEN '' WHEN left_sex = 'F' THEN ', women' WHEN left_sex = 'M' THEN ', men'
      ELSE '' END AS "Indicator",
  right_edition AS "Older", right_label AS "Then", right_observation_id AS "Then @", left_edition AS "Newer",
  left_label AS "Now", left_observation_id AS "Now @",
  CASE WHEN difference IS NULL THEN '' ELSE printf('%+.10g', CASE WHEN c.unit_id = 'PERCENT'
    AND round(difference, 3) <> difference THEN round(difference, 1) ELSE difference END) END AS "Change",
  verdict || CASE WHEN comparable THEN '' ELSE ' (refused: ' || reason || ')' END AS "Remark"
FROM comparison_editions c JOIN indicator i USING (indicator_id)
ORDER BY left_area, indicator_name, treaty_id, left_sex, left_edition, comparison_id
