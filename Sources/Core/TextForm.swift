/// The form of a text with places for values, which finds them in a text of that form.
///
/// A value in a place `{1}` is itself put into words; in `{1#}` stands a figure or date, in `{1=}` a name, and both stay
/// as they are.
struct TextForm: Sendable, Comparable {
  let english: String
  let text: String
  /// What stands between the places, the first and last at the ends.
  private let literals: [String]
  /// In the order of the text.
  private let places: [Place]

  init(english: String, text: String) {
    self.english = english
    self.text = text
    let pieces = divided(english)
    literals = pieces.literals
    places = pieces.places
  }

  /// Those that say more of the text come first.
  static func < (one: TextForm, other: TextForm) -> Bool {
    let lengths = (one.literals.joined().count, other.literals.joined().count)
    return lengths.0 == lengths.1 ? one.english < other.english : lengths.0 > lengths.1
  }

  /// The values in the order of their numbers, or nil where the text has another form.
  ///
  /// - Parameter inWords: puts a value into words.
  func values(in text: String, inWords: (String) -> String) -> [String]? {
    // Most texts are of another form, and nearly all of those show it at their ends.
    guard places.count > 0, text.utf8.starts(with: literals[0].utf8),
      text.utf8.reversed().starts(with: literals[places.count].utf8.reversed())
    else { return nil }
    var rest = text.dropFirst(literals[0].count)
    var values = [String](repeating: "", count: places.map(\.number).max() ?? 0)
    for (index, place) in places.enumerated() {
      let literal = literals[index + 1]
      let value: Substring
      if index == places.count - 1 {
        guard rest.count >= literal.count else { return nil }
        value = rest.dropLast(literal.count)
      } else {
        guard !literal.isEmpty, let found = rest.firstRange(of: literal) else { return nil }
        value = rest[..<found.lowerBound]
        rest = rest[found.upperBound...]
      }
      guard !value.isEmpty, place.kind != .figure || isFigure(value) else { return nil }
      values[place.number - 1] = place.kind == .words ? inWords(String(value)) : String(value)
    }
    return values
  }
}

/// Where a value stands in a text.
private struct Place: Equatable {
  /// One-based.
  var number: Int
  var kind: Kind

  enum Kind: String {
    case words = ""
    case figure = "#"
    case name = "="
  }
}

/// Whether a text begins with a digit, after a sign at most.
private func isFigure(_ text: Substring) -> Bool {
  guard let first = text.first(where: { !"+-<>≤≥≈".contains($0) }) else { return false }
  return first.isASCII && first.isNumber
}

/// Literals and the places between them.
private func divided(_ text: String) -> (literals: [String], places: [Place]) {
  var literals: [String] = []
  var places: [Place] = []
  var literal = ""
  var rest = Substring(text)
  while let open = rest.firstIndex(of: "{") {
    let after = rest[rest.index(after: open)...]
    guard let close = after.firstIndex(of: "}"), let place = Place(after[..<close]) else {
      literal += rest[...open]
      rest = after
      continue
    }
    literals.append(literal + rest[..<open])
    literal = ""
    places.append(place)
    rest = after[after.index(after: close)...]
  }
  return (literals + [literal + rest], places)
}

extension Place {
  /// `1`, `1#` or `1=`.
  init?(_ text: Substring) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number > 0,
      let kind = Kind(rawValue: String(text.dropFirst(digits.count)))
    else { return nil }
    self.init(number: number, kind: kind)
  }
}

/// The template with each `{n}` replaced by the nth value.
func filled(_ template: String, with values: [String]) -> String {
  guard !values.isEmpty else { return template }
  let pieces = divided(template)
  var text = pieces.literals[0]
  for (index, place) in pieces.places.enumerated() {
    text += place.number <= values.count ? values[place.number - 1] : ""
    text += pieces.literals[index + 1]
  }
  return text
}

/// The numbers of the places in a text, in its order.
func placeNumbers(_ text: String) -> [Int] { divided(text).places.map(\.number) }
