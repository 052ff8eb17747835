-- title: Rows of publishers' files
-- severity: error
-- why: Every row of a file gave a figure or is counted under the reason why it did not.

SELECT file AS subject, printf('%d rows, of which %d used and %d passed over', row_count, used_count, passed) AS message
FROM (SELECT f.file, f.row_count, f.used_count, coalesce(sum(p.row_count), 0) AS passed
  FROM published_file f LEFT JOIN published_row_passed_over p USING (file)
  WHERE f.outcome = 'imported' GROUP BY f.file)
WHERE row_count <> used_count + passed
