-- title: Repeated figures
-- order: 11
-- why: Figures that one family's reports on a country repeat unchanged from edition to edition: stale where their source has published a newer one since, repeated where nothing here tells.
-- note: A figure of another time that happens to be the same is no repetition where it agrees with what was published for that time. Provisions of law, dates and treaties are not looked at.

-- rows:
WITH stated AS (
  SELECT r.*, o.value_high AS high, d.issuer, d.family_id, d.area_id AS report_area, d.report_edition, d.time_start, d.known_by,
    row_number() OVER (PARTITION BY r.document_id, r.indicator_id, r.area_id, r.sex, r.age, r.base
      ORDER BY r.as_of DESC, r.cited_source_id, r.observation_id) AS place
  FROM observation_reported r JOIN observation o USING (observation_id) JOIN document_issue d ON d.document_id = r.document_id
  WHERE r.value_kind IN ('share','rank','index','count','rate','money') AND r.number IS NOT NULL
    AND r.mention_kind <> 'magnitude' AND d.known_by <> ''),
-- Editions in their order; a run of the same value is one island.
chain AS (
  SELECT *, row_number() OVER editions AS number_in_all,
    row_number() OVER (PARTITION BY family_id, report_area, indicator_id, area_id, sex, age, base, value_text,
      coalesce(high, ''), qualifier, coalesce(total, '') ORDER BY known_by, report_edition, document_id) AS number_in_same
  FROM stated WHERE place = 1
  WINDOW editions AS (PARTITION BY family_id, report_area, indicator_id, area_id, sex, age, base
    ORDER BY known_by, report_edition, document_id)),
run AS (
  SELECT *, count(*) OVER same AS editions, first_value(observation_id) OVER in_order AS first_id,
    first_value(period_end) OVER in_order AS first_end, first_value(time_period) OVER in_order AS first_period,
    first_value(known_by) OVER in_order AS first_known,
    row_number() OVER (PARTITION BY family_id, report_area, indicator_id, area_id, sex, age, base, value_text,
      coalesce(high, ''), qualifier, coalesce(total, ''), number_in_all - number_in_same ORDER BY number_in_all DESC) AS from_last
  FROM chain
  WINDOW same AS (PARTITION BY family_id, report_area, indicator_id, area_id, sex, age, base, value_text, coalesce(high, ''),
      qualifier, coalesce(total, ''), number_in_all - number_in_same),
    in_order AS (PARTITION BY family_id, report_area, indicator_id, area_id, sex, age, base, value_text, coalesce(high, ''),
      qualifier, coalesce(total, ''), number_in_all - number_in_same ORDER BY number_in_all)),
repeated AS MATERIALIZED (
  SELECT r.*, coalesce(p.verdict, '') AS published_verdict
  FROM run r LEFT JOIN comparison p ON p.kind = 'published' AND p.left_observation_id = r.observation_id
  WHERE from_last = 1 AND editions > 1 AND first_known < known_by),
-- What the source had published by the newest edition for a time after the one that was first reported.
newer AS (
  SELECT p.observation_id, f.value, f.value_text, f.total, f.time_period, f.vintage,
    row_number() OVER (PARTITION BY p.observation_id
      ORDER BY f.period_end DESC, f.published_on DESC, f.index_edition DESC, f.published_figure_id) AS place
  FROM repeated p
  JOIN published_figure f ON f.source_id = p.compared_source_id AND f.indicator_id = p.indicator_id AND f.treaty_id = ''
    AND f.area_id = p.area_id AND f.sex = p.sex AND f.unit_id = p.unit_id AND f.concept = '' AND f.value IS NOT NULL
    AND coalesce(nullif(f.published_on, ''), f.period_end) <= p.known_by
    AND CASE WHEN p.first_end IS NOT NULL THEN f.period_start > p.first_end
      ELSE coalesce(nullif(f.published_on, ''), f.period_end) > p.first_known END),
judged AS (
  SELECT p.*, n.value AS newer_value, n.time_period AS newer_period,
    CASE WHEN n.value_text GLOB '*.????*' THEN printf('%.2f', n.value) ELSE n.value_text END
      || CASE WHEN n.total IS NULL THEN '' ELSE printf(' of %.10g', n.total) END || ' for ' || n.time_period
      || ' (' || n.vintage || ')' AS newer_label,
    CASE WHEN n.value IS NOT NULL AND (abs(n.value - p.number) > p.step / 2 + 1e-9 OR coalesce(n.total <> p.total, 0))
        AND p.published_verdict NOT IN ('agrees','agrees_rounded') THEN 'stale'
      WHEN n.value IS NOT NULL AND p.time_period <> '' AND p.time_period = p.first_period
        AND (abs(n.value - p.number) > p.step / 2 + 1e-9 OR coalesce(n.total <> p.total, 0)) THEN 'stale'
      -- The same time told again by a report that looks back on a later one.
      WHEN n.value IS NULL AND p.time_period <> '' AND p.time_period = p.first_period AND p.period_end < p.time_start
        THEN 'repeated'
      END AS finding
  FROM repeated p LEFT JOIN newer n ON n.observation_id = p.observation_id AND n.place = 1)
SELECT indicator_id, observation_id AS left_observation_id, first_id AS right_observation_id, number AS left_value,
  CASE finding WHEN 'stale' THEN newer_value END AS right_value,
  CASE finding WHEN 'stale' THEN round(number - newer_value, 6) END AS difference, NULL AS ratio, '' AS reason,
  finding || ' in ' || editions || ' editions' AS verdict,
  CASE finding WHEN 'stale' THEN newer_label ELSE '' END AS nearest
FROM judged WHERE finding IS NOT NULL

-- table:
SELECT left_area AS "Country", s.indicator_name || CASE WHEN i.sex = left_sex THEN '' WHEN left_sex = 'F' THEN ', women'
    WHEN left_sex = 'M' THEN ', men' ELSE '' END AS "Indicator",
  publisher AS "Publisher", right_edition AS "First in", right_label AS "Then", right_observation_id AS "Then @",
  left_edition AS "Again in", left_label AS "Now", left_observation_id AS "Now @", left_period AS "Period",
  verdict AS "Remark", published_since AS "Published since"
FROM comparison_stale s JOIN indicator i USING (indicator_id)
ORDER BY is_stale DESC, left_area, s.indicator_name, left_sex, left_edition, comparison_id
