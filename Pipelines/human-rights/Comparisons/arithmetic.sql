-- title: Arithmetic
-- order: 9
-- why: Figures of one report that can be checked against each other or against what they are parts of.
-- omits: ranks and scores within their total
-- note: A share of seats is consistent where some whole number of seats gives it as written. Sums of parts, and a whole between women's and men's figure, follow the same rule: as far as the figures were written.

-- rows:
WITH figure AS MATERIALIZED (SELECT * FROM observation_reported WHERE number IS NOT NULL),
-- Women's share of a chamber against its seats.
seats AS (
  SELECT s.observation_id AS one, h.observation_id AS other, s.indicator_id, s.number AS share, s.step,
    s.qualifier = 'exact' AND h.qualifier = 'exact' AND s.mention_kind <> 'fraction' AS exact,
    CAST(round(s.number * h.number / 100) AS INTEGER) AS near, h.number AS house
  FROM figure s
  JOIN figure h ON h.document_id = s.document_id AND h.area_id = s.area_id
    AND h.indicator_id = CASE s.indicator_id WHEN 'women_in_lower_house_share' THEN 'lower_house_seats'
      WHEN 'women_in_upper_house_share' THEN 'upper_house_seats' END
  WHERE h.number > 0),
-- The numbers of women around that share; NULL where none of them gives it as written.
tried AS (
  SELECT s.one, s.other, s.indicator_id, s.share, s.house, s.near, s.exact,
    min(CASE WHEN near + k.step >= 0 AND 100.0 * (near + k.step) / house - share >= -s.step / 2 - 1e-9
      AND 100.0 * (near + k.step) / house - share < s.step - 1e-9 THEN near + k.step END) AS women
  FROM seats s CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) k
  GROUP BY s.one, s.other),
-- A share of all that lies outside women's and men's.
whole AS (
  SELECT t.observation_id AS one, w.observation_id AS other, t.indicator_id, t.number AS everyone, w.number AS women,
    m.number AS men, CASE w.mention_kind WHEN 'fraction' THEN round(w.number, 1) ELSE w.number END AS women_shown,
    CASE m.mention_kind WHEN 'fraction' THEN round(m.number, 1) ELSE m.number END AS men_shown, t.step, t.unit_id,
    CASE WHEN t.qualifier <> 'exact' OR w.qualifier <> 'exact' OR m.qualifier <> 'exact' THEN 'precision' ELSE '' END
      AS reason
  FROM figure t
  JOIN figure w ON w.document_id = t.document_id AND w.indicator_id = t.indicator_id AND w.area_id = t.area_id
    AND w.time_period = t.time_period AND w.age = t.age AND w.base = t.base AND w.sex = 'F'
  JOIN figure m ON m.document_id = t.document_id AND m.indicator_id = t.indicator_id AND m.area_id = t.area_id
    AND m.time_period = t.time_period AND m.age = t.age AND m.base = t.base AND m.sex = 'M'
  WHERE t.sex = '_T')
SELECT indicator_id, one AS left_observation_id, other AS right_observation_id, share AS left_value,
  100.0 * coalesce(women, near) / house AS right_value, round(share - 100.0 * coalesce(women, near) / house, 4)
    AS difference, NULL AS ratio, CASE WHEN exact THEN '' ELSE 'precision' END AS reason,
  CASE WHEN NOT exact THEN 'not compared'
    WHEN women IS NULL THEN printf('inconsistent: of %.10g seats %d are %.1f %% and %d are %.1f %%', house,
      CAST(share * house / 100 AS INTEGER), 100.0 * CAST(share * house / 100 AS INTEGER) / house,
      CAST(share * house / 100 AS INTEGER) + 1, 100.0 * (CAST(share * house / 100 AS INTEGER) + 1) / house)
    ELSE printf('consistent: %d of %.10g is %.1f %%', women, house, 100.0 * women / house) END AS verdict
FROM tried
UNION ALL
SELECT indicator_id, one, other, everyone, women, round(everyone - women, 6), NULL, reason,
  CASE WHEN reason <> '' THEN 'not compared'
    WHEN unit_id = 'PERSONS' AND abs(everyone - women - men) <= step THEN 'consistent: women and men add up'
    WHEN unit_id = 'PERSONS' THEN printf('inconsistent: women and men add up to %.10g', women + men)
    WHEN everyone BETWEEN min(women, men) - step AND max(women, men) + step
      THEN printf('consistent: between women (%.10g) and men (%.10g)', women_shown, men_shown)
    ELSE printf('inconsistent: not between women (%.10g) and men (%.10g)', women_shown, men_shown) END
FROM whole
UNION ALL
-- x of N.
SELECT indicator_id, observation_id, NULL, number, total, round(number - total, 6), NULL, '',
  CASE WHEN number <= total THEN printf('consistent: %.10g of %.10g', number, total)
    ELSE printf('inconsistent: %.10g of only %.10g', number, total) END
FROM figure WHERE total IS NOT NULL
UNION ALL
-- A share of a whole that exceeds it. Ratios that may do so have a wider range.
SELECT f.indicator_id, f.observation_id, NULL, f.number, 100, round(f.number - 100, 6), NULL, '',
  printf('inconsistent: %.10g %% of a whole', f.number)
FROM figure f JOIN indicator i USING (indicator_id)
WHERE i.value_kind = 'share' AND f.unit_id = 'PERCENT' AND i.maximum = 100 AND f.number > 100

-- table:
SELECT left_area AS "Country", indicator_name AS "Indicator", left_label AS "Figure", left_observation_id AS "Figure @",
  CASE WHEN right_label = '' THEN '' ELSE right_label END AS "Against",
  coalesce(right_observation_id, '') AS "Against @",
  CASE WHEN comparable THEN verdict ELSE 'refused: ' || reason END AS "Remark", left_edition AS "Report"
FROM comparison_arithmetic
WHERE NOT (right_observation_id IS NULL AND verdict LIKE 'consistent%')
ORDER BY left_area, left_edition, indicator_name, left_sex, comparison_id
