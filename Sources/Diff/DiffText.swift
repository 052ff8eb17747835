import Core
import Dataset

/// A diff as text for people and for programs. The same diff gives the same bytes.
extension ReleaseDiff {
  /// One line for each subject: how many, and why. Empty where nothing differs.
  public var summary: [[String]] {
    var rows: [[String]] = []
    for subject in ReleaseChange.Subject.allCases {
      let parts = counts.filter { $0.key.subject == subject }.map {
        "\($0.count) \($0.key.kind.rawValue) (\($0.key.cause.rawValue))"
      }
      if !parts.isEmpty { rows.append([subject.plural, parts.joined(separator: ", ")]) }
    }
    for (what, kinds) in [("added", comparisonsAdded), ("removed", comparisonsRemoved)] where !kinds.isEmpty {
      let total = kinds.values.reduce(0, +)
      let list = kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      rows.append(["comparisons", "\(total) \(what): \(list)"])
    }
    return rows
  }

  /// What changed, what it is about, why, and how; changes that are alike in one row with an example.
  ///
  /// - Parameter all: a row for each change instead.
  public func rows(all: Bool) -> [[String]] {
    (all ? changes.map { [$0] } : groups).map { row(for: $0).map(oneLine) }
  }

  private func row(for group: [ReleaseChange]) -> [String] {
    let first = group[0]
    let what = "\(first.subject.singular) \(first.kind.rawValue)"
    guard group.count > 1 else { return [what, first.key.text, first.because, first.difference] }
    let subject = [first.key.comparison, first.key.indicator].filter { !$0.isEmpty }.joined(separator: " ")
    return [
      "\(group.count) \(first.subject.plural) \(first.kind.rawValue)", subject,
      first.because, "for example \(first.key.text): \(first.difference)",
    ]
  }

  /// Texts of reports and lists in one line of a terminal: no line breaks, nothing that steers it.
  private func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }

  /// A row for each change and each of its fields, with a header.
  public var csv: [UInt8] {
    var bytes = CSV.line(csvColumns)
    for change in changes {
      let before = [change.subject.rawValue, change.kind.rawValue, change.cause.rawValue, change.detail]
      let fields = change.fields.isEmpty ? [ReleaseChange.Field(name: "", old: "", new: "")] : change.fields
      for field in fields {
        CSV.append(
          before + change.key.parts + [field.name, field.old, field.new, change.oldID, change.newID],
          to: &bytes)
      }
    }
    return bytes
  }

  /// Counts by subject, kind and cause, with a header.
  public var summaryCSV: [UInt8] {
    var bytes = CSV.line(["subject", "change", "cause", "count"])
    for count in counts {
      CSV.append(
        [count.key.subject.rawValue, count.key.kind.rawValue, count.key.cause.rawValue, "\(count.count)"],
        to: &bytes)
    }
    return bytes
  }

  /// One object: both releases' logical hashes, counts, and unless `summary` every change.
  public func json(summary: Bool, gate: RemovalGate?) -> [UInt8] {
    func strings(_ fields: [(String, String)]) -> [(String, [UInt8])] {
      fields.map { ($0.0, JSONText.string($0.1)) }
    }
    func number(_ value: Int) -> [UInt8] { Array("\(value)".utf8) }
    func object(_ counts: [String: Int]) -> [UInt8] {
      JSONText.object(counts.sorted { $0.key < $1.key }.map { ($0.key, number($0.value)) })
    }
    var parts: [(String, [UInt8])] = strings([("old", old), ("new", new)])
    parts.append(
      (
        "counts",
        JSONText.array(
          counts.map {
            JSONText.object(
              strings([
                ("subject", $0.key.subject.rawValue), ("change", $0.key.kind.rawValue),
                ("cause", $0.key.cause.rawValue),
              ]) + [("count", number($0.count))])
          })
      ))
    parts += [
      ("comparisons_added", object(comparisonsAdded)), ("comparisons_removed", object(comparisonsRemoved)),
    ]
    if let gate {
      parts.append(
        (
          "removals",
          JSONText.object([
            ("before", number(gate.before)), ("removed", number(gate.lostCount)),
            ("allowed", number(gate.allowed)), ("lost", JSONText.array(gate.lost.map(JSONText.string))),
          ])
        ))
    }
    if !summary {
      parts.append(
        (
          "rows",
          JSONText.array(
            changes.map { change in
              let fields = change.fields.map {
                JSONText.object(strings([("field", $0.name), ("old", $0.old), ("new", $0.new)]))
              }
              let key = zip(keyColumns, change.key.parts).filter { !$0.1.isEmpty }.map { ($0, $1) }
              return JSONText.object(
                strings(
                  [
                    ("subject", change.subject.rawValue), ("change", change.kind.rawValue),
                    ("cause", change.cause.rawValue), ("detail", change.detail),
                  ] + key) + [("fields", JSONText.array(fields))]
                  + strings([("old_id", change.oldID), ("new_id", change.newID)]))
            })
        ))
    }
    return JSONText.object(parts) + [UInt8(ascii: "\n")]
  }

  /// The list of changes as a part of a Markdown page.
  ///
  /// - Parameter limit: of rows; the rest is counted.
  package func markdown(limit: Int) -> String {
    if changes.isEmpty { return "Nothing differs from it.\n" }
    var text = summary.map { "- \($0[0]): \(escapedMarkdown($0[1]))\n" }.joined()
    let rows = rows(all: false)
    text += "\n| What | About | Why | Change |\n| --- | --- | --- | --- |\n"
    for row in rows.prefix(limit) {
      text += "| " + row.map(escapedMarkdown).joined(separator: " | ") + " |\n"
    }
    if rows.count > limit { text += "\n\(rows.count - limit) more rows: `indicators diff` lists them.\n" }
    return text
  }
}

private let keyColumns = [
  "report", "indicator_id", "treaty_id", "area_id", "time_period", "sex", "age", "base", "source_id",
  "comparison",
]

private let csvColumns =
  ["subject", "change", "cause", "detail"] + keyColumns + ["field", "old", "new", "old_id", "new_id"]

extension ReleaseChange.Subject {
  var singular: String { self == .figure ? "published figure" : rawValue }
  package var plural: String { singular + "s" }
}
