-- title: Ranks
-- order: 2
-- why: Each rank as the share of countries that stand behind, (N − rank) / N.
-- note: A place means something only within its edition; where the text names no edition, that is said.

-- rows:
SELECT indicator_id, observation_id AS left_observation_id, NULL AS right_observation_id, number AS left_value,
  round((total - number) / total, 6) AS right_value, NULL AS difference,
  round((total - number) / total, 6) AS ratio,
  CASE WHEN number IS NULL THEN 'precision' WHEN coalesce(total, 0) = 0 THEN 'population' ELSE '' END AS reason,
  CASE WHEN number IS NULL THEN 'not compared: no exact rank'
    WHEN coalesce(total, 0) = 0 THEN 'not compared: the text does not say of how many'
    ELSE printf('ahead of %.1f per cent of %.10g', 100 * (total - number) / total, total) END AS verdict
FROM observation_basis
WHERE value_kind = 'rank'

-- table:
SELECT c.left_area AS "Country", c.indicator_name AS "Index", c.left_label AS "Rank",
  c.left_observation_id AS "Rank @",
  CASE WHEN c.comparable THEN printf('%.1f %%', 100 * c.right_value) ELSE 'refused: ' || c.reason END AS "Behind",
  coalesce(nullif(o.index_edition, ''), 'not stated') AS "Edition", c.left_period AS "Period",
  coalesce(nullif(c.left_source_id, ''), 'not named') AS "Source", c.left_edition AS "Report"
FROM comparison_by_rank c JOIN observation o ON o.observation_id = c.left_observation_id
ORDER BY c.indicator_name, c.left_area, c.left_edition, c.comparison_id
