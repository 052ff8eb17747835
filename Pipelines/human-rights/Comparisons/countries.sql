-- title: Countries
-- order: 3
-- why: The latest figure that a report states for each area, side by side.
-- note: Undated figures stand at their report's date. A figure is refused where its unit, population, edition or scope is not that of most, or it is more than five years older than the newest; the one beside a figure is the first among those compared, beside the first the second. Two countries: view country_pair.
-- pivot: Area -> Latest

-- rows:
-- Each country's place among those that can be compared; two countries beside each other are in view country_pair.
WITH latest AS MATERIALIZED (
  SELECT observation_id, indicator_id, treaty_id, sex, unit_id, direction, value_kind, number, area_id, cited_source_id,
    as_of, index_edition, total, CASE area_kind WHEN 'territory' THEN 'country' ELSE area_kind END AS scope,
    age || '/' || base AS population, CASE WHEN is_sum THEN time_period ELSE '' END AS years,
    CASE WHEN value_kind IN ('rank','index') THEN cited_source_id ELSE '' END AS maker,
    number IS NULL OR mention_kind = 'magnitude' OR lowest < highest AS is_vague,
    (SELECT count(*) FROM method_break b WHERE b.indicator_id = l.indicator_id
      AND b.first_year <= substr(coalesce(nullif(index_edition, ''), period_end, as_of, ''), 1, 4)) AS method
  FROM observation_latest l WHERE value_kind <> 'status'),
counted AS (
  SELECT *, count(*) OVER topic AS figures, count(*) OVER (topic_unit) AS of_unit, count(*) OVER (topic_scope) AS of_scope,
    count(*) OVER (topic_population) AS of_population, count(*) OVER (topic_maker) AS of_maker,
    count(*) OVER (topic_years) AS of_years, count(*) OVER (topic_edition) AS of_edition,
    count(*) OVER (topic_total) AS of_total, max(method) OVER topic AS usual_method, max(as_of) OVER topic AS newest
  FROM latest
  WINDOW topic AS (PARTITION BY indicator_id, treaty_id, sex),
    topic_unit AS (PARTITION BY indicator_id, treaty_id, sex, unit_id),
    topic_scope AS (PARTITION BY indicator_id, treaty_id, sex, scope),
    topic_population AS (PARTITION BY indicator_id, treaty_id, sex, population),
    topic_maker AS (PARTITION BY indicator_id, treaty_id, sex, maker),
    topic_years AS (PARTITION BY indicator_id, treaty_id, sex, years),
    topic_edition AS (PARTITION BY indicator_id, treaty_id, sex, index_edition),
    topic_total AS (PARTITION BY indicator_id, treaty_id, sex, total)),
-- What most of them are; what a figure does not say differs from nothing.
usual AS (
  SELECT *,
    first_value(unit_id) OVER (topic ORDER BY of_unit DESC, unit_id) AS usual_unit,
    first_value(scope) OVER (topic ORDER BY scope = 'country' DESC, of_scope DESC, scope) AS usual_scope,
    first_value(population) OVER (topic ORDER BY population = '_T/' DESC, of_population DESC, population) AS usual_population,
    first_value(maker) OVER (topic ORDER BY maker = '', of_maker DESC, maker) AS usual_maker,
    first_value(years) OVER (topic ORDER BY of_years DESC, years) AS usual_years,
    first_value(index_edition) OVER (topic ORDER BY index_edition = '', of_edition DESC, index_edition DESC) AS usual_edition,
    first_value(total) OVER (topic ORDER BY total IS NULL, of_total DESC, total DESC) AS usual_total
  FROM counted WHERE figures > 1
  WINDOW topic AS (PARTITION BY indicator_id, treaty_id, sex)),
judged AS (
  SELECT *, CASE WHEN unit_id <> usual_unit THEN 'unit' WHEN scope <> usual_scope THEN 'scope'
      WHEN population <> usual_population THEN 'population'
      WHEN (maker <> '' AND maker <> usual_maker) OR years <> usual_years THEN 'definition'
      WHEN method <> usual_method THEN 'method_break'
      WHEN value_kind = 'rank' AND ((index_edition <> '' AND index_edition <> usual_edition) OR total <> usual_total)
        THEN 'edition'
      WHEN is_vague THEN 'precision'
      WHEN julianday(newest) - julianday(as_of) > 5 * 365.25 THEN 'period' ELSE '' END AS reason,
    CASE direction WHEN 'lower_is_better' THEN number ELSE -number END AS sorting
  FROM usual),
placed AS (
  SELECT *, reason = '' AS is_placed, sum(reason = '') OVER topic AS placed,
    rank() OVER (topic ORDER BY reason <> '', sorting) AS place,
    min(CASE reason WHEN '' THEN cited_source_id END) OVER topic
      <> max(CASE reason WHEN '' THEN cited_source_id END) OVER topic AS sources_differ,
    nth_value(observation_id, 1) OVER ordered AS first_id, nth_value(number, 1) OVER ordered AS first_number,
    nth_value(observation_id, 2) OVER ordered AS second_id, nth_value(number, 2) OVER ordered AS second_number
  FROM judged
  WINDOW topic AS (PARTITION BY indicator_id, treaty_id, sex),
    ordered AS (PARTITION BY indicator_id, treaty_id, sex ORDER BY reason <> '', sorting, area_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)),
beside AS (
  SELECT *, CASE WHEN observation_id = first_id THEN second_id ELSE first_id END AS other,
    CASE WHEN observation_id = first_id THEN second_number ELSE first_number END AS other_number
  FROM placed WHERE NOT (is_placed AND placed = 1))
SELECT indicator_id, observation_id AS left_observation_id, other AS right_observation_id, number AS left_value,
  other_number AS right_value, CASE WHEN is_placed THEN round(number - other_number, 6) END AS difference,
  CASE WHEN is_placed AND other_number <> 0 THEN round(number / other_number, 4) END AS ratio, reason,
  CASE WHEN NOT is_placed THEN 'not compared'
    ELSE printf('%d of %d', place, placed) || CASE direction WHEN 'neutral' THEN ', largest first' ELSE ', best first' END
      || CASE WHEN sources_differ THEN ' (different sources)' ELSE '' END END AS verdict
FROM beside

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
