-- Views for reviewers: what to look at first, and how far two of them agree.

-- Every observation and every unexplained number, with how much there is to doubt in it. Those that a reader has
-- judged have no risk left; a decision that lost its place is to be made again.
CREATE VIEW review_queue AS
WITH doubted AS MATERIALIZED (
  SELECT subject, min(check_slug) AS check_slug FROM finding
  WHERE severity IN ('error','warning') AND check_slug NOT IN ('unexplained-numbers','stale-decision') GROUP BY subject),
compared AS MATERIALIZED (
  SELECT observation_id, max(differs) AS differs FROM (
    SELECT left_observation_id AS observation_id, verdict = 'differs' OR verdict LIKE 'other\_%' ESCAPE '\' AS differs FROM comparison
    WHERE comparable = 1 AND kind = 'published'
    UNION ALL SELECT left_observation_id, 0 FROM comparison WHERE comparable = 1
    UNION ALL
    SELECT right_observation_id, 0 FROM comparison
    WHERE comparable = 1 AND right_observation_id IS NOT NULL)
  GROUP BY observation_id),
practice AS MATERIALIZED (SELECT rule_id, count(*) AS uses FROM observation GROUP BY rule_id)
SELECT o.document_id, o.mention_id, o.observation_id, m.char_start, o.indicator_id, m.quote, o.review_status,
  CASE WHEN o.review_status NOT IN ('auto','stale') THEN 0 ELSE 1
    + CASE WHEN d.subject IS NULL THEN 0 ELSE 50 END + CASE WHEN c.differs = 1 THEN 100 ELSE 0 END
    + CASE WHEN p.uses < 3 THEN 20 ELSE 0 END + CASE WHEN c.observation_id IS NULL THEN 0 ELSE 10 END END AS risk,
  CASE WHEN o.review_status NOT IN ('auto','stale') THEN o.review_status ELSE trim(
    CASE WHEN d.subject IS NULL THEN '' ELSE replace(d.check_slug, '-', ' ') || '; ' END
    || CASE WHEN c.differs = 1 THEN 'differs from what the source published; ' ELSE '' END
    || CASE WHEN p.uses < 3 THEN 'young rule; ' ELSE '' END
    || CASE WHEN c.observation_id IS NULL THEN '' ELSE 'feeds a comparison' END, '; ') END AS why
FROM observation o
JOIN mention m ON m.mention_id = o.mention_id
JOIN practice p ON p.rule_id = o.rule_id
LEFT JOIN doubted d ON d.subject IN (o.observation_id, o.mention_id)
LEFT JOIN compared c ON c.observation_id = o.observation_id
UNION ALL
SELECT m.document_id, m.mention_id, '', m.char_start, '', m.quote, '', 60, 'unexplained number'
FROM mention m WHERE m.disposition = 'unexplained'
UNION ALL
SELECT r.document_id, '', '', r.char_start, r.indicator_id, r.quote, 'stale', 70,
  'stale decision of ' || r.decided_by || ': ' || r.field || ' ' || r.new_value
FROM review_decision r WHERE r.outcome = 'stale';

-- What each reviewer last said about each figure, in one text.
CREATE VIEW review_judgement AS
SELECT document_id, char_start, char_end, quote, indicator_id, decided_by,
  CASE WHEN sum(field = 'status' AND new_value = 'reject') > 0 THEN 'reject'
    WHEN sum(field = 'mention') > 0 THEN 'mention' WHEN sum(field = 'add') > 0 THEN 'add'
    WHEN sum(field <> 'status') > 0 THEN 'edit' ELSE 'accept' END AS judgement,
  group_concat(field || '=' || new_value, '; ') AS said
FROM (
  SELECT *, row_number() OVER (PARTITION BY document_id, char_start, char_end, indicator_id, decided_by, field
    ORDER BY decided_at DESC, decision_id) AS place
  FROM review_decision ORDER BY document_id, char_start, char_end, indicator_id, decided_by, field)
WHERE place = 1
GROUP BY document_id, char_start, char_end, quote, indicator_id, decided_by;

-- Figures that two reviewers judged.
CREATE VIEW review_double AS
SELECT a.document_id, a.char_start, a.char_end, a.quote, a.indicator_id, a.decided_by AS first_reviewer,
  b.decided_by AS second_reviewer, a.judgement AS first_judgement, b.judgement AS second_judgement,
  a.said AS first_said, b.said AS second_said, a.said = b.said AS agreed
FROM review_judgement a
JOIN review_judgement b ON b.document_id = a.document_id AND b.char_start = a.char_start AND b.char_end = a.char_end
  AND b.indicator_id = a.indicator_id AND b.decided_by > a.decided_by;

-- How far two reviewers agree: how often they said the same, and Cohen's kappa over accept, reject, edit, add and
-- mention, which discounts agreement by chance.
CREATE VIEW review_agreement AS
WITH total AS (
  SELECT first_reviewer, second_reviewer, count(*) AS judged_count, sum(agreed) AS agreed_count,
    avg(first_judgement = second_judgement) AS observed
  FROM review_double GROUP BY first_reviewer, second_reviewer),
share AS (
  SELECT first_reviewer, second_reviewer, judgement, avg(first_judgement = judgement) AS one,
    avg(second_judgement = judgement) AS other
  FROM review_double
  CROSS JOIN (SELECT 'accept' AS judgement UNION ALL SELECT 'reject' UNION ALL SELECT 'edit' UNION ALL SELECT 'add'
    UNION ALL SELECT 'mention')
  GROUP BY first_reviewer, second_reviewer, judgement),
chance AS (
  SELECT first_reviewer, second_reviewer, sum(one * other) AS expected FROM share
  GROUP BY first_reviewer, second_reviewer)
SELECT first_reviewer, second_reviewer, judged_count, agreed_count,
  CASE WHEN expected < 1 THEN (observed - expected) / (1 - expected) END AS kappa
FROM total JOIN chance USING (first_reviewer, second_reviewer);
