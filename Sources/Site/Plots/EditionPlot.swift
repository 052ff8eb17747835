import Core
import GRDB

/// What changed between two editions, for `editionPlot`, by country first where the plot is for one.
func editionSQL(byArea: Bool) -> String {
  """
  SELECT left_area_id, left_area AS area, indicator_name || \(sexWords("left_sex")) AS label, right_value AS older,
    left_value AS newer, right_label, left_label, right_period, left_period
  FROM comparison_wide JOIN indicator i USING (indicator_id)
  WHERE kind = 'editions' AND comparable = 1 AND difference <> 0 AND i.value_kind NOT IN ('date', 'status')
    AND left_source_id = right_source_id
  ORDER BY \(byArea ? "left_area_id," : "") abs(difference) / max(abs(left_value), abs(right_value)) DESC, left_area, label,
    left_period, comparison_id
  """
}

/// A small line for each figure that two editions of a country's reports give, where it changed; the largest change
/// first.
func editionPlot(_ rows: [Row], name: String, scope: PlotScope) -> String {
  guard !rows.isEmpty else { return "" }
  let t = scope.labels
  let shown = rows.prefix(min(scope.limit, 24))
  let words = shown.map { row in
    "\(row["area"] as String), \(t.said(row["label"])): "
      + t(
        "\(t.said(row["right_label"])) in \(t.said(row["right_period"])), \(t.said(row["left_label"])) in \(t.said(row["left_period"]))"
      )
  }
  return plotFigure(
    name, title: t("From edition to edition"), description: words.joined(separator: "; ") + ".",
    caption:
      t(
        "Each line has a scale of its own that begins at 0; the largest change first. The times are those of the figures. Figures that did not change, and those of two sources, are in the table alone."
      ) + partly(shown.count, of: rows.count, t("figures"), t), width: scope.width
  ) { size in
    let across = size.isNarrow ? 1 : max(1, Int(size.width / 235))
    let width = size.width / Double(across)
    var drawing = Drawing(width: size.width)
    for (index, row) in shown.enumerated() {
      line(
        row, x: Double(index % across) * width, y: Double(index / across) * 124, width: width - 16,
        hasArea: !scope.isOfOneCountry, t, &drawing)
    }
    return drawing
  }
}

private func line(
  _ row: Row, x: Double, y: Double, width: Double, hasArea: Bool, _ t: Labels, _ drawing: inout Drawing
) {
  let older: Double = row["older"]
  let newer: Double = row["newer"]
  let span = max(abs(older), abs(newer))
  func height(_ value: Double) -> Double { y + 88 - 30 * (span > 0 ? value / span : 0) }
  if hasArea { drawing.text(row["area"], x: x, y: y + 14, style: "small", room: width) }
  drawing.text(t.said(row["label"]), x: x, y: y + (hasArea ? 30 : 22), room: width)
  drawing.line(x, y + 94, x + width, y + 94, style: "grid")
  let (from, to) = (x + width * 0.22, x + width * 0.78)
  drawing.line(from, height(older), to, height(newer), style: "trend")
  for (value, label, stands, at) in [
    (older, row["right_label"] as String, time(row["right_period"], t), from),
    (newer, row["left_label"] as String, time(row["left_period"], t), to),
  ] {
    drawing.dot(at, height(value), style: "mark")
    drawing.text(
      readable(t.said(label)), x: at, y: height(value) - 9, anchor: .middle, style: "value", room: width * 0.5
    )
    drawing.text(stands, x: at, y: y + 108, anchor: .middle, style: "small", room: width * 0.5)
  }
}

/// A period, or short for "undated, report of 2017-04".
private func time(_ period: String, _ t: Labels) -> String {
  let undated = "undated, report of "
  return period.hasPrefix(undated) ? t("report \(period.dropFirst(undated.count))") : period
}
