import Core

/// How a publisher lays a table out, as `Pipelines/Reference/<id>.yml` says it: what is needed to read figures
/// from its bytes without knowing whose they are.
package struct TableLayout: Sendable {
  /// Name of the file without its ending: `rsf-index`.
  package let id: String
  /// SHA-256 of the file, for fingerprints.
  package let sha256: String
  /// What its entries in a list of series need not say.
  package let defaults: SeriesDefaults
  package let form: Form
  package let numbers: NumberFormat
  let dates: DateWords
  package let columns: ColumnMap
  /// What stands where there is no value, in one column only.
  package let missing: [String: Set<String>]
  /// Columns in which the publisher's doubt stands beside numbers; what is no number there is no figure.
  package let doubtful: Set<String>
  /// Columns whose cells together stand on one row only.
  let unique: [String]
  package let checks: [ColumnCheck]
  package let area: AreaColumns
  package let common: CommonRules
  package let shape: Shape
  package let passedOver: PassedOver

  /// Text or JSON.
  package enum Form: Sendable {
    case separated(CSVDialect, encodings: [TextEncoding])
    /// Keys of the records and of the number of pages.
    case json(records: String, pages: String)
  }

  /// What becomes of the rows.
  package enum Shape: Sendable {
    /// Each cell that a rule names is a figure.
    case cells([FigureRule])
    /// The same, added up over rows that differ in something else, such as the country of origin.
    case sums([FigureRule], Suppression)
    /// A row for each state that acted on a treaty; who is not listed has not.
    case participants(ParticipantRules)
  }

  /// Small cells that a publisher hides.
  package struct Suppression: Sendable {
    /// What stands in such a cell; empty where nothing is hidden.
    package var mark = ""
    /// What a sum over such cells is, with `{cells}` for their number.
    package var concept = ""
  }

  /// Why a row gives no figure.
  package struct PassedOver: Sendable {
    /// No rule is about it. `{column}` is the row's cell.
    var unmatched = "no value"
    /// A rule is, and finds nothing.
    package var empty = "no value"
  }
}

/// By what columns a row's country is known. The first that a code list has decides.
package struct AreaColumns: Sendable {
  /// Codes, today's or former ones.
  package var code: String?
  /// Numbers of M49, with or without leading zeros.
  package var number: String?
  package var name: String?
  /// Whether an area that no list has is an error.
  var mustBeListed = false

  package var all: [String] { [code, number, name].compactMap { $0 } }
}

/// Where a text about a figure stands.
package indirect enum Origin: Sendable {
  /// Said by the layout itself.
  case text(String)
  /// In a column of the row.
  case column(String)
  /// In the name of the value's own column: the year of `hdi_{year}`.
  case heading
  /// Above the heading of the table.
  case preamble(TextPattern)
  /// In the file's name.
  case file(TextPattern)
  /// In the entry of the list of series, under this key.
  case declared(String)
  /// The first of these that says anything.
  case first([Origin])

  package var columns: [String] {
    switch self {
    case .column(let name): [name]
    case .first(let origins): origins.flatMap(\.columns)
    default: []
    }
  }

  var usesHeading: Bool {
    switch self {
    case .heading: true
    case .first(let origins): origins.contains(where: \.usesHeading)
    default: false
    }
  }
}

/// What a figure is about in time.
package struct PeriodRule: Sendable {
  package var origin: Origin
  package var reads = Reads.date
  /// Years to add: the start of a year is the end of the one before.
  var shift = 0
  /// `12-31`, where the text is a year.
  package var day = ""
  /// A column that may name a month.
  var monthColumn: String?
  /// A column with a sentence that may name a day.
  var dayColumn: String?

  package enum Reads: String, CaseIterable, Sendable {
    /// ISO 8601.
    case date
    /// Four digits and nothing else.
    case year
    /// The same, or `2011-12` for both.
    case years
  }

  package var columns: [String] { origin.columns + [monthColumn, dayColumn].compactMap { $0 } }
}

/// What a table says of all its figures, where a rule does not say otherwise.
package struct CommonRules: Sendable {
  package var period: [PeriodRule] = []
  package var edition: EditionRule?
  package var concept: Origin?
  package var sex: Origin?
  package var published: Origin?
  /// Who made the figure.
  package var source: Origin?
  /// Name of the publication.
  package var title: Origin?
  package var treaty: Origin?
}

package struct EditionRule: Sendable {
  package var origin: Origin
  /// Whether only the newest of the years that stand in the names of the columns is the edition's own.
  var onlyNewest = false
}

/// How figures come from a row.
package struct FigureRule: Sendable {
  /// Columns that must hold one of some words, without regard to capitals.
  package var when: [(column: String, words: Set<String>)]
  package var indicator: Indicator
  package var value: Value
  package var period: [PeriodRule]
  package var edition: EditionRule?
  package var concept: Origin?
  package var sex: Origin?
  package var total: Total?
  /// A column that the values must rise or fall with; else they are another table's and are left.
  package var order: (column: String, isRising: Bool)?

  package enum Indicator: Sendable {
    case id(String)
    /// By the entry; the text says why rows give nothing where it names none, nil where it must.
    case declared(otherwise: String?)
    case column(String)
    /// By the words of a column, in lower case.
    case words(column: String, [String: String])
  }

  package enum Value: Sendable {
    case column(String)
    case text(String)
    /// Per cent that the first is of the second, which counts the whole.
    case share(part: String, whole: String)
  }

  package enum Total: Sendable {
    case column(String)
    /// How many are ranked in a column.
    case ranked(String)
  }
}

/// The status of a treaty by dates of signature and of consent to be bound.
package struct ParticipantRules: Sendable {
  package var indicator: String
  package var signature: String
  var consent: String
  /// What the letters after a date of consent mean: `a` → acceded, by accession. The empty mark is a bare date.
  package var marks: [String: Act]
  package var signed: Act
  /// Who is not listed.
  var absent: Act

  package struct Act: Hashable, Sendable {
    package var status: String
    var act: String
  }
}
