-- title: Corrections still find their text
-- severity: warning
-- why: A reader's correction that no longer finds its words has no effect.
SELECT decision_id AS subject, 'the correction of ' || field || ' to "' || new_value || '" no longer finds "'
  || quote || '"' AS message
FROM review_decision
WHERE outcome = 'stale'
