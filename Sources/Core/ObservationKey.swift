extension Observation {
  /// What tells one fact of a document from another. Two observations of a document never have the same.
  public struct Key: Hashable, Comparable, Sendable {
    public var indicator: String
    public var treaty: String
    public var area: String
    public var timePeriod: String
    public var sex: Sex
    public var age: String
    public var base: String
    public var citedSource: String

    /// The key's parts by their columns in the database, in the order of its UNIQUE constraint, which has
    /// `document_id` before them.
    public enum Column: String, CaseIterable, Sendable {
      case indicator = "indicator_id"
      case treaty = "treaty_id"
      case area = "area_id"
      case timePeriod = "time_period"
      case sex, age, base
      case citedSource = "cited_source_id"
    }

    public init(
      indicator: String, treaty: String, area: String, timePeriod: String, sex: Sex, age: String,
      base: String, citedSource: String
    ) {
      self.indicator = indicator
      self.treaty = treaty
      self.area = area
      self.timePeriod = timePeriod
      self.sex = sex
      self.age = age
      self.base = base
      self.citedSource = citedSource
    }

    /// From the texts of its columns; a sex that is none of the three counts as `_T`.
    public init(_ text: (Column) -> String) {
      self.init(
        indicator: text(.indicator), treaty: text(.treaty), area: text(.area), timePeriod: text(.timePeriod),
        sex: Sex(rawValue: text(.sex)) ?? .total, age: text(.age), base: text(.base),
        citedSource: text(.citedSource))
    }

    public subscript(column: Column) -> String {
      switch column {
      case .indicator: indicator
      case .treaty: treaty
      case .area: area
      case .timePeriod: timePeriod
      case .sex: sex.rawValue
      case .age: age
      case .base: base
      case .citedSource: citedSource
      }
    }

    /// In the order of the columns.
    public var parts: [String] { Column.allCases.map { self[$0] } }

    public static func < (a: Key, b: Key) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
  }

  public var key: Key {
    Key(
      indicator: indicator, treaty: treaty, area: area, timePeriod: timePeriod, sex: sex, age: age,
      base: base,
      citedSource: citedSource)
  }
}
