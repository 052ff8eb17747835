-- title: Seats are plausible
-- severity: warning
-- why: No parliament of today has fewer than five or more than three thousand seats.
SELECT observation_id AS subject, indicator_id || ' is ' || value_text AS message
FROM observation
WHERE indicator_id IN ('lower_house_seats', 'upper_house_seats') AND value NOT BETWEEN 5 AND 3000
