import Quantities

package typealias Reading = Quantity.Reading

extension Quantity.Reading {
  /// Id of the rule that stands for this way of reading in a language: `quantity.sv.year`.
  package func rule(_ language: String) -> String { "quantity.\(language).\(self)" }

  package var meaning: String {
    switch self {
    case .number: "a number by itself or before a counted noun"
    case .unit: "a number with its unit"
    case .rank: "a place in a ranking"
    case .ratio: "a number of a total"
    case .rate: "a number per so many"
    case .range: "two ends of a range"
    case .fraction: "a fraction in words"
    case .everyNth: "every so-manieth"
    case .magnitude: "an order of magnitude without a number"
    case .factor: "a change by a factor"
    case .compound: "a number inside a word"
    case .ordinal: "an ordinal"
    case .day: "a day"
    case .month: "a month of a year"
    case .year: "a year"
    case .yearRange: "an interval of years"
    case .decade: "a decade or century"
    case .reference: "the number of an article, page, resolution or the like"
    case .sectionNumber: "the number of a section or page"
    case .name: "a name with a number in it"
    case .footnote: "a footnote mark"
    }
  }
}
