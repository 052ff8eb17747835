import Core
import GRDB

/// The latest figure of each area on one track for each indicator, on a scale of the indicator's own.
func countryPlot(_ db: Database, name: String, scope: PlotScope) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      WITH latest AS MATERIALIZED (
        SELECT indicator_id, indicator_name || \(sexWords("l.sex")) AS strip, area_id, number, value_label, l.unit_id,
          lowest < highest AS is_bound
        FROM observation_latest l JOIN indicator i USING (indicator_id)
        WHERE number IS NOT NULL AND l.value_kind NOT IN ('status', 'rank', 'date') AND area_kind = 'country'
          AND mention_kind <> 'magnitude')
      SELECT *, count(*) OVER (PARTITION BY strip) AS areas FROM latest
      WHERE strip IN (SELECT strip FROM latest GROUP BY strip HAVING count(DISTINCT area_id) > 1)
      ORDER BY areas DESC, strip, number, area_id
      """)
  let strips = grouped(rows, by: "strip")
  guard !strips.isEmpty else { return "" }
  let t = scope.labels
  let shown = strips.prefix(scope.limit)
  var lanes: [Lanes.Lane] = []
  var words: [String] = []
  for strip in shown {
    let numbers = strip.rows.map { $0["number"] as Double }
    let isShare = strip.rows.allSatisfy { ($0["unit_id"] as String) == "PERCENT" }
    let least = min(0, numbers.first ?? 0)
    let most = isShare ? max(100, numbers.last ?? 100) : (numbers.last ?? 1)
    let isFew = strip.rows.count <= 8
    let ends = [strip.rows[0], strip.rows[strip.rows.count - 1]].map {
      "\($0["area_id"] as String) \(readable(t.said($0["value_label"])))"
    }
    let places = numbers.map { most > least ? ($0 - least) / (most - least) : 0 }
    var lane = Lanes.Lane(label: t.said(strip.key), values: ends)
    if places.count > Lanes.mostMarks {
      lane.crowd = Lanes.crowd(places)
    } else {
      lane.marks = zip(strip.rows, places).map { row, place in
        Lanes.Mark(
          at: place, style: (isFew ? "mark" : "mark many") + ((row["is_bound"] as Bool) ? " bound" : ""),
          label: isFew ? row["area_id"] : "")
      }
    }
    lanes.append(lane)
    let all =
      isFew
      ? strip.rows.map { "\($0["area_id"] as String) \(t.said($0["value_label"]))" }.joined(separator: ", ")
      : t("\(strip.rows.count) countries, from \(ends[0]) to \(ends[1])")
    words.append("\(t.said(strip.key)): \(all)")
  }
  let plot = Lanes(
    columns: [Lanes.Column(title: t("lowest")), Lanes.Column(title: t("highest"))],
    groups: [Lanes.Group(lanes: lanes)])
  return plotFigure(
    name, title: t("Latest figures of each country"), description: words.joined(separator: "; ") + ".",
    caption:
      t(
        "Each dot is a country, by ISO 3166 code; a hollow one is a bound or a range (more than, at most), so the figure itself may lie elsewhere, even below the lowest or above the highest; of more than \(Lanes.mostMarks) the height says how many lie where. Shares run from 0 to 100 %, other figures from 0 to the largest."
      ) + partly(shown.count, of: strips.count, t("indicators"), t), width: scope.width, draw: plot.drawing)
}
