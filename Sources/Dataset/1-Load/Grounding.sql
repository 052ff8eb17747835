-- Grounding: nothing enters that does not quote its page, and no page changes under its quotes. A span that
-- runs over the page's end quotes this page's part. (substr counts from the end when its start is negative,
-- hence the comparison of the starts.)
CREATE TRIGGER mention_is_grounded BEFORE INSERT ON mention BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE NOT EXISTS (SELECT 1 FROM page p
    WHERE p.document_id = NEW.document_id AND p.page_number = NEW.page_number AND NEW.char_start >= p.char_start
      AND substr(p.text, NEW.char_start - p.char_start + 1, NEW.char_end - NEW.char_start) = NEW.quote);
END;
CREATE TRIGGER mention_stays_grounded
BEFORE UPDATE OF document_id, page_number, char_start, char_end, quote ON mention BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE NOT EXISTS (SELECT 1 FROM page p
    WHERE p.document_id = NEW.document_id AND p.page_number = NEW.page_number AND NEW.char_start >= p.char_start
      AND substr(p.text, NEW.char_start - p.char_start + 1, NEW.char_end - NEW.char_start) = NEW.quote);
END;
CREATE TRIGGER evidence_is_grounded BEFORE INSERT ON evidence BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE NOT EXISTS (SELECT 1 FROM page p
    WHERE p.document_id = NEW.document_id AND p.page_number = NEW.page_number AND NEW.char_start >= p.char_start
      AND substr(p.text, NEW.char_start - p.char_start + 1, NEW.char_end - NEW.char_start) = NEW.quote);
END;
CREATE TRIGGER evidence_stays_grounded
BEFORE UPDATE OF document_id, page_number, char_start, char_end, quote ON evidence BEGIN
  SELECT RAISE(ABORT, 'quote is not the text at these characters')
  WHERE NOT EXISTS (SELECT 1 FROM page p
    WHERE p.document_id = NEW.document_id AND p.page_number = NEW.page_number AND NEW.char_start >= p.char_start
      AND substr(p.text, NEW.char_start - p.char_start + 1, NEW.char_end - NEW.char_start) = NEW.quote);
END;
CREATE TRIGGER page_stays_as_quoted BEFORE UPDATE OF document_id, page_number, char_start, text ON page BEGIN
  SELECT RAISE(ABORT, 'a quote on this page would no longer be its text')
  WHERE EXISTS (SELECT 1 FROM mention m
      WHERE m.document_id = OLD.document_id AND m.page_number = OLD.page_number
        AND substr(NEW.text, m.char_start - NEW.char_start + 1, m.char_end - m.char_start) IS NOT m.quote)
    OR EXISTS (SELECT 1 FROM evidence e
      WHERE e.document_id = OLD.document_id AND e.page_number = OLD.page_number
        AND substr(NEW.text, e.char_start - NEW.char_start + 1, e.char_end - e.char_start) IS NOT e.quote);
END;
