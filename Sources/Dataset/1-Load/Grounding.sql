-- Grounding: nothing enters that does not quote its page, and no page changes under its quotes. A span that
-- runs over the page's end quotes this page's part. (substr counts from the end when its start is negative,
-- hence the comparison of the starts.)

-- Every quote, and whether it is the text at its characters: 1 it is, 0 it is not, NULL where its page has no text
-- (in a release made without texts). Said here and nowhere else; triggers, qa_ views and checks ask this view.
CREATE VIEW quotation AS
SELECT q.*, CASE WHEN p.page_number IS NOT NULL AND p.text IS NULL THEN NULL
    ELSE q.char_start >= p.char_start
      AND substr(p.text, q.char_start - p.char_start + 1, q.char_end - q.char_start) IS q.quote END AS is_grounded
FROM (
  SELECT 'mention' AS origin, mention_id AS row_id, '' AS dimension, document_id, page_number, char_start, char_end,
    quote FROM mention
  UNION ALL
  SELECT 'evidence', observation_id, dimension, document_id, page_number, char_start, char_end, quote FROM evidence
  UNION ALL
  SELECT 'claim', mention_id, context, document_id, page_number, char_start, char_end, quote FROM claim) q
LEFT JOIN page p ON p.document_id = q.document_id AND p.page_number = q.page_number;

CREATE TRIGGER mention_is_grounded AFTER INSERT ON mention BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'mention' AND q.row_id = NEW.mention_id
    AND q.is_grounded IS NOT 1);
END;
CREATE TRIGGER mention_stays_grounded
AFTER UPDATE OF document_id, page_number, char_start, char_end, quote ON mention BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'mention' AND q.row_id = NEW.mention_id
    AND q.is_grounded IS NOT 1);
END;

CREATE TRIGGER evidence_is_grounded AFTER INSERT ON evidence BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'evidence' AND q.row_id = NEW.observation_id AND q.dimension = NEW.dimension
    AND q.document_id = NEW.document_id AND q.char_start = NEW.char_start
    AND q.is_grounded IS NOT 1);
END;
CREATE TRIGGER evidence_stays_grounded
AFTER UPDATE OF document_id, page_number, char_start, char_end, quote ON evidence BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'evidence' AND q.row_id = NEW.observation_id AND q.dimension = NEW.dimension
    AND q.document_id = NEW.document_id AND q.char_start = NEW.char_start
    AND q.is_grounded IS NOT 1);
END;

CREATE TRIGGER claim_is_grounded AFTER INSERT ON claim BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'claim' AND q.row_id = NEW.mention_id AND q.dimension = NEW.context
    AND q.document_id = NEW.document_id
    AND q.is_grounded IS NOT 1);
END;
CREATE TRIGGER claim_stays_grounded
AFTER UPDATE OF document_id, page_number, char_start, char_end, quote ON claim BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.origin = 'claim' AND q.row_id = NEW.mention_id AND q.dimension = NEW.context
    AND q.document_id = NEW.document_id
    AND q.is_grounded IS NOT 1);
END;

CREATE TRIGGER page_stays_as_quoted AFTER UPDATE OF document_id, page_number, char_start, text ON page BEGIN
  SELECT RAISE(ABORT, 'a quote on this page would no longer be its text')
  WHERE EXISTS (SELECT 1 FROM quotation q WHERE q.document_id = OLD.document_id AND q.page_number = OLD.page_number
    AND q.is_grounded IS NOT 1);
END;
