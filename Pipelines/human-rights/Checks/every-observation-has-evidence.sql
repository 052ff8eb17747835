-- title: Every observation has evidence
-- severity: error
-- why: A value without the characters it was read from can't be checked.
SELECT observation_id AS subject, 'no characters are given for the value of ' || indicator_id AS message
FROM qa_observation_without_evidence JOIN observation USING (observation_id)
