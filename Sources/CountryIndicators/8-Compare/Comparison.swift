/// One kind of comparison, as its SQL file below Comparisons/ states it.
public struct Comparison: Hashable, Sendable {
  /// The file's name without `.sql`.
  public var kind: String
  public var title: String
  /// One line that says what is compared; stands above the table.
  public var why: String
  /// What a reader must bear in mind; stands below the table. May be empty.
  public var note: String
  /// Place among the tables, smallest first.
  public var order: Int
  /// Selects the rows of table `comparison`; absent where the kind is a table only.
  public var rowsSQL: String?
  /// Selects the table that people read; absent where the kind is rows only.
  public var tableSQL: String?
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
