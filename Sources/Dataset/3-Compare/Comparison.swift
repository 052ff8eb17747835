import Core
import Foundation

/// One kind of comparison, as its SQL file below Comparisons/ states it.
public struct Comparison: Hashable, Sendable {
  /// The file's name without `.sql`.
  public var kind: String
  public var title: String
  /// One line that says what is compared; stands above the table.
  public var why: String
  /// What a reader must bear in mind; stands below the table. May be empty.
  public var note: String
  /// What was compared and is not in the table that people read, as "ranks within their total"; empty where it has all.
  public var omits: String
  /// Place among the tables, smallest first.
  public var order: Int
  /// Its CSV has the sentences that state the two figures.
  public var hasSentences: Bool
  /// Selects the rows of table `comparison`; absent where the kind is a table only.
  public var rowsSQL: String?
  /// Selects the table that people read; absent where the kind is rows only.
  public var tableSQL: String?
  /// Where the table is a matrix: the column whose values become columns, and the one whose values fill them.
  public var pivot: Pivot?

  public struct Pivot: Hashable, Sendable {
    public var names: String
    public var values: String
  }
}

/// How many rows of one kind were compared, and how many refused.
public struct ComparisonCount: Hashable, Sendable {
  public var kind: String
  public var compared: Int
  /// By reason code.
  public var refused: [String: Int]

  public init(kind: String, compared: Int, refused: [String: Int]) {
    self.kind = kind
    self.compared = compared
    self.refused = refused
  }
}

/// The comparisons of a folder, in the order of their tables.
///
/// A file begins with `-- title:`, `-- order:` and `-- why:` (and, where wanted, `-- note:`,
/// `-- omits:`, `-- sentences: yes` and `-- pivot: Names -> Values`); under `-- rows:` stands the statement for table `comparison`, under `-- table:`
/// the one for the table that people read. One of the two may be absent.
/// - Throws: `ConfigurationError` that names the file.
public func readComparisons(in folder: URL) throws -> [Comparison] {
  let files = try AnnotatedSQL.read(
    folder, required: ["title", "order", "why"], optional: ["note", "omits", "sentences", "pivot"],
    statements: ["", "rows", "table"])
  return try files.map { file in
    func wrong(_ message: String) -> ConfigurationError {
      ConfigurationError(file: file.file, line: nil, message: message)
    }
    guard let order = Int(file.header["order"] ?? "") else { throw wrong("order must be a whole number") }
    guard file.statements[""] == nil else {
      throw wrong("SQL must stand under \"-- rows:\" or \"-- table:\"")
    }
    guard !file.statements.isEmpty else { throw wrong("there is neither \"-- rows:\" nor \"-- table:\"") }
    var pivot: Comparison.Pivot?
    if let text = file.header["pivot"] {
      let sides = text.split(separator: "->").map { $0.trimmingCharacters(in: .whitespaces) }
      guard sides.count == 2 else { throw wrong("pivot must be \"Names -> Values\"") }
      pivot = Comparison.Pivot(names: sides[0], values: sides[1])
    }
    let sentences = file.header["sentences"] ?? "no"
    guard ["yes", "no"].contains(sentences) else { throw wrong("sentences must be yes or no") }
    return Comparison(
      kind: file.name, title: file.header["title"] ?? "", why: file.header["why"] ?? "",
      note: file.header["note"] ?? "", omits: file.header["omits"] ?? "", order: order,
      hasSentences: sentences == "yes",
      rowsSQL: file.statements["rows"],
      tableSQL: file.statements["table"], pivot: pivot)
  }.sorted { ($0.order, $0.kind) < ($1.order, $1.kind) }
}
