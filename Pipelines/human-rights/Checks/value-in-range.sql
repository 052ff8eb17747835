-- title: Values are in their indicator's range
-- severity: error
-- why: A value outside what the indicator can be is a misreading or a misprint.
SELECT observation_id AS subject,
  indicator_id || ' is ' || value_text || ', outside ' || coalesce(printf('%.10g', minimum), 'any') || ' to '
  || coalesce(printf('%.10g', maximum), 'any') AS message
FROM qa_value_out_of_range
