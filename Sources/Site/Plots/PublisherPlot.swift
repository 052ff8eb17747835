import Core
import GRDB

/// The figures on which two publishers differ, for `publisherPlot`, by country first where the plot is for one.
func publisherSQL(byArea: Bool) -> String {
  """
  SELECT left_area_id, left_area AS area, left_edition, indicator_name || \(sexWords("left_sex")) AS label, left_publisher,
    right_publisher,
    left_value, right_value, left_label, right_label
  FROM (SELECT left_area_id, left_area, p.indicator_id, p.indicator_name, left_sex, left_edition, left_publisher, right_publisher, left_value,
      right_value, left_label, right_label, comparison_id
    FROM comparison_publishers p
    WHERE comparable = 1 AND difference <> 0 AND left_value >= 0 AND right_value >= 0) p
  JOIN indicator i USING (indicator_id)
  WHERE i.value_kind NOT IN ('date', 'status')
  ORDER BY \(byArea ? "left_area_id," : "") left_publisher, right_publisher,
    abs(left_value - right_value) / max(left_value, right_value) DESC, left_area, label, comparison_id
  """
}

/// What two publishers say where they differ: two marks on one track, from 0 to the larger of the two, with both figures
/// beside it; the largest difference of each two publishers first.
func publisherPlot(_ rows: [Row], name: String, scope: PlotScope) -> String {
  guard !rows.isEmpty else { return "" }
  let t = scope.labels
  let shown = rows.prefix(scope.limit)
  var groups: [Lanes.Group] = []
  var words: [String] = []
  for row in shown {
    let publishers: [String] = [row["left_publisher"], row["right_publisher"]]
    let title = publishers.joined(separator: " / ")
    if groups.last?.title != title { groups.append(Lanes.Group(title: title, lanes: [])) }
    let values: [Double] = [row["left_value"], row["right_value"]]
    let most = max(values[0], values[1])
    let places = values.map { most > 0 ? $0 / most : 0 }
    let said = [row["left_label"] as String, row["right_label"] as String].map { readable(t.said($0)) }
    let label =
      [scope.isOfOneCountry ? "" : row["area"], row["left_edition"] as String].filter { !$0.isEmpty }
      .joined(separator: " ") + ", " + t.said(row["label"])
    groups[groups.count - 1].lanes.append(
      Lanes.Lane(
        label: label, gap: min(places[0], places[1])...max(places[0], places[1]),
        marks: [
          Lanes.Mark(at: places[1], shape: .diamond, style: "men"), Lanes.Mark(at: places[0], style: "women"),
        ], values: said))
    words.append(
      "\(label): "
        + zip(publishers, said).map { "\($0) \($1)" }.joined(separator: ", "))
  }
  let plot = Lanes(
    columns: [
      Lanes.Column(title: t("the first"), mark: .dot, style: "women"),
      Lanes.Column(title: t("the second"), mark: .diamond, style: "men"),
    ], groups: groups)
  return plotFigure(
    name, title: t("Where publishers differ"), description: words.joined(separator: "; ") + ".",
    caption:
      t(
        "The years are those of the first publisher's edition. Each line has a scale of its own, from 0 to the larger of the two; largest difference first. Figures on which they agree are in the table alone."
      ) + partly(shown.count, of: rows.count, t("figures"), t), width: scope.width, draw: plot.drawing)
}
