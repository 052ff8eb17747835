import Core
import GRDB

/// The pairs of women and men for `pairPlot`, by country first where the plot is for one.
func pairSQL(byArea: Bool) -> String {
  """
  SELECT left_area_id, unit_id, indicator_id, indicator_name, left_area AS area, left_value, right_value, left_label,
    right_label, left_period AS period
  FROM comparison_wide WHERE kind = 'sex' AND comparable = 1 AND left_value IS NOT NULL AND right_value IS NOT NULL
  ORDER BY \(byArea ? "left_area_id," : "") unit_id <> 'PERCENT', CASE unit_id WHEN 'PERCENT' THEN '' ELSE indicator_id END,
    abs(difference) DESC, left_area, indicator_name, comparison_id
  """
}

/// Women and men as two marks on one track, one track for each pair, one scale for each indicator that is no share.
func pairPlot(_ rows: [Row], name: String, scope: PlotScope) -> String {
  guard !rows.isEmpty else { return "" }
  let t = scope.labels
  let shown = rows.prefix(scope.limit)
  var groups: [Lanes.Group] = []
  var words: [String] = []
  var scale: String?
  var most = 100.0
  for row in shown {
    let isShare = (row["unit_id"] as String) == "PERCENT"
    let next: String = isShare ? "" : row["indicator_id"]
    if next != scale {
      scale = next
      most =
        isShare
        ? 100
        : shown.filter { ($0["indicator_id"] as String) == next }.reduce(0) {
          max($0, $1["left_value"] as Double, $1["right_value"] as Double)
        }
      groups.append(
        Lanes.Group(low: "0", high: isShare ? "100 %" : readable(decimalText(most)), lanes: []))
    }
    let women: Double = row["left_value"]
    let men: Double = row["right_value"]
    let (one, other) = (most > 0 ? women / most : 0, most > 0 ? men / most : 0)
    let place: String = !scope.isOfOneCountry ? "\(row["area"] as String), " : ""
    let period: String = row["period"]
    let name = "\(place)\(row["indicator_name"] as String)"
    // Which report an undated pair is from is too long for a label; the table says it too.
    let isUndated = period.hasPrefix("undated")
    let label = isUndated ? "\(name), \(t("undated"))" : "\(name) \(period)"
    let labels = [readable(t.said(row["left_label"])), readable(t.said(row["right_label"]))]
    groups[groups.count - 1].lanes.append(
      Lanes.Lane(
        label: label, gap: min(one, other)...max(one, other),
        marks: [
          Lanes.Mark(at: other, shape: .diamond, style: "men"), Lanes.Mark(at: one, style: "women"),
        ], values: labels))
    words.append(
      (isUndated ? "\(name), \(t.said(period))" : label) + ": " + t("women \(labels[0]), men \(labels[1])"))
  }
  let plot = Lanes(
    columns: [
      Lanes.Column(title: t("women"), mark: .dot, style: "women"),
      Lanes.Column(title: t("men"), mark: .diamond, style: "men"),
    ], groups: groups)
  return plotFigure(
    name, title: t("Women and men"), description: words.joined(separator: "; ") + ".",
    caption: t("Largest difference first.") + partly(shown.count, of: rows.count, t("pairs"), t),
    width: scope.width,
    draw: plot.drawing)
}
