import Core
import Quantities

/// The names of a language's rules, readings and units as bytes, made once for writing.
struct RuleNames {
  let rules: [[UInt8]]
  let readings: [[UInt8]]
  let kinds: [[UInt8]]
  let bounds: [[UInt8]]
  /// Quoted.
  let units: [[UInt8]]
  let treatyRule: [UInt8]
  let status: [UInt8]

  init(_ language: LanguageRules) {
    let code = language.pack.code
    rules = language.rules.map { Array($0.id.utf8) }
    readings = Reading.allCases.map { Array($0.rule(code).utf8) }
    kinds = Quantity.Kind.allCases.map { Array(MentionKind($0).rawValue.utf8) }
    bounds = Quantity.Bound.allCases.map { Array(Qualifier($0).rawValue.utf8) }
    units = language.pack.lexicon.units.map { Array("\"\($0.code)\"".utf8) }
    treatyRule = Array("treaty_status.\(code)".utf8)
    status = Array(MentionKind.status.rawValue.utf8)
  }
}

/// Counts code points along a text; cheap as long as it is asked for later and later places.
struct CharacterCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private var byte = 0
  private var characters = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Code points before this byte.
  mutating func character(at target: Int) -> Int {
    if target < byte { (byte, characters) = (0, 0) }
    while byte < target {
      if text[byte] & 0xC0 != 0x80 { characters += 1 }
      byte += 1
    }
    return characters
  }
}
