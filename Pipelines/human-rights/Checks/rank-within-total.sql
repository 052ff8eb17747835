-- title: Ranks are within their total
-- severity: error
-- why: Nobody is number 180 among 179; such a pair was not read from one claim.
SELECT observation_id AS subject,
  printf('%.10g', value) || ' is beyond its total of ' || printf('%.10g', total) AS message
FROM qa_total_below_rank
