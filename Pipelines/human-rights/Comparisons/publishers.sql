-- title: Publishers
-- order: 10
-- why: What reports of different publishers say of one country at one time, and which of them agrees with what the source published.
-- note: A difference is the first publisher's figure minus the second's. A figure without a date is set beside those of the time that its report looks back on. Refused where unit, group, definition, method, edition or time differ, or a bound leaves room for the other figure; a pair is refused only where neither figure has one that it can be compared with.
-- sentences: yes

-- rows:
-- Needs the rows of "published", which are there by then (its order is lower).
WITH figure AS MATERIALIZED (
  SELECT r.*, d.issuer, d.time_start, d.time_end, d.known_by,
    coalesce(r.period_start, d.time_start) AS from_day, coalesce(r.period_end, d.time_end) AS to_day,
    julianday(r.period_end) - julianday(r.period_start) + 1 AS days,
    CASE WHEN r.value_kind = 'status' THEN replace(r.value_text, '_', ' ')
      || CASE WHEN r.time_period = '' THEN '' ELSE ' ' || substr(r.time_period, 1, 4) END END AS status
  FROM observation_reported r JOIN document_issue d USING (document_id)),
pair AS MATERIALIZED (
  SELECT l.indicator_id, l.observation_id AS one, r.observation_id AS other, l.issuer AS first, r.issuer AS second,
    l.document_id AS first_document, r.document_id AS second_document,
    l.number AS a, r.number AS b, l.value_kind, l.unit_id, l.status AS status_a, r.status AS status_b,
    l.value_text IN ('ratified','acceded') AND r.value_text IN ('ratified','acceded') AS both_bound,
    l.value_text = r.value_text AS same_text, l.time_period <> '' AND r.time_period <> '' AS both_dated,
    substr(l.time_period, 1, 4) = substr(r.time_period, 1, 4) AS same_year,
    l.lowest < l.highest OR r.lowest < r.highest AS bounded, max(l.step, r.step) AS step, l.step <> r.step AS steps_differ,
    l.qualifier = r.qualifier AND coalesce(l.value_high, 0) = coalesce(r.value_high, 0) AS same_bound,
    l.from_day > r.to_day OR r.from_day > l.to_day AS apart,
    -- What was counted over a long time is no figure for a part of it.
    l.value_kind = 'count' AND min(l.days, r.days) > 27 AND max(l.days, r.days) > 1.5 * min(l.days, r.days) AS cumulative
  FROM figure l
  JOIN figure r ON r.indicator_id = l.indicator_id AND r.treaty_id = l.treaty_id AND r.area_id = l.area_id
    AND r.sex = l.sex AND r.issuer > l.issuer
    AND ((l.time_start <= r.time_end AND r.time_start <= l.time_end)
      -- Reports of other times may speak of the same; what holds for good they all do.
      OR (l.value_kind NOT IN ('status','date') AND l.period_start <= r.period_end AND r.period_start <= l.period_end))),
judged AS MATERIALIZED (
  SELECT p.*, CASE WHEN c.unit THEN 'unit' WHEN c.scope THEN 'scope' WHEN c.population THEN 'population'
      WHEN p.cumulative AND NOT p.apart THEN 'period' WHEN c.definition THEN 'definition'
      WHEN c.method_break THEN 'method_break' WHEN c.edition THEN 'edition'
      WHEN p.value_kind <> 'status' AND (p.apart OR p.cumulative) THEN 'period'
      -- A legal limit is the same whether one says "16" or "at least 16".
      WHEN c.precision AND NOT (p.a IS NOT NULL AND p.same_text AND (p.same_bound OR p.value_kind IN ('age','duration')))
        THEN 'precision' ELSE '' END AS reason
  FROM pair p JOIN comparability c ON c.left_observation_id = p.one AND c.right_observation_id = p.other),
-- The place of each figure among those of the other report: one that can be compared hides those that can't.
kept AS (
  SELECT j.*, max(reason = '') OVER (PARTITION BY one, second_document) AS one_fits,
    max(reason = '') OVER (PARTITION BY other, first_document) AS other_fits
  FROM judged j),
verdicts AS (
  SELECT left_observation_id AS observation_id, verdict, verdict IN ('agrees','agrees_rounded') AS agrees,
    comparable, right_published_figure_id
  FROM comparison WHERE kind = 'published')
SELECT k.indicator_id, k.one AS left_observation_id, k.other AS right_observation_id, k.a AS left_value,
  k.b AS right_value, CASE k.reason WHEN '' THEN round(k.a - k.b, 6) END AS difference,
  CASE WHEN k.reason = '' AND k.b <> 0 AND k.value_kind NOT IN ('date','rank') THEN round(k.a / k.b, 4) END AS ratio, k.reason,
  CASE WHEN k.reason = 'period' AND k.cumulative AND NOT k.apart THEN 'not compared: one counts over a longer time'
    WHEN k.reason = 'period' THEN 'not compared: of different times'
    WHEN k.reason = 'precision' THEN 'not compared: a bound that leaves room for the other'
    WHEN k.reason <> '' THEN 'not compared'
    WHEN k.value_kind = 'status' THEN CASE
      WHEN NOT (k.same_text OR k.both_bound) OR (k.both_dated AND NOT k.same_year)
        THEN 'differs: ' || k.status_a || ' against ' || k.status_b
      WHEN k.same_text THEN 'the same' ELSE 'the same: bound by it' END
    WHEN k.same_text AND (k.same_bound OR k.value_kind IN ('age','duration')) THEN 'the same'
    WHEN k.a = k.b AND NOT k.bounded THEN 'the same'
    WHEN k.steps_differ AND NOT k.bounded AND k.value_kind IN ('share','index','rate','count','money')
      AND abs(k.a - k.b) <= k.step / 2 + 1e-9 THEN 'the same, rounded'
    ELSE CASE WHEN k.a > k.b THEN k.first ELSE k.second END || ' higher by ' || printf('%.10g', abs(
        CASE WHEN k.unit_id = 'PERCENT' AND round(k.a - k.b, 3) <> round(k.a - k.b, 6) THEN round(k.a - k.b, 1)
          ELSE round(k.a - k.b, 6) END))
      || CASE k.unit_id WHEN 'PERCENT' THEN ' points' ELSE '' END || CASE WHEN k.bounded THEN ' (bounds)' ELSE '' END
    END AS verdict,
  CASE WHEN u.comparable IS NOT 1 AND v.comparable IS NOT 1 THEN ''
    WHEN u.agrees AND v.agrees THEN 'both agree with the source'
    WHEN u.agrees THEN k.first || ' agrees with the source'
    WHEN v.agrees THEN k.second || ' agrees with the source'
    WHEN u.comparable = 1 AND v.comparable = 1 THEN 'neither agrees with the source'
    WHEN u.comparable = 1 THEN k.first || ' does not agree with the source'
    ELSE k.second || ' does not agree with the source' END AS nearest
FROM kept k
LEFT JOIN verdicts u ON u.observation_id = k.one
LEFT JOIN verdicts v ON v.observation_id = k.other
WHERE k.reason = '' OR NOT (k.one_fits OR k.other_fits)

-- table:
SELECT left_area AS "Country", CASE WHEN treaty_id = '' THEN p.indicator_name ELSE treaty_id END
    || CASE WHEN i.sex = left_sex THEN '' WHEN left_sex = 'F' THEN ', women' WHEN left_sex = 'M' THEN ', men'
      ELSE '' END AS "Indicator",
  left_publisher AS "Publisher", left_label || CASE WHEN left_period LIKE 'undated%' OR left_period = left_label THEN ''
    ELSE ' (' || left_period || ')' END AS "Says", left_observation_id AS "Says @",
  right_publisher AS "Other publisher", right_label || CASE WHEN right_period LIKE 'undated%' OR right_period = right_label
    THEN '' ELSE ' (' || right_period || ')' END AS "Says too", right_observation_id AS "Says too @",
  CASE WHEN comparable THEN verdict ELSE 'refused: ' || reason || substr(verdict, length('not compared') + 1) END AS "Remark",
  CASE WHEN relative_difference IS NULL OR relative_difference = 0 THEN '' ELSE printf('%+.1f %%', 100 * relative_difference) END
    AS "Relative", cites AS "Sources named", nearest AS "Against the source"
FROM comparison_publishers p JOIN indicator i USING (indicator_id)
-- Where they differ first, what was refused last.
ORDER BY left_area, comparable DESC, verdict LIKE 'the same%', p.indicator_name, treaty_id, left_sex, left_publisher,
  right_publisher, left_edition, right_edition, left_period, right_period, comparison_id
