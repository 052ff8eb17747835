-- Reported against published: whether an observation and a published figure can be set side by side, and whether
-- they agree, decided here and nowhere else (two observations: view comparability).

-- An observation with what a comparison with published figures needs: whose figures, the step in which the value
-- was written, and the day from which the report looks back.
CREATE VIEW observation_reported AS
SELECT w.*,
  CASE WHEN cited_source_id <> '' THEN cited_source_id ELSE default_source_id END AS compared_source_id,
  CASE WHEN cited_source_id <> '' THEN 'cited' WHEN default_source_id <> '' THEN 'default' ELSE 'none' END
    AS source_basis,
  -- 26 is written in whole numbers, 0.794 in thousandths, "18 million" in millions; a fraction in words is no
  -- finer than a whole per cent.
  CASE WHEN mention_kind = 'fraction' THEN 1.0
    WHEN instr(value_text, '.') > 0 THEN CAST('1e-' || (length(value_text) - instr(value_text, '.')) AS REAL)
    WHEN digits_quoted >= length(value_text) OR value_text GLOB '*[^0-9]*' THEN 1.0
    ELSE CAST('1e' || (length(value_text) - length(rtrim(value_text, '0'))) AS REAL) END AS step
FROM (
  SELECT m.*, o.document_id, o.value_text, d.published_on AS report_on, dd.published_by AS report_by,
    CASE length(d.published_on) WHEN 4 THEN d.published_on || '-01-01' WHEN 7 THEN d.published_on || '-01'
      ELSE d.published_on END AS report_from,
    i.default_source_id, length(n.quote) - length(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(n.quote,
        '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', ''))
      AS digits_quoted
  FROM observation_measure m
  JOIN observation o USING (observation_id)
  JOIN indicator i ON i.indicator_id = o.indicator_id
  JOIN mention n ON n.mention_id = o.mention_id
  JOIN document d ON d.document_id = o.document_id
  JOIN document_date dd ON dd.document_id = o.document_id) w;

-- Every published figure on an observation's indicator, treaty, area and sex. An obstacle is 1 where it stands
-- between the two; at_key is 1 where the figure is for the time or edition that the report speaks of; fit is 2
-- where the values are the same, 1 where they are as far as they were written, 0 where they are not.
CREATE VIEW published_match AS
WITH pair AS (
  SELECT o.*, f.published_figure_id, f.source_id, f.time_period AS figure_period, f.period_start AS figure_start,
    f.period_end AS figure_end, f.index_edition AS figure_edition, f.vintage, f.published_on AS figure_on,
    f.value_text AS figure_text, f.value AS figure_value, f.total AS figure_total, f.concept, f.file, f.line,
    f.source_id = o.compared_source_id AS from_source,
    o.value_kind IN ('rank','index') AS has_editions, o.value_kind = 'status' AS is_status,
    f.unit_id <> o.unit_id AS unit_obstacle,
    o.age <> '_T' OR o.base <> '' AS population_obstacle,
    o.value_kind <> 'status' AND (o.number IS NULL OR o.mention_kind = 'magnitude') AS precision_obstacle,
    f.concept <> '' AND o.value_kind <> 'status' AND f.concept NOT LIKE 'lower bound%' AS other_concept,
    f.concept LIKE 'lower bound%' AS lower_bound,
    EXISTS (SELECT 1 FROM method_break b WHERE b.indicator_id = o.indicator_id
      AND (substr(coalesce(o.period_end, o.as_of, ''), 1, 4) < b.first_year)
        <> (substr(coalesce(nullif(f.index_edition, ''), f.time_period), 1, 4) < b.first_year)) AS method_obstacle,
    o.time_period = '' AND o.report_on = '' AS key_missing,
    coalesce(nullif(f.published_on, ''), f.period_end) AS appeared,
    f.value_text IN ('ratified','acceded') AS binds,
    CASE WHEN instr(f.value_text, '.') > 0
      THEN CAST('1e-' || (length(f.value_text) - instr(f.value_text, '.')) AS REAL) ELSE 1.0 END AS figure_step
  FROM observation_reported o
  JOIN published_figure f ON f.indicator_id = o.indicator_id AND f.area_id = o.area_id
    AND f.treaty_id = o.treaty_id AND f.sex = o.sex),
dated AS (
  SELECT pair.*,
    -- Days of the figure's period outside the report's; a day's difference (30 June, 1 July) is none.
    CASE WHEN period_start IS NULL OR has_editions OR is_status THEN NULL
      WHEN figure_start > date(period_end, '+1 day') OR figure_end < date(period_start, '-1 day') THEN NULL
      WHEN figure_start >= date(period_start, '-1 day') AND figure_end <= date(period_end, '+1 day') THEN 0
      ELSE julianday(figure_end) - julianday(figure_start) END AS excess,
    -- The last edition or year that the report's author can have had.
    max(CASE WHEN has_editions AND figure_edition <> '' AND appeared < report_from THEN appeared END)
      OVER (PARTITION BY observation_id, source_id) AS last_edition,
    max(CASE WHEN NOT has_editions AND figure_end <= report_by THEN substr(figure_start, 1, 4) END)
      OVER (PARTITION BY observation_id, source_id) AS last_year,
    max(is_status AND binds AND report_by <> '' AND figure_start <= report_by)
      OVER (PARTITION BY observation_id, source_id) AS is_bound
  FROM pair),
keyed AS (
  SELECT dated.*, CASE
    WHEN is_status THEN CASE
      WHEN value_text IN ('ratified','acceded') THEN binds OR figure_start >= coalesce(period_start, report_by)
      ELSE binds OR NOT is_bound END
    WHEN has_editions AND period_start IS NOT NULL THEN
      (figure_edition <> '' AND substr(figure_edition, 1, 4)
        BETWEEN substr(period_start, 1, 4) AND substr(period_end, 1, 4))
      OR (length(figure_edition) = 7 AND '20' || substr(figure_edition, 6, 2)
        BETWEEN substr(period_start, 1, 4) AND substr(period_end, 1, 4))
      OR (figure_start <= period_end AND figure_end >= period_start)
    WHEN has_editions THEN figure_edition <> ''
      AND (appeared = last_edition OR (appeared >= report_from AND appeared <= report_by))
    WHEN period_start IS NOT NULL THEN excess IS NOT NULL
      AND excess = min(excess) OVER (PARTITION BY observation_id, source_id)
    ELSE substr(figure_start, 1, 4) = last_year AND figure_end <= report_by END AS at_key
  FROM dated),
fitted AS (
  SELECT keyed.*,
    -- The newest figure that a report without a date can mean is years old: it may confirm, and can't contradict.
    NOT has_editions AND NOT is_status AND period_start IS NULL
      AND CAST(substr(report_by, 1, 4) AS INTEGER) - CAST(last_year AS INTEGER) > 2 AS is_stale,
    CASE
      WHEN is_status THEN CASE
        WHEN value_text IN ('ratified','acceded') THEN CASE WHEN binds AND CASE WHEN period_start IS NULL
          THEN report_by = '' OR figure_start <= report_by
          ELSE figure_start <= period_end AND figure_end >= period_start END THEN 2 ELSE 0 END
        WHEN binds THEN CASE WHEN report_by <> '' AND figure_start > report_by THEN 2 ELSE 0 END
        WHEN is_bound THEN 0 WHEN value_text = 'signed' AND figure_text = 'not_ratified' THEN 0 ELSE 2 END
      WHEN unit_obstacle OR precision_obstacle OR figure_value IS NULL THEN 0
      WHEN value_kind = 'rank' THEN CASE WHEN figure_value = number AND coalesce(figure_total = total, 1) THEN 2 ELSE 0 END
      WHEN lower_bound THEN CASE WHEN number >= figure_value AND number <= figure_value * 1.1 THEN 1
        ELSE 0 END
      WHEN qualifier = 'exact' THEN CASE WHEN abs(figure_value - number) < 1e-9 THEN 2
        WHEN figure_value - number >= -step / 2 - 1e-9 AND figure_value - number < step - 1e-9 THEN 1
        WHEN figure_step > step AND number - figure_value >= -figure_step / 2 - 1e-9
          AND number - figure_value < figure_step - 1e-9 AND unit_id IN ('PERCENT','INDEX') THEN 1
        ELSE 0 END
      WHEN qualifier = 'about' THEN CASE WHEN abs(figure_value - number) <= max(step, abs(number) * 0.05) THEN 1 ELSE 0 END
      WHEN qualifier = 'range' THEN CASE WHEN figure_value BETWEEN number - step / 2 AND coalesce(value_high, number) + step
        THEN 1 ELSE 0 END
      WHEN qualifier IN ('more_than','at_least') THEN CASE WHEN figure_value > number - 1e-9 THEN 1 ELSE 0 END
      ELSE CASE WHEN figure_value < number + 1e-9 THEN 1 ELSE 0 END END AS fit
  FROM keyed)
SELECT observation_id, published_figure_id, indicator_id, value_kind, compared_source_id, source_basis, source_id,
  from_source, unit_obstacle, population_obstacle, precision_obstacle,
  -- What is only bounded from below says something about its own date and nothing about another.
  -- A total over several years is nothing beside a year's figure.
  other_concept OR (lower_bound AND NOT coalesce(at_key, 0)) OR (is_sum AND NOT is_status
    AND (period_start IS NULL OR figure_start <> period_start OR figure_end <> period_end))
    AS definition_obstacle, method_obstacle,
  key_missing, coalesce(at_key, 0) AND NOT key_missing
    AND (fit > 0 OR NOT coalesce(is_stale, 0)) AS at_key,
  fit,
  value_kind = 'rank' AND figure_value = number AS same_rank,
  figure_on <> '' AND report_by <> '' AND figure_on > report_by AS after_report,
  abs(figure_value - number) AS distance,
  CASE WHEN is_status THEN '' WHEN figure_edition <> '' THEN 'the ' || figure_edition || ' edition'
    ELSE figure_period END AS figure_key,
  CASE WHEN is_status THEN CASE WHEN binds AND value_text NOT IN ('ratified','acceded') AND report_by <> ''
      AND figure_start > report_by THEN 'later ' ELSE '' END || replace(figure_text, '_', ' ')
      || CASE WHEN binds THEN ' ' || figure_period WHEN figure_text = 'signed'
          THEN ' ' || figure_period || ', not ratified' ELSE ' as of ' || figure_period END
      || CASE WHEN concept IN ('', 'ratification') THEN '' ELSE ' (' || concept || ')' END
    WHEN figure_text GLOB '*.????*' THEN printf('%.2f', figure_value) ELSE figure_text END
    || CASE WHEN figure_total IS NULL THEN '' ELSE printf(' of %.10g', figure_total) END AS figure_label,
  -- Who is said not to be bound and was bound later: worth telling although it came after the report.
  is_status AND binds AND value_text NOT IN ('ratified','acceded') AND report_by <> '' AND figure_start > report_by
    AS bound_later,
  figure_value, figure_period, figure_start, vintage, figure_on, concept, file, line, number, qualifier
FROM fitted;
