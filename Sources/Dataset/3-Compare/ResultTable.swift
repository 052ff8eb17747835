/// A comparison as people read it.
public struct ResultTable: Hashable, Sendable {
  /// `sex`, `rank`, … : the name of its file below Comparisons/.
  public var kind: String
  public var title: String
  /// One line that says what is compared.
  public var explanation: String
  /// What a reader must bear in mind; empty where there is nothing.
  public var note: String
  public var columns: [Column]
  /// As many cells in each row as there are columns.
  public var rows: [[Cell]]
  /// Rows of table `comparison` of this kind that were compared.
  public var compared: Int
  /// Rows that were refused, by reason.
  public var refused: [String: Int]
  /// What was compared and is not among the rows, in words; empty where nothing is left out.
  public var omits = ""
  /// Made from sample reports; then every rendering says so.
  public var isSample: Bool

  public struct Column: Hashable, Sendable {
    public var name: String
    public var isNumeric: Bool

    public init(name: String, isNumeric: Bool) {
      self.name = name
      self.isNumeric = isNumeric
    }
  }

  public struct Cell: Hashable, Sendable {
    public var text: String
    /// The observations that the cell rests on; empty for a label.
    public var observations: [String]

    public init(text: String, observations: [String] = []) {
      self.text = text
      self.observations = observations
    }
  }

  /// Only the rows whose cell in the column is as wanted.
  public func filtered(column name: String, where isWanted: (String) -> Bool) -> ResultTable {
    guard let place = columns.firstIndex(where: { $0.name == name }) else { return self }
    var table = self
    table.rows = rows.filter { isWanted($0[place].text) }
    return table
  }

  public init(
    kind: String, title: String, explanation: String, note: String, columns: [Column], rows: [[Cell]],
    compared: Int, refused: [String: Int], isSample: Bool
  ) {
    self.kind = kind
    self.title = title
    self.explanation = explanation
    self.note = note
    self.columns = columns
    self.rows = rows
    self.compared = compared
    self.refused = refused
    self.isSample = isSample
  }
}

public enum TableFormat: String, CaseIterable, Sendable {
  case table, markdown, csv, html
}
