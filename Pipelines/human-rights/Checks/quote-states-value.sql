-- title: Quotes state their values
-- severity: error
-- why: A figure quoted as "12" is not 12000. Where a number runs over its page's end, its evidence quotes every part.
WITH said AS (
  SELECT m.mention_id, m.value_text,
    m.quote || coalesce((
      SELECT group_concat(quote, '') FROM (
        SELECT e.quote FROM evidence e
        WHERE e.observation_id = (SELECT min(o.observation_id) FROM observation o WHERE o.mention_id = m.mention_id)
          AND e.dimension = 'value' AND e.char_start >= m.char_end
        ORDER BY e.char_start)), '') AS quote
  FROM mention m
  WHERE m.disposition = 'observation' AND m.value IS NOT NULL AND m.value_high IS NULL AND m.total IS NULL
    AND m.rule_id <> 'reader' AND m.quote <> ''
),
-- What is written in digits and their marks alone; words are no matter of SQL.
written AS (
  SELECT mention_id, value_text, quote,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(quote, ' ', ''), char(160), ''), char(8239), ''),
      char(8201), ''), char(10), ''), char(12), ''), '.', ''), ',', ''), '''', '') AS digits
  FROM said
)
SELECT mention_id AS subject, '"' || quote || '" is read as ' || value_text AS message
FROM written
WHERE digits <> '' AND digits NOT GLOB '*[^0-9]*'
  AND ltrim(digits, '0') <> ltrim(replace(replace(value_text, '.', ''), '-', ''), '0')
