import Core
import Quantities

/// The names that a language's lines are made of, as bytes and escaped, made once for writing.
final class StreamNames: Sendable {
  let rules: [[UInt8]]
  let readings: [[UInt8]]
  let treatyRule: [UInt8]
  /// What the rules themselves set, by rule.
  let ages: [[UInt8]]
  let bases: [[UInt8]]
  let words: [[UInt8]]
  let units: [[UInt8]]
  let indicators: [[UInt8]]
  let unitsOfIndicators: [[UInt8]]
  /// Of each indicator, whether a value's unit is the money that it is told in.
  let keepsCurrency: [Bool]
  let language: LanguageRules
  let treaties: [[UInt8]]
  let areas: [[UInt8]]
  let sources: [[UInt8]]

  init(_ language: LanguageRules) {
    rules = language.rules.map { escaped($0.id) }
    readings = Reading.allCases.map { escaped($0.rule(language.pack.code)) }
    treatyRule = escaped(language.treatyRule)
    ages = language.rules.map { escaped($0.sets.age) }
    bases = language.rules.map { escaped($0.sets.base) }
    words = language.rules.map { escaped($0.sets.value.word) }
    units = language.pack.lexicon.units.map { escaped($0.code) }
    indicators = language.indicators.map { escaped($0.id) }
    unitsOfIndicators = language.indicators.map { escaped($0.unit) }
    keepsCurrency = language.indicators.map(\.keepsCurrency)
    self.language = language
    treaties = language.treaties.map { escaped($0.id) }
    areas = language.areas.map { escaped($0.id) }
    sources = language.sources.map { escaped($0.id) }
  }
}

private func escaped(_ text: String) -> [UInt8] {
  var text = text
  var writer = JSONWriter()
  text.withUTF8 { writer.escaped($0) }
  return writer.bytes
}
