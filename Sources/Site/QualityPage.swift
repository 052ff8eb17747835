import Core
import GRDB

/// How far the readings can be trusted: the evaluation, checks and what they found, the ledger of numbers, rules by
/// use, review.
///
/// - Parameter evaluation: what `indicators evaluate --page` wrote; empty where nothing was measured.
func qualityPage(_ db: Database, _ site: Site, evaluation: String) throws -> String {
  let t = site.t
  func table(_ caption: String, _ sql: String) throws -> String {
    try siteTable(db, sql, caption: t.fixed(caption), site: site, up: "")
  }
  var body =
    "<p class=\"lead\">\(t("What was checked, what was found, and what nobody has looked at yet."))</p>\n"
  body += contents(
    [
      ("evaluation", t("Evaluation")), ("checks", t("Checks")), ("findings", t("Findings")),
      ("numbers", t("Numbers by kind")), ("review", t("Review")), ("rules", t("Rules by use")),
    ], t)
  body += "<h2 id=\"evaluation\">\(t("Evaluation"))</h2>\n" + evaluationHTML(evaluation, t)
  body += "<h2 id=\"checks\">\(t("Checks"))</h2>\n"
  body += try table(
    "Checks",
    """
    SELECT title AS "Check", severity AS "Severity", offender_count AS "Found", why AS "Why" FROM quality_check
    ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, check_slug
    """)
  body += "<h2 id=\"findings\">\(t("Findings"))</h2>\n"
  body += try table(
    "Findings, errors first; at most 500",
    """
    SELECT f.severity AS "Severity", f.check_slug AS "Check", coalesce(d.area_id || ' ' || d.report_edition, '')
      AS "Report", f.message AS "Finding"
    FROM finding f LEFT JOIN document d USING (document_id)
    ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.check_slug, f.finding_id LIMIT 500
    """)
  body += "<h2 id=\"numbers\">\(t("Numbers by kind"))</h2>\n"
  body += try table(
    "What became of every number",
    """
    SELECT kind AS "Kind", sum(mention_count) AS "Numbers", sum(observed) AS "Observed", sum(classified) AS "Classified",
      sum(unexplained) AS "Unexplained" FROM number_ledger GROUP BY kind ORDER BY kind
    """)
  body += "<h2 id=\"review\">\(t("Review"))</h2>\n"
  body += try table(
    "Observations by review status",
    """
    SELECT review_status AS "Status", count(*) AS "Observations" FROM observation GROUP BY review_status
    ORDER BY review_status
    """)
  body += try table(
    "Agreement of reviewers who judged the same figures",
    """
    SELECT first_reviewer AS "Reviewer", second_reviewer AS "And", judged_count AS "Figures", agreed_count AS "Agreed",
      CASE WHEN kappa IS NULL THEN '' ELSE printf('%.2f', kappa) END AS "Cohen's kappa"
    FROM review_agreement ORDER BY first_reviewer, second_reviewer
    """)
  body += "<h2 id=\"rules\">\(t("Rules by use"))</h2>\n"
  body += try table(
    "Observations by rule; a rule with few is young and its readings stand early in the review queue",
    """
    SELECT o.rule_id AS "Rule", count(*) AS "Observations", sum(o.review_status = 'accepted') AS "Accepted",
      sum(o.review_status = 'edited') AS "Edited", sum(o.review_status = 'rejected') AS "Rejected"
    FROM observation o GROUP BY o.rule_id ORDER BY count(*) DESC, o.rule_id LIMIT 500
    """)
  return site.shell.page(title: t("Quality"), path: "quality.html", part: .quality, body: body)
}
