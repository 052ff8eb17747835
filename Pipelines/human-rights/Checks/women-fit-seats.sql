-- title: Shares of women are possible with the seats stated
-- severity: warning
-- why: With few seats only some shares are possible; another share belongs to another chamber or year.
SELECT share.observation_id AS subject,
  share.value_text || ' per cent of ' || seats.value_text || ' seats is no whole number of women' AS message
FROM observation share
JOIN observation seats ON seats.document_id = share.document_id AND seats.area_id = share.area_id
  AND seats.indicator_id = CASE share.indicator_id WHEN 'women_in_lower_house_share' THEN 'lower_house_seats'
    WHEN 'women_in_upper_house_share' THEN 'upper_house_seats' END
WHERE share.qualifier = 'exact' AND seats.qualifier = 'exact' AND seats.value BETWEEN 1 AND 1000
  AND share.review_status <> 'rejected' AND seats.review_status <> 'rejected'
  -- Tolerance: half of the last decimal as written.
  AND abs(100.0 * round(share.value * seats.value / 100.0) / seats.value - share.value)
    > CASE length(share.value_text) - instr(share.value_text || '.', '.') WHEN -1 THEN 0.5 WHEN 1 THEN 0.05
        ELSE 0.005 END + 1e-9
