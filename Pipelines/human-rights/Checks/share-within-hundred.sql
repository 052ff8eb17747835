-- title: Shares are within a hundred per cent
-- severity: error
-- why: An indicator that states no range of its own may still not exceed the whole.
SELECT observation_id AS subject, value_text || ' per cent is no share of a whole' AS message
FROM qa_share_out_of_range
