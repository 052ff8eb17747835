-- title: Refused files of publishers
-- severity: warning
-- why: A file that is not what it claims gives no figures; what rests on it is compared with nothing.

SELECT file AS subject, error AS message FROM published_file WHERE outcome = 'refused'
