-- The views that answer questions; each names what it answers.

-- The last day on which a report can have appeared, by its date as narrow as known.
CREATE VIEW document_date AS
SELECT document_id, CASE length(published_on) WHEN 4 THEN published_on || '-12-31'
  WHEN 7 THEN date(published_on || '-01', '+1 month', '-1 day') ELSE published_on END AS published_by
FROM document;

-- Observations with every name spelled out, and where they stand.
CREATE VIEW observation_wide AS
SELECT o.observation_id, o.indicator_id, i.name_en AS indicator_name, o.treaty_id,
  coalesce(t.name_en, '') AS treaty_name, o.area_id, a.name_en AS area_name, a.kind AS area_kind,
  o.time_period, o.period_start, o.period_end, o.sex, o.age, o.base, o.value_text, o.value, o.value_high,
  o.qualifier, o.total, o.unit_id, u.name_en AS unit_name,
  CASE o.qualifier WHEN 'less_than' THEN '<' WHEN 'at_most' THEN '≤' WHEN 'more_than' THEN '>'
    WHEN 'at_least' THEN '≥' WHEN 'about' THEN '≈' ELSE '' END
  -- A third is written as 33.3333: more digits than the words have.
  || CASE WHEN o.unit_id = 'STATUS' THEN replace(o.value_text, '_', ' ')
      WHEN m.kind = 'fraction' AND o.value_text GLOB '*.????*' THEN printf('%.10g', round(o.value, 1)) ELSE o.value_text END
  || CASE WHEN o.value_high IS NOT NULL THEN '–' || printf('%.10g',
      CASE m.kind WHEN 'fraction' THEN round(o.value_high, 1) ELSE o.value_high END) ELSE '' END
  || CASE WHEN o.total IS NOT NULL THEN ' of ' || printf('%.10g', o.total) ELSE '' END
  || CASE WHEN u.symbol <> '' THEN ' ' || u.symbol ELSE '' END AS value_label,
  o.index_edition, o.cited_source_id, s.name AS cited_source_name, s.source_class, o.obs_status,
  o.review_status, m.quote, m.page_number, p.page_label, m.char_start, m.char_end, m.byte_start, m.byte_end,
  m.kind AS mention_kind, o.mention_id, o.rule_id, o.document_id, d.family_id, d.report_edition,
  d.title AS document_title, d.publisher, d.published_on, d.language, d.url, d.is_sample,
  d.area_id AS report_area_id,
  coalesce(o.period_end, dd.published_by) AS as_of,
  CASE WHEN o.time_period <> '' THEN o.time_period WHEN d.published_on <> ''
    THEN 'undated, report of ' || d.published_on ELSE 'undated' END AS as_of_label, d.slug,
  coalesce((SELECT x.outline_id FROM section x WHERE x.document_id = o.document_id AND x.char_start <= m.char_start
    ORDER BY x.char_start DESC, x.section_number DESC LIMIT 1), '') AS outline_id
FROM observation o
JOIN indicator i USING (indicator_id)
JOIN area a ON a.area_id = o.area_id
JOIN unit u ON u.unit_id = o.unit_id
JOIN source s ON s.source_id = o.cited_source_id
JOIN mention m ON m.mention_id = o.mention_id
JOIN page p ON p.document_id = m.document_id AND p.page_number = m.page_number
JOIN document d ON d.document_id = o.document_id
JOIN document_date dd ON dd.document_id = o.document_id
LEFT JOIN treaty t ON t.treaty_id = o.treaty_id;

-- What an observation is when it is compared: its number, the interval its wording allows, its date. One that a
-- reader rejected is not compared.
CREATE VIEW observation_measure AS
SELECT n.*, CASE WHEN number IS NULL THEN NULL WHEN qualifier IN ('less_than','at_most') THEN -1e308 ELSE number END
    AS lowest,
  CASE WHEN number IS NULL THEN NULL WHEN qualifier IN ('more_than','at_least') THEN 1e308
    WHEN qualifier = 'range' THEN coalesce(value_high, number) ELSE number END AS highest
FROM (
  SELECT o.observation_id, o.indicator_id, o.treaty_id, o.area_id, a.kind AS area_kind, o.unit_id, o.sex, o.age,
    o.base, o.cited_source_id, o.index_edition, o.time_period, o.period_start, o.period_end,
    coalesce(o.period_end, dd.published_by) AS as_of, o.qualifier, o.value_high, o.total, i.value_kind, i.direction,
    m.kind AS mention_kind,
    -- Counted over several years, or from one on: no year's figure.
    o.time_period LIKE '%..%' OR (i.value_kind = 'count' AND o.time_period LIKE '%/%'
      AND julianday(o.period_end) - julianday(o.period_start) > 400) AS is_sum,
    CASE WHEN i.value_kind = 'date' AND substr(o.value_text, 1, 4) GLOB '[0-9][0-9][0-9][0-9]'
      THEN CAST(substr(o.value_text, 1, 4) AS REAL) ELSE o.value END AS number
  FROM observation o
  JOIN indicator i USING (indicator_id)
  JOIN area a ON a.area_id = o.area_id
  JOIN mention m ON m.mention_id = o.mention_id
  JOIN document_date dd ON dd.document_id = o.document_id
  WHERE o.review_status <> 'rejected') n;

-- The same with every name spelled out.
CREATE VIEW observation_basis AS
SELECT w.*, b.value_kind, b.direction, b.is_sum, b.number, b.lowest, b.highest
FROM observation_wide w JOIN observation_measure b USING (observation_id);

-- Whether two observations of one indicator can be set side by side, decided here and nowhere else. Each
-- column is 1 where that obstacle stands between them. A comparison takes the first obstacle that concerns it.
CREATE VIEW comparability AS
SELECT l.observation_id AS left_observation_id, r.observation_id AS right_observation_id,
  l.unit_id <> r.unit_id AS unit,
  (CASE l.area_kind WHEN 'territory' THEN 'country' ELSE l.area_kind END)
    <> (CASE r.area_kind WHEN 'territory' THEN 'country' ELSE r.area_kind END)
    OR (l.area_kind IN ('region','as_written') AND l.area_id <> r.area_id) AS scope,
  l.area_id <> r.area_id AS area,
  l.age <> r.age OR l.base <> r.base AS population,
  l.sex <> r.sex AS sex,
  -- An index is defined by who makes it; two publishers' ranks are two measures.
  -- What was counted over several years is compared with what was counted over the same, and with no year's figure.
  (l.value_kind IN ('rank','index') AND l.cited_source_id <> '' AND r.cited_source_id <> ''
    AND l.cited_source_id <> r.cited_source_id)
    OR (l.is_sum OR r.is_sum) AND l.time_period <> r.time_period AS definition,
  l.cited_source_id <> r.cited_source_id AS source,
  -- A rank is a place in one edition: with another edition or another number of places it means something else.
  (l.value_kind = 'rank' AND ((l.index_edition <> '' AND r.index_edition <> '' AND l.index_edition <> r.index_edition)
    OR (l.total IS NOT NULL AND r.total IS NOT NULL AND l.total <> r.total))) AS edition,
  -- Between the two the index changed how it is made.
  EXISTS (SELECT 1 FROM method_break b WHERE b.indicator_id = l.indicator_id
    AND (substr(coalesce(nullif(l.index_edition, ''), l.period_end, l.as_of, ''), 1, 4) < b.first_year)
      <> (substr(coalesce(nullif(r.index_edition, ''), r.period_end, r.as_of, ''), 1, 4) < b.first_year))
    AS method_break,
  -- Vague magnitudes have no number, and two bounds that overlap do not say which is larger.
  (l.value_kind <> 'status' AND (l.number IS NULL OR r.number IS NULL OR l.mention_kind = 'magnitude'
    OR r.mention_kind = 'magnitude' OR ((l.lowest < l.highest OR r.lowest < r.highest)
      AND l.lowest <= r.highest AND r.lowest <= l.highest))) AS precision,
  l.time_period <> r.time_period AS period,
  -- More than five years between the nearer ends of the periods; an undated figure stands at its report's date.
  coalesce(max(julianday(coalesce(l.period_start, l.as_of)) - julianday(coalesce(r.period_end, r.as_of)),
      julianday(coalesce(r.period_start, r.as_of)) - julianday(coalesce(l.period_end, l.as_of))) > 5 * 365.25, 0)
    AS far_apart
FROM observation_measure l
JOIN observation_measure r ON r.indicator_id = l.indicator_id AND r.treaty_id = l.treaty_id
  AND r.observation_id <> l.observation_id;

-- The most recent statement about each area: by the end of its period, undated ones by their report's date.
CREATE VIEW observation_latest AS
SELECT * FROM (
  SELECT b.*, row_number() OVER (PARTITION BY indicator_id, treaty_id, area_id, sex
    ORDER BY as_of DESC, age = '_T' DESC, base = '' DESC, period_end IS NOT NULL DESC, published_on DESC,
      observation_id) AS place
  FROM observation_basis b)
WHERE place = 1;

-- Every comparison with both sides spelled out.
CREATE VIEW comparison_wide AS
SELECT c.comparison_id, c.kind, c.indicator_id, l.indicator_name, l.treaty_id, l.unit_id,
  l.area_id AS left_area_id, l.area_name AS left_area, l.sex AS left_sex, l.age, l.base,
  l.value_label AS left_label, l.as_of_label AS left_period, l.report_edition AS left_edition,
  l.cited_source_id AS left_source_id, l.document_title AS left_document, l.page_number AS left_page,
  l.quote AS left_quote,
  coalesce(r.area_id, f.area_id, '') AS right_area_id, coalesce(r.area_name, '') AS right_area,
  coalesce(r.sex, f.sex, '') AS right_sex, coalesce(r.value_label, CASE WHEN f.value_text GLOB '*.????*' THEN printf('%.2f', f.value)
    ELSE replace(f.value_text, '_', ' ') END
    || CASE WHEN f.total IS NULL THEN '' ELSE printf(' of %.10g', f.total) END, '') AS right_label,
  coalesce(r.as_of_label, f.time_period, '') AS right_period, coalesce(r.report_edition, f.index_edition, '')
    AS right_edition,
  coalesce(r.cited_source_id, f.source_id, '') AS right_source_id, coalesce(r.document_title, f.file, '')
    AS right_document,
  r.page_number AS right_page, coalesce(r.quote, '') AS right_quote, coalesce(f.url, '') AS right_url,
  c.left_value, c.right_value, c.difference, c.ratio, c.comparable, c.reason, c.verdict, c.nearest, c.summary,
  c.left_observation_id, c.right_observation_id, c.right_published_figure_id, l.is_sample
FROM comparison c
JOIN observation_wide l ON l.observation_id = c.left_observation_id
LEFT JOIN observation_wide r ON r.observation_id = c.right_observation_id
LEFT JOIN published_figure f ON f.published_figure_id = c.right_published_figure_id;

CREATE VIEW comparison_by_sex AS SELECT * FROM comparison_wide WHERE kind = 'sex';
CREATE VIEW comparison_by_rank AS SELECT * FROM comparison_wide WHERE kind = 'rank';
CREATE VIEW comparison_countries AS SELECT * FROM comparison_wide WHERE kind = 'countries';

-- Two countries' latest figures of one indicator beside each other; ask with an indicator and two areas. They are not
-- stored: their number grows with the square of the countries.
CREATE VIEW country_pair AS
SELECT l.indicator_id, l.indicator_name, l.treaty_id, l.sex, l.area_id AS left_area_id, l.area_name AS left_area,
  l.value_label AS left_label, l.as_of_label AS left_period, r.area_id AS right_area_id, r.area_name AS right_area,
  r.value_label AS right_label, r.as_of_label AS right_period, l.number AS left_value, r.number AS right_value,
  CASE WHEN c.unit THEN 'unit' WHEN c.scope THEN 'scope' WHEN c.population THEN 'population'
    WHEN c.definition THEN 'definition' WHEN c.method_break THEN 'method_break' WHEN c.edition THEN 'edition'
    WHEN c.precision THEN 'precision' WHEN c.far_apart THEN 'period' ELSE '' END AS reason,
  l.observation_id AS left_observation_id, r.observation_id AS right_observation_id
FROM observation_latest l
JOIN observation_latest r ON r.indicator_id = l.indicator_id AND r.treaty_id = l.treaty_id AND r.sex = l.sex
  AND r.area_id <> l.area_id
JOIN comparability c ON c.left_observation_id = l.observation_id AND c.right_observation_id = r.observation_id
WHERE l.value_kind <> 'status';
CREATE VIEW comparison_editions AS SELECT * FROM comparison_wide WHERE kind = 'editions';
CREATE VIEW comparison_sources AS SELECT * FROM comparison_wide WHERE kind = 'sources';
CREATE VIEW comparison_arithmetic AS SELECT * FROM comparison_wide WHERE kind = 'arithmetic';

-- Each figure of a report beside what its source published, with the publication and the line of its file.
CREATE VIEW comparison_published AS
SELECT w.*, CASE WHEN o.cited_source_id <> '' THEN 'cited' WHEN i.default_source_id <> '' THEN 'default'
    ELSE 'none' END AS source_basis,
  CASE WHEN o.cited_source_id <> '' THEN o.cited_source_id ELSE i.default_source_id END AS compared_source_id,
  coalesce(f.vintage, '') AS vintage, coalesce(f.published_on, '') AS published_on, coalesce(f.concept, '') AS concept,
  f.total AS published_total, coalesce(f.file, '') AS file, f.line, coalesce(f.licence, '') AS licence,
  CASE verdict WHEN 'differs' THEN 1 WHEN 'other_edition' THEN 2 WHEN 'other_date' THEN 3 WHEN 'other_concept' THEN 4
    WHEN 'agrees_rounded' THEN 5 WHEN 'agrees' THEN 6 WHEN 'not_comparable' THEN 7 ELSE 8 END AS verdict_rank
FROM comparison_wide w
JOIN observation o ON o.observation_id = w.left_observation_id
JOIN indicator i ON i.indicator_id = o.indicator_id
LEFT JOIN published_figure f ON f.published_figure_id = w.right_published_figure_id
WHERE w.kind = 'published';

-- Every treaty for every country that a report is about: the last status stated, or 'not stated'.
CREATE VIEW comparison_treaties AS
SELECT t.treaty_id, t.name_en AS treaty_name, t.untc_reference, a.area_id, a.name_en AS area_name,
  coalesce(l.value_text, 'not_stated') AS status, coalesce(substr(l.time_period, 1, 4), '') AS year,
  coalesce(l.as_of_label, '') AS as_of_label, l.published_on AS stated_on, l.observation_id
FROM treaty t
JOIN area a ON a.area_id IN (SELECT area_id FROM document)
LEFT JOIN observation_latest l ON l.treaty_id = t.treaty_id AND l.area_id = a.area_id
  AND l.indicator_id = 'treaty_status';

-- Every indicator for every report: stated or not. That a number is absent does not say that all is well.
CREATE VIEW comparison_coverage AS
SELECT i.indicator_id, i.name_en AS indicator_name, d.document_id, d.area_id, d.report_edition, d.slug,
  count(o.observation_id) AS observation_count, count(o.observation_id) > 0 AS stated, d.is_sample
FROM indicator i
CROSS JOIN document d
LEFT JOIN observation o ON o.indicator_id = i.indicator_id AND o.document_id = d.document_id
  AND o.review_status <> 'rejected'
GROUP BY i.indicator_id, d.document_id;

-- What indicators' measures say in contexts that they do not accept, with every name spelled out.
CREATE VIEW claim_wide AS
SELECT c.mention_id, c.indicator_id, i.name_en AS indicator_name, c.context,
  coalesce(x.name_en, c.context) AS context_name, c.value_text, c.time_period,
  m.quote, m.page_number, m.char_start, m.char_end, c.quote AS context_quote, c.page_number AS context_page,
  c.char_start AS context_start, c.char_end AS context_end, c.document_id, d.area_id AS report_area_id,
  d.report_edition, d.title AS document_title, d.is_sample
FROM claim c
JOIN indicator i USING (indicator_id)
JOIN mention m ON m.mention_id = c.mention_id
JOIN document d ON d.document_id = c.document_id
LEFT JOIN context x ON x.context_id = c.context;

-- What was promised: goals, plans and proposals, with the target and the year that the text names.
CREATE VIEW promised AS
SELECT indicator_id, indicator_name, report_area_id, value_text AS target, time_period, context, quote, context_quote,
  page_number, document_id, report_edition, is_sample
FROM claim_wide WHERE context IN ('goal','proposal','projected');

-- By how much something is said to have changed, where the level is not said.
CREATE VIEW changes AS
SELECT indicator_id, indicator_name, report_area_id, value_text AS change, time_period, quote, context_quote,
  page_number, document_id, report_edition, is_sample
FROM claim_wide WHERE context = 'change';

-- What became of every number of a document, by kind.
CREATE VIEW number_ledger AS
SELECT d.document_id, d.slug, m.kind, count(*) AS mention_count, sum(m.disposition = 'observation') AS observed,
  sum(m.disposition = 'classified') AS classified, sum(m.disposition = 'unexplained') AS unexplained
FROM mention m JOIN document d USING (document_id)
GROUP BY d.document_id, m.kind;
