import Core
import GRDB

/// The ranks for `rankPlot`, by country first where the plot is for one.
func rankSQL(byArea: Bool) -> String {
  """
  SELECT c.left_area AS area, c.left_area_id AS area_id, c.indicator_name AS indicator, c.right_value AS share,
    c.left_label AS rank, CAST(o.total - o.value AS INTEGER) AS behind,
    coalesce(nullif(o.index_edition, ''), c.left_period) AS edition
  FROM comparison_wide c JOIN observation o ON o.observation_id = c.left_observation_id
  WHERE c.kind = 'rank' AND c.comparable = 1
  ORDER BY \(byArea ? "c.left_area_id, c.indicator_name, edition" : "c.indicator_name, c.right_value DESC, c.left_area"),
    c.left_edition, c.comparison_id
  """
}

/// Each rank on a track from last to first, with the number of countries behind. Where there are more ranks than can
/// be told apart, one track for each index with all countries on it.
func rankPlot(_ rows: [Row], name: String, scope: PlotScope) -> String {
  guard !rows.isEmpty else { return "" }
  if rows.count > scope.limit, !scope.isOfOneCountry { return rankStrips(rows, name: name, scope: scope) }
  let t = scope.labels
  var groups: [Lanes.Group] = []
  var words: [String] = []
  for row in rows {
    let indicator: String = row["indicator"]
    let edition = t.said(row["edition"])
    let share: Double = row["share"] ?? 0
    let isNew = !scope.isOfOneCountry ? groups.last?.title != indicator : groups.isEmpty
    if isNew {
      groups.append(
        Lanes.Group(
          title: !scope.isOfOneCountry ? indicator : "", low: t("last"), high: t("first"), lanes: []))
    }
    let label = "\(!scope.isOfOneCountry ? row["area"] as String : indicator), \(edition)"
    let behind: Int = row["behind"]
    groups[groups.count - 1].lanes.append(
      Lanes.Lane(
        label: label, bars: [Lanes.Bar(share: share, style: "bar")], hasTrack: true,
        marks: [Lanes.Mark(at: share)], values: [t.said(row["rank"]), "\(behind)"]))
    words.append(
      "\(!scope.isOfOneCountry ? "\(indicator), " : "")\(label): "
        + t("\(t.said(row["rank"])), \(behind) countries behind")
    )
  }
  let plot = Lanes(
    columns: [Lanes.Column(title: t("rank")), Lanes.Column(title: t("behind"))], groups: groups)
  return plotFigure(
    name, title: t("Ranks as the share of countries behind"),
    description: words.joined(separator: "; ") + ".",
    caption:
      t(
        "The bar is the share of countries that stand behind; its date is the index's edition, or the time that the text states."
      ),
    width: scope.width, draw: plot.drawing)
}

private func rankStrips(_ rows: [Row], name: String, scope: PlotScope) -> String {
  let t = scope.labels
  var lanes: [Lanes.Lane] = []
  var words: [String] = []
  for (indicator, group) in grouped(rows, by: "indicator") {
    let shares = group.map { ($0["share"] as Double?) ?? 0 }
    guard let low = group.last, let high = group.first else { continue }
    let ends = [
      "\(low["area_id"] as String) \(t.said(low["rank"]))",
      "\(high["area_id"] as String) \(t.said(high["rank"]))",
    ]
    var lane = Lanes.Lane(label: "\(indicator) (\(group.count))", values: ends)
    if shares.count > Lanes.mostMarks {
      lane.crowd = Lanes.crowd(shares)
    } else {
      lane.marks = shares.map { Lanes.Mark(at: $0, style: "mark many") }
    }
    lanes.append(lane)
    words.append("\(indicator): " + t("\(group.count) ranks, from \(ends[0]) to \(ends[1])"))
  }
  let plot = Lanes(
    columns: [Lanes.Column(title: t("last")), Lanes.Column(title: t("first"))],
    groups: [Lanes.Group(low: t("last"), high: t("first"), lanes: lanes)])
  return plotFigure(
    name, title: t("Ranks as the share of countries behind"),
    description: words.joined(separator: "; ") + ".",
    caption:
      t(
        "Each dot is one report's rank, placed by the share of countries behind; of more than \(Lanes.mostMarks) the height says how many lie where. The table names them."
      ),
    width: scope.width, draw: plot.drawing)
}

/// Rows that say the same in a column, in the order in which they come.
func grouped(_ rows: [Row], by column: String) -> [(key: String, rows: [Row])] {
  var groups: [(key: String, rows: [Row])] = []
  for row in rows {
    let key: String = row[column]
    if groups.last?.key == key {
      groups[groups.count - 1].rows.append(row)
    } else {
      groups.append((key, [row]))
    }
  }
  return groups
}
