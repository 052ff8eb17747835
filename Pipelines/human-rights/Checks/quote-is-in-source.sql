-- title: Quotes are in their source
-- severity: error
-- why: A mention that does not quote its page proves nothing.
SELECT mention_id AS subject,
  'the quote of this mention is not the text at its characters' AS message
FROM qa_ungrounded
