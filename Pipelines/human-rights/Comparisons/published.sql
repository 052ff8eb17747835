-- title: Reported and published
-- order: 7
-- why: Each figure of a report against what its source itself published for that time or edition.
-- note: Worst first. What the source published for another edition, date or concept is no agreement. "default" marks figures whose text names no source; they are compared with their indicator's default source. A match that appeared after the report is never its source. Figures that name nobody and have no published counterpart are left out here; the view comparison_published has them. "differs" says that the two are not the same, not which of them is wrong.

-- rows:
-- Verdicts rest on view published_match. A verdict needs a key: where the source published nothing for the time or
-- edition that the report speaks of, other figures are named but decide nothing.
WITH match AS MATERIALIZED (SELECT * FROM published_match),
state AS (
  SELECT o.observation_id, o.indicator_id, o.value_kind, o.period_start, o.time_period, o.unit_id, o.number, o.qualifier, o.source_basis, o.compared_source_id,
    o.mention_kind, coalesce(sum(m.from_source), 0) AS figures,
    coalesce(max(m.from_source AND m.key_missing), 0) AS key_missing,
    coalesce(max(m.from_source AND m.precision_obstacle), 0) AS vague,
    coalesce(min(CASE WHEN m.from_source THEN m.unit_obstacle END), 0) AS other_unit,
    coalesce(min(CASE WHEN m.from_source THEN m.population_obstacle END), 0) AS other_population,
    coalesce(sum(m.from_source AND m.at_key), 0) AS at_key,
    coalesce(max(CASE WHEN m.from_source AND m.at_key AND NOT m.definition_obstacle THEN m.fit END), 0) AS fit,
    coalesce(max(m.from_source AND m.at_key AND m.definition_obstacle AND m.fit > 0), 0) AS fits_concept,
    coalesce(max(m.from_source AND NOT m.at_key AND NOT m.definition_obstacle AND m.fit > 0), 0) AS fits_elsewhere,
    -- A list of parties that shows consent before the report outweighs an older one that does not.
    coalesce(max(m.from_source AND m.at_key AND m.fit = 0), 0) AS some_contradict
  FROM observation_reported o
  LEFT JOIN match m ON m.observation_id = o.observation_id
  GROUP BY o.observation_id),
decided AS (
  SELECT *, CASE WHEN figures = 0 THEN 'no_published_figure'
      WHEN vague OR other_unit OR other_population OR key_missing THEN 'not_comparable'
      WHEN at_key = 0 THEN 'no_published_figure'
      WHEN fit = 2 THEN 'agrees' WHEN fit = 1 THEN 'agrees_rounded'
      WHEN fits_concept THEN 'other_concept'
      WHEN fits_elsewhere AND value_kind IN ('rank','index') THEN 'other_edition'
      WHEN fits_elsewhere AND value_kind <> 'status' THEN 'other_date'
      ELSE 'differs' END AS verdict,
    CASE WHEN figures = 0 THEN 'no_published_figure' WHEN vague THEN 'precision' WHEN other_unit THEN 'unit'
      WHEN other_population THEN 'population' WHEN key_missing THEN 'period'
      WHEN at_key = 0 THEN 'no_published_figure' ELSE '' END AS reason
  FROM state),
-- Which of the figures stand on the right, and which are told of: 1 the match, 2 what the key itself has, 3 the
-- same rank among another number.
told AS (
  SELECT d.observation_id, d.verdict, d.period_start, m.*, CASE
      WHEN d.verdict IN ('agrees','agrees_rounded') AND m.at_key AND m.fit > 0 AND NOT m.definition_obstacle THEN 1
      WHEN d.verdict = 'other_concept' AND m.at_key AND m.fit > 0 THEN 1
      WHEN d.verdict IN ('other_date','other_edition') AND NOT m.at_key AND m.fit > 0
        AND NOT m.definition_obstacle THEN 1
      WHEN d.verdict = 'not_comparable' AND (m.at_key OR (d.reason = 'period' AND m.fit > 0)) THEN 2
      WHEN m.at_key THEN 2
      WHEN d.verdict = 'no_published_figure' AND d.figures > 0 AND m.fit > 0 AND NOT m.definition_obstacle THEN 2
      WHEN m.same_rank AND d.verdict IN ('other_edition','differs') THEN 3
      END AS part
  FROM decided d JOIN match m ON m.observation_id = d.observation_id AND m.from_source),
-- What stood in print before the report is enough; what came later is told of where nothing else matches.
kept AS (
  SELECT * FROM (SELECT told.*, min(after_report) OVER (PARTITION BY observation_id, part) AS all_after FROM told
    WHERE part IS NOT NULL)
  WHERE part <> 1 OR verdict NOT LIKE 'agrees%' OR NOT after_report OR all_after
    OR bound_later),
-- One phrase for each value: its periods or editions, and for matches where they stand.
keys AS (
  SELECT DISTINCT observation_id, part, figure_label, figure_key, min(figure_start) AS starts,
    min(CASE WHEN after_report THEN figure_on END) AS after_on, min(after_report) AS only_after,
    CASE WHEN verdict <> 'other_date' THEN NULL WHEN figure_start < period_start THEN 'before'
      WHEN figure_start > period_start THEN 'after' END AS side, min(vintage) AS vintage, max(concept) AS concept, min(distance) AS distance, max(method_obstacle) AS method_obstacle,
    max(bound_later) AS bound_later
  FROM kept GROUP BY observation_id, part, figure_label, figure_key),
counted AS (
  SELECT *, row_number() OVER (PARTITION BY observation_id, part, figure_label ORDER BY starts, figure_key) AS place,
    count(*) OVER (PARTITION BY observation_id, part, figure_label) AS number_of_keys,
    row_number() OVER (PARTITION BY observation_id, part ORDER BY distance, bound_later, starts DESC, figure_label, figure_key)
      AS nearness
  FROM keys),
phrase AS (
  SELECT observation_id, part, figure_label, min(nearness) AS nearness,
    figure_label || CASE WHEN max(figure_key) = '' THEN '' WHEN max(figure_key) LIKE 'the %' THEN ' in ' ELSE ' for ' END
      || group_concat(figure_key, ', ')
    || CASE WHEN max(number_of_keys) > 4 THEN printf(' and %d more', max(number_of_keys) - 4) ELSE '' END
    || CASE WHEN part = 1 AND count(*) = 1 THEN ' (' || min(vintage)
        || CASE WHEN min(only_after) = 1 THEN ', published ' || min(after_on) || ', after the report' ELSE '' END || ')'
      WHEN part = 1 AND min(only_after) = 1 THEN ' (published ' || min(after_on) || ' or later, after the report)'
      ELSE '' END
    || CASE WHEN part = 1 AND min(side) = max(side) AND count(side) = count(*)
      THEN ', ' || min(side) || ' the time reported' ELSE '' END
    || CASE WHEN part = 1 AND max(method_obstacle) = 1 THEN ' by an earlier or later method' ELSE '' END AS text
  FROM (SELECT * FROM counted WHERE place <= 4 ORDER BY observation_id, part, figure_label, starts, figure_key)
  GROUP BY observation_id, part, figure_label),
words AS (
  SELECT observation_id,
    group_concat(CASE WHEN part = 1 THEN text END, '; ') AS matched,
    group_concat(CASE WHEN part = 2 AND nearness <= 4 THEN text END, '; ') AS at_key,
    group_concat(CASE WHEN part = 3 AND nearness <= 4 THEN text END, '; ') AS same_rank
  FROM (SELECT * FROM phrase ORDER BY observation_id, part, nearness)
  GROUP BY observation_id),
-- The figure on the right: what was published for the time, edition and concept meant, the nearest in value; where
-- the report agrees, the match that stood in the newest publication the author can have had.
chosen AS (
  SELECT observation_id, published_figure_id, figure_value, figure_label, figure_key, concept, part,
    verdict = 'other_concept' AND definition_obstacle AS is_other_concept, row_number() OVER (
      PARTITION BY observation_id
      ORDER BY CASE WHEN verdict LIKE 'other_%' THEN 2 * (verdict = 'other_concept' AND definition_obstacle) + (part = 1)
          ELSE part END,
        after_report, CASE WHEN verdict IN ('differs','not_comparable') OR verdict LIKE 'other_%' THEN distance END,
        fit DESC, figure_start DESC, figure_on DESC, published_figure_id) AS place
  FROM told WHERE part IN (1, 2)),
-- The match that explains a figure of another edition, date or concept: the nearest in time.
explained AS (
  SELECT observation_id, figure_label, figure_key, concept, row_number() OVER (PARTITION BY observation_id
      ORDER BY fit DESC, after_report,
        abs(julianday(figure_start) - julianday(coalesce(period_start, figure_start))),
        figure_start DESC, published_figure_id) AS place
  FROM told WHERE part = 1 AND verdict LIKE 'other_%'),
-- Days and months as they are said.
spelled AS (
  SELECT observation_id, which, CASE WHEN time GLOB 'the *' THEN 'in ' || time WHEN time = '' THEN ''
      WHEN time GLOB '????-??-??' THEN 'on ' || CAST(substr(time, 9, 2) AS INTEGER) || ' ' || month || ' ' || substr(time, 1, 4)
      WHEN month <> '' THEN 'in ' || month || ' ' || substr(time, 1, 4) ELSE 'for ' || time END AS words
  FROM (
    SELECT *, CASE WHEN time GLOB '????-[01][0-9]' OR time GLOB '????-[01][0-9]-??' THEN trim(substr(
        'January  February March    April    May      June     July     August   SeptemberOctober  November December ',
        9 * CAST(substr(time, 6, 2) AS INTEGER) - 8, 9)) ELSE '' END AS month
    FROM (SELECT observation_id, 'said' AS which, time_period AS time FROM decided
      UNION ALL SELECT observation_id, 'chosen', figure_key FROM chosen WHERE place = 1
      UNION ALL SELECT observation_id, 'match', figure_key FROM explained WHERE place = 1))),
-- Where the compared source has nothing, or something else: what others publish that would agree.
others AS (
  SELECT observation_id, group_concat(text, '; ') AS text FROM (
    SELECT DISTINCT observation_id, source_id || ' published ' || figure_label
        || CASE WHEN figure_key LIKE 'the %' THEN ' in ' ELSE ' for ' END || figure_key
        || CASE WHEN concept = '' THEN '' ELSE ' (' || concept || ')' END AS text
    FROM match WHERE NOT from_source AND at_key AND fit > 0 ORDER BY observation_id, text)
  GROUP BY observation_id)
SELECT d.indicator_id, d.observation_id AS left_observation_id, NULL AS right_observation_id,
  CASE WHEN d.reason = 'no_published_figure' THEN NULL ELSE c.published_figure_id END AS right_published_figure_id,
  d.number AS left_value,
  CASE WHEN d.reason = 'no_published_figure' OR c.is_other_concept THEN NULL ELSE c.figure_value END AS right_value,
  CASE WHEN d.reason = '' AND NOT coalesce(c.is_other_concept, 0) THEN round(d.number - c.figure_value, 6) END AS difference, NULL AS ratio, d.reason,
  d.verdict,
  CASE WHEN d.source_basis = 'default' AND d.figures > 0 THEN 'default: ' ELSE '' END
  || CASE
    WHEN d.figures = 0 AND d.compared_source_id = '' THEN 'no source to compare with'
    WHEN d.figures = 0 THEN 'nothing here from ' || d.compared_source_id || coalesce('; ' || o.text, '')
    WHEN d.vague AND d.mention_kind = 'magnitude' THEN 'a magnitude against ' || coalesce(w.at_key, w.matched, 'figures')
    WHEN d.reason = 'period' THEN 'neither figure nor report has a date' || coalesce('; ' || w.at_key, '')
    WHEN d.reason IN ('unit','population','precision') THEN coalesce('published: ' || w.at_key, '')
    WHEN d.at_key = 0 THEN CASE WHEN w.at_key IS NULL THEN 'nothing here for that time or edition'
      ELSE 'nothing here for that time or edition; elsewhere ' || w.at_key END
    WHEN d.verdict IN ('agrees','agrees_rounded') THEN
      CASE WHEN d.qualifier NOT IN ('exact','about','range') THEN 'the bound holds: ' ELSE '' END || w.matched
      || CASE WHEN w.at_key IS NULL THEN '' ELSE '; also published: ' || w.at_key END
    WHEN d.verdict = 'other_concept' THEN w.matched || ', published as ' || c.concept
    WHEN d.verdict IN ('other_date','other_edition') THEN w.matched
      || coalesce(CASE WHEN d.value_kind IN ('rank','index') THEN '; the edition meant: ' ELSE '; the time meant: ' END
        || w.at_key, '')
      || coalesce('; the same rank: ' || w.same_rank, '')
    ELSE coalesce('published: ' || w.at_key, '') || coalesce('; the same rank: ' || w.same_rank, '')
      || coalesce('; ' || o.text, '') END AS nearest,
  CASE WHEN d.reason <> '' THEN ''
    WHEN d.verdict = 'differs' OR d.verdict LIKE 'other_%' THEN
      'says ' || v.value_label || coalesce(' ' || nullif(said.words, ''), '')
      || CASE WHEN c.is_other_concept THEN '' ELSE '; ' || d.compared_source_id || ': ' || c.figure_label || unit.sign
        || CASE WHEN d.value_kind IN ('rank','index') OR d.time_period = '' THEN coalesce(' ' || nullif(asked.words, ''), '')
          ELSE '' END END
      || CASE WHEN d.verdict = 'other_concept' THEN '; ' || e.figure_label || unit.sign || ' is what ' || d.compared_source_id
          || ' published ' || matched.words || ' as ' || e.concept
        WHEN d.verdict LIKE 'other_%' THEN '; ' || e.figure_label || unit.sign || ' is its figure '
          || replace(matched.words, 'on ', 'for ') ELSE '' END
    WHEN d.value_kind = 'status' THEN ''
    ELSE 'says ' || v.value_label || coalesce(' ' || nullif(said.words, ''), '') || ', as ' || d.compared_source_id
      || ' published: ' || c.figure_label || unit.sign || coalesce(' ' || nullif(asked.words, ''), '') END AS summary
FROM decided d
LEFT JOIN words w ON w.observation_id = d.observation_id
LEFT JOIN chosen c ON c.observation_id = d.observation_id AND c.place = 1
LEFT JOIN others o ON o.observation_id = d.observation_id
LEFT JOIN explained e ON e.observation_id = d.observation_id AND e.place = 1
LEFT JOIN spelled said ON said.observation_id = d.observation_id AND said.which = 'said'
LEFT JOIN spelled asked ON asked.observation_id = d.observation_id AND asked.which = 'chosen'
LEFT JOIN spelled matched ON matched.observation_id = d.observation_id AND matched.which = 'match'
JOIN observation_wide v ON v.observation_id = d.observation_id
JOIN (SELECT unit_id, CASE unit_id WHEN 'PERCENT' THEN ' %' ELSE '' END AS sign FROM unit) unit ON unit.unit_id = d.unit_id

-- table:
SELECT left_area_id || CASE left_edition WHEN '' THEN '' ELSE ' ' || left_edition END AS "Report",
  CASE WHEN treaty_id = '' THEN indicator_name ELSE treaty_id END
    || CASE WHEN i.sex = left_sex THEN '' WHEN left_sex = 'F' THEN ', women' WHEN left_sex = 'M' THEN ', men'
      ELSE '' END AS "Indicator",
  left_label || CASE WHEN left_period LIKE 'undated%' THEN '' ELSE ' (' || left_period || ')' END AS "Reported",
  left_observation_id AS "Reported @", CASE WHEN verdict = 'other_concept' AND right_value IS NULL THEN '' ELSE right_label END AS "Published",
  replace(verdict, '_', ' ') || CASE WHEN comparable OR verdict = 'no_published_figure' THEN ''
    ELSE ': ' || reason END AS "Verdict",
  CASE WHEN comparable AND verdict NOT LIKE 'agrees%' AND summary <> '' THEN summary ELSE nearest END AS "In short",
  coalesce(nullif(compared_source_id, ''), 'none')
    || CASE source_basis WHEN 'default' THEN ' (default)' ELSE '' END AS "Source"
FROM comparison_published JOIN indicator i USING (indicator_id)
WHERE verdict <> 'no_published_figure' OR source_basis = 'cited'
ORDER BY verdict_rank, left_area, left_edition, indicator_name, treaty_id, left_sex, left_period,
  comparison_id
