-- Who issued what, and what they say of the same topics and figures.

-- Who issued a report, and the time that it looks back on: as declared, else the years of its edition, else the year up
-- to its date. Where neither a report nor its family names a publisher, the family stands for it.
CREATE VIEW document_issue AS
SELECT document_id, slug, family_id, area_id, report_edition, published_on, issuer,
  CASE WHEN period_start <> '' THEN period_start WHEN has_years THEN first_year || '-01-01'
    WHEN published_by <> '' THEN date(published_by, '-1 year', '+1 day') ELSE '' END AS time_start,
  CASE WHEN period_end <> '' THEN period_end WHEN has_years THEN last_year || '-12-31' ELSE published_by END AS time_end,
  CASE WHEN published_by <> '' THEN published_by WHEN has_years THEN last_year || '-12-31' ELSE '' END AS known_by
FROM (
  SELECT d.*, dd.published_by, coalesce(nullif(d.publisher, ''), nullif(f.publisher, ''), f.name_en) AS issuer,
    d.report_edition GLOB '[12][0-9][0-9][0-9]' OR d.report_edition GLOB '[12][0-9][0-9][0-9]-[12][0-9][0-9][0-9]'
      AS has_years,
    substr(d.report_edition, 1, 4) AS first_year, substr(d.report_edition, -4) AS last_year
  FROM document d JOIN family f ON f.family_id = d.family_id JOIN document_date dd ON dd.document_id = d.document_id);

-- What reports say on a topic, whoever issued them: each passage with its place in the outline of rights.
CREATE VIEW passage_wide AS
SELECT p.passage_id, coalesce(s.outline_id, '') AS outline_id, coalesce(t.name_en, '') AS outline_name, d.area_id,
  a.name_en AS area_name, i.issuer, d.family_id, d.report_edition, d.published_on, d.title AS document_title, d.language,
  s.heading, p.document_id, d.slug, p.passage_number, p.section_number, p.char_start, p.char_end, p.text, d.is_sample
FROM passage p
JOIN section s ON s.document_id = p.document_id AND s.section_number = p.section_number
JOIN document d ON d.document_id = p.document_id
JOIN document_issue i ON i.document_id = p.document_id
JOIN area a ON a.area_id = d.area_id
LEFT JOIN outline t ON t.outline_id = s.outline_id;

-- How much each report says on each topic that its headings tell, and how many figures stand there.
CREATE VIEW outline_coverage AS
WITH figures AS MATERIALIZED (
  SELECT document_id, outline_id, count(*) AS observation_count FROM observation_wide WHERE review_status <> 'rejected'
  GROUP BY document_id, outline_id)
SELECT t.outline_id, t.name_en AS outline_name, t.position, d.document_id, i.slug, d.area_id, i.issuer, d.report_edition,
  d.title AS document_title, min(s.char_start) AS char_start, sum(s.char_end - s.char_start) AS char_count,
  coalesce(f.observation_count, 0) AS observation_count, d.is_sample
FROM outline t
JOIN section s ON s.outline_id = t.outline_id
JOIN document d ON d.document_id = s.document_id
JOIN document_issue i ON i.document_id = d.document_id
LEFT JOIN figures f ON f.document_id = d.document_id AND f.outline_id = t.outline_id
GROUP BY t.outline_id, d.document_id;

-- What two publishers' reports say of one country, and what becomes of each against its source.
CREATE VIEW comparison_publishers AS
SELECT w.*, l.issuer AS left_publisher, r.issuer AS right_publisher,
  CASE WHEN w.comparable = 1 AND w.right_value <> 0 AND w.ratio IS NOT NULL
    THEN round(w.difference / abs(w.right_value), 4) END AS relative_difference,
  CASE WHEN w.left_source_id = '' AND w.right_source_id = '' THEN 'neither names a source'
    WHEN w.left_source_id = w.right_source_id THEN 'both name ' || w.left_source_id
    WHEN w.left_source_id = '' THEN 'only ' || r.issuer || ' names a source: ' || w.right_source_id
    WHEN w.right_source_id = '' THEN 'only ' || l.issuer || ' names a source: ' || w.left_source_id
    ELSE w.left_source_id || ' against ' || w.right_source_id END AS cites,
  coalesce(u.verdict, '') AS left_published_verdict, coalesce(v.verdict, '') AS right_published_verdict,
  coalesce(nullif(u.nearest, ''), v.nearest, '') AS published_nearest,
  l.document_id AS left_document_id, r.document_id AS right_document_id
FROM comparison_wide w
JOIN observation a ON a.observation_id = w.left_observation_id
JOIN observation b ON b.observation_id = w.right_observation_id
JOIN document_issue l ON l.document_id = a.document_id
JOIN document_issue r ON r.document_id = b.document_id
LEFT JOIN comparison u ON u.kind = 'published' AND u.left_observation_id = w.left_observation_id
LEFT JOIN comparison v ON v.kind = 'published' AND v.left_observation_id = w.right_observation_id
WHERE w.kind = 'publishers';

-- Figures that a family repeats unchanged, on the left as its newest edition has them, on the right as the first did.
CREATE VIEW comparison_stale AS
SELECT w.*, i.issuer AS publisher, i.family_id, CASE WHEN w.verdict LIKE 'stale%' THEN 1 ELSE 0 END AS is_stale,
  w.nearest AS published_since
FROM comparison_wide w
JOIN observation a ON a.observation_id = w.left_observation_id
JOIN document_issue i ON i.document_id = a.document_id
WHERE w.kind = 'stale';
