-- title: Periods do not begin after the report appeared
-- severity: warning
-- why: A report can't state what had not happened; plans and forecasts should not be read as figures.
SELECT observation_id AS subject,
  indicator_id || ' is about ' || time_period || ', but the report appeared ' || published_on AS message
FROM observation JOIN document d USING (document_id)
WHERE published_on <> '' AND substr(observation.period_start, 1, length(published_on)) > published_on
