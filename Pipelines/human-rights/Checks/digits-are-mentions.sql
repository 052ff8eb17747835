-- title: Every digit stands in a mention
-- severity: error
-- why: Counting digits needs no rule, so that a number which the rules passed over shows here.
WITH digit AS (SELECT value AS sign FROM json_each('["0","1","2","3","4","5","6","7","8","9"]')),
counted AS (
  SELECT p.document_id, p.page_number,
    (SELECT sum(length(p.text) - length(replace(p.text, sign, ''))) FROM digit) AS digits,
    (SELECT coalesce(sum(length(m.quote) - length(replace(m.quote, sign, ''))), 0)
     FROM mention m, digit WHERE m.document_id = p.document_id AND m.page_number = p.page_number) AS mentioned
  FROM page p
  WHERE p.text IS NOT NULL
)
SELECT document_id || ' ' || page_number AS subject,
  slug || ', page ' || page_number || ': ' || digits || ' digits, ' || mentioned || ' of them in mentions' AS message
FROM counted JOIN document USING (document_id)
WHERE mentioned < digits
