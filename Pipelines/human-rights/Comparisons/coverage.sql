-- title: Coverage
-- order: 6
-- why: Which report states which indicator, by number of observations.
-- note: Absence of a number is not absence of a problem. Indicators that no report states are left out here; the view comparison_coverage has them.
-- pivot: Report -> Stated

-- table:
SELECT indicator_name AS "Indicator", area_id || ' ' || report_edition AS "Report",
  CASE observation_count WHEN 0 THEN '–' ELSE printf('%d', observation_count) END AS "Stated",
  coalesce((SELECT group_concat(observation_id, ' ') FROM (SELECT observation_id FROM observation o
    WHERE o.indicator_id = c.indicator_id AND o.document_id = c.document_id AND o.review_status <> 'rejected'
    ORDER BY observation_id)), '')
    AS "Stated @"
FROM comparison_coverage c
WHERE indicator_id IN (SELECT indicator_id FROM observation)
ORDER BY indicator_name, area_id, report_edition, document_id
