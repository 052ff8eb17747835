import Core
import Foundation
import Reading

extension Evaluation {
  /// For people at a terminal.
  public func text(withErrors: Bool = true) -> String {
    var lines: [String] = []
    lines.append("\(documents.count) documents")
    lines.append("")
    lines += Self.table("Mentions", mentions, mentionsByKind)
    let found = mentions.truePositives
    lines.append("qualifier right on \(Self.share(qualifiersRight, found))")
    lines.append("")
    lines += Self.table("Observations", observations, observationsByIndicator)
    for dimension in ["time_period", "qualifier", "total", "cited_source", "all"] {
      lines.append(
        "\(dimension) right on \(Self.share(dimensionsRight[dimension] ?? 0, observations.truePositives))")
    }
    let doubtful = observationsByRule.filter { $0.value.falsePositives > 0 }
    if !doubtful.isEmpty {
      lines.append("")
      lines += Self.table("Rules that took what they should not", nil, doubtful)
    }
    if !confusion.isEmpty {
      lines.append("")
      lines.append("Kinds mistaken for another (gold, read, times)")
      for (pair, count) in confusion.sorted(by: { ($1.value, $0.key.gold) < ($0.value, $1.key.gold) }) {
        lines.append("  \(pair.gold) → \(pair.read)  \(count)")
      }
    }
    if withErrors, !errors.isEmpty {
      lines.append("")
      lines.append("Errors")
      for error in errors {
        lines.append("  \(error.document): \(error.what) \(error.subject)\n    \(error.context)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ title: String, _ total: Score?, _ parts: [String: Score]) -> [String] {
    let names = parts.keys.sorted()
    let width = max(title.count, names.map(\.count).max() ?? 0)
    var lines = [row(title, width, "precision", "95 %", "recall", "95 %", "F1", "of")]
    if let total { lines.append(row("all", width, total)) }
    lines += names.map { row($0, width, parts[$0] ?? Score()) }
    return lines
  }

  private static func row(_ name: String, _ width: Int, _ score: Score) -> String {
    let read = score.truePositives + score.falsePositives
    let gold = score.truePositives + score.falseNegatives
    return row(
      name, width, number(score.precision), interval(score.truePositives, read), number(score.recall),
      interval(score.truePositives, gold), number(score.f1), "\(gold)")
  }

  private static func row(_ name: String, _ width: Int, _ cells: String...) -> String {
    let widths = [9, 9, 6, 9, 5, 5]
    let padded = zip(cells, widths).map { cell, width in
      String(repeating: " ", count: max(0, width - cell.count)) + cell
    }
    return name + String(repeating: " ", count: width - name.count) + "  " + padded.joined(separator: "  ")
  }

  package static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    return String(format: "%.3f", value)
  }

  package static func interval(_ part: Int, _ whole: Int) -> String {
    guard let range = Score.wilson(part, of: whole) else { return "-" }
    return String(format: "%.2f–%.2f", range.lowerBound, range.upperBound)
  }

  private static func share(_ part: Int, _ whole: Int) -> String {
    guard let share = Score.share(part, whole) else { return "0 of 0" }
    return "\(part) of \(whole) (\(String(format: "%.3f", share)))"
  }

  /// For programs: one object, keys sorted, without the texts of errors unless asked for.
  public func json(withErrors: Bool = true) throws -> String {
    func object(_ score: Score) -> [String: Any] {
      var object: [String: Any] = [
        "true_positives": score.truePositives, "false_positives": score.falsePositives,
        "false_negatives": score.falseNegatives,
      ]
      object["precision"] = score.precision
      object["recall"] = score.recall
      object["f1"] = score.f1
      return object
    }
    var result: [String: Any] = [
      "documents": documents, "mentions": object(mentions), "observations": object(observations),
      "mentions_by_kind": mentionsByKind.mapValues(object), "qualifiers_right": qualifiersRight,
      "observations_by_indicator": observationsByIndicator.mapValues(object),
      "observations_by_rule": observationsByRule.mapValues(object), "dimensions_right": dimensionsRight,
      "confusion": confusion.sorted { ($0.key.gold, $0.key.read) < ($1.key.gold, $1.key.read) }
        .map { ["gold": $0.key.gold, "read": $0.key.read, "times": $0.value] as [String: Any] },
    ]
    if withErrors {
      result["errors"] = errors.map {
        ["document": $0.document, "what": $0.what, "subject": $0.subject, "context": $0.context]
      }
    }
    let data = try JSONSerialization.data(
      withJSONObject: result, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// A page of figures without any text of the documents, for `Reports/`.
  public func markdown(title: String) -> String {
    func section(_ heading: String, _ total: Score, _ parts: [String: Score]) -> [String] {
      var lines = [
        "## \(heading)", "", "| | precision | 95 % | recall | 95 % | F1 | in the gold |",
        "|---|---:|---:|---:|---:|---:|---:|",
      ]
      for (name, score) in [("**all**", total)] + parts.sorted(by: { $0.key < $1.key }) {
        let read = score.truePositives + score.falsePositives
        let gold = score.truePositives + score.falseNegatives
        lines.append(
          "| \(name) | \(Self.number(score.precision)) | \(Self.interval(score.truePositives, read)) | "
            + "\(Self.number(score.recall)) | \(Self.interval(score.truePositives, gold)) | "
            + "\(Self.number(score.f1)) | \(gold) |")
      }
      return lines + [""]
    }
    var lines = ["# \(title)", ""]
    lines.append(
      "How the rules read \(documents.count) texts whose numbers and facts a careful reader had noted. Intervals "
        + "are Wilson's, at 95 %. The rules were written with these texts in view: on others expect less.")
    lines.append("")
    lines += section("Mentions by kind", mentions, mentionsByKind)
    lines.append("Qualifier right on \(Self.share(qualifiersRight, mentions.truePositives)).")
    lines.append("")
    lines += section("Observations by indicator", observations, observationsByIndicator)
    lines.append("| dimension | right |")
    lines.append("|---|---:|")
    for dimension in ["time_period", "qualifier", "total", "cited_source", "all"] {
      lines.append(
        "| \(dimension) | \(Self.share(dimensionsRight[dimension] ?? 0, observations.truePositives)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
