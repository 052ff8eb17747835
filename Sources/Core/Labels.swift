/// The fixed texts of tables, pages and codebooks in one language, each by its English.
///
/// English is what the program writes where a language has no text of its own, so that nothing is ever empty.
public struct Labels: Sendable {
  /// BCP 47.
  public let language: String
  /// The language's name for itself.
  public let name: String
  /// By English text; places for values are `{1}`, `{2}` …
  package let texts: [String: String]
  /// Forms of texts that SQL composes, the most specific first.
  let forms: [TextForm]
  /// Those that change anything.
  private let otherForms: [TextForm]
  /// Told of every English text that has no translation.
  private let onMissing: (@Sendable (String) -> Void)?

  /// What the program says by itself.
  public static let english = Labels(language: "en", name: "English", texts: [:])

  /// - Parameters:
  ///   - texts: by English text.
  ///   - forms: of composed texts, by English form: `undated, report of {1}`.
  public init(
    language: String, name: String, texts: [String: String], forms: [String: String] = [:],
    onMissing: (@Sendable (String) -> Void)? = nil
  ) {
    self.language = language
    self.name = name
    self.texts = texts
    self.forms = forms.map { TextForm(english: $0.key, text: $0.value) }.sorted()
    otherForms = self.forms.filter { $0.english != $0.text || language != "en" }
    self.onMissing = onMissing
  }

  /// The same labels, which tell of every text that they lack.
  public func noting(_ onMissing: @escaping @Sendable (String) -> Void) -> Labels {
    Labels(
      language: language, name: name, texts: texts,
      forms: Dictionary(forms.map { ($0.english, $0.text) }) { first, _ in first }, onMissing: onMissing)
  }

  /// Everything that a text written with the labels depends on.
  public var identity: [String] {
    [language] + texts.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      + forms.flatMap { [$0.english, $0.text] }
  }

  public var isEnglish: Bool { language == "en" }

  /// The phrase in this language, with its values in their places.
  public func callAsFunction(_ phrase: Phrase) -> String {
    filled(text(of: phrase.english), with: phrase.values)
  }

  /// "1 report", "12 reports": the number and its noun, in the form that fits.
  public func counted(_ number: Int, _ one: String, _ many: String, as written: String) -> String {
    filled(text(of: "{1} " + (number == 1 ? one : many)), with: [written])
  }

  /// A text that comes from the database: a code, a title, or words that SQL put together. What is known neither
  /// whole nor by its form stays as it is.
  public func said(_ text: String) -> String { said(text, depth: 0) ?? text }

  /// A code of the database (`less_than`, `as_written`) as people write it.
  public func spoken(_ code: String) -> String { said(code.replacing("_", with: " ")) }

  /// As `said`, for a text that the program itself wrote and that every language should have.
  public func fixed(_ text: String) -> String { self.text(of: text) }

  private func text(of english: String) -> String {
    if let text = texts[english] { return text }
    if !english.isEmpty { onMissing?(english) }
    return english
  }

  private func said(_ text: String, depth: Int) -> String? {
    if text.isEmpty || depth > 4 { return nil }
    if let whole = texts[text] { return whole }
    if text.utf8.contains(UInt8(ascii: "_")), let whole = texts[text.replacing("_", with: " ")] {
      return whole
    }
    for form in otherForms {
      if let values = form.values(in: text) {
        return filled(form.text, with: values.map { said($0, depth: depth + 1) ?? $0 })
      }
    }
    return nil
  }
}

/// A text of the program with values in it, told apart so that another language may put them elsewhere:
/// `"\(count) of \(total) found nothing"` is `{1} of {2} found nothing` with two values.
public struct Phrase: ExpressibleByStringInterpolation, Sendable {
  public let english: String
  public let values: [String]

  public init(stringLiteral value: String) {
    english = value
    values = []
  }

  public init(stringInterpolation parts: Parts) {
    english = parts.english
    values = parts.values
  }

  public struct Parts: StringInterpolationProtocol {
    package var english = ""
    package var values: [String] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { english += literal }

    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      values.append("\(value)")
      english += "{\(values.count)}"
    }
  }
}

/// The form of a text with places for values, which finds them in a text of that form.
struct TextForm: Sendable, Comparable {
  let english: String
  let text: String
  /// What stands between the places, the first and last at the ends.
  private let literals: [String]
  /// One-based numbers of the places, in the order of the text.
  private let places: [Int]

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
  func values(in text: String) -> [String]? {
    // Most texts are of another form, and nearly all of those show it at their ends.
    guard places.count > 0, text.utf8.starts(with: literals[0].utf8),
      text.utf8.reversed().starts(with: literals[places.count].utf8.reversed())
    else { return nil }
    var rest = text.dropFirst(literals[0].count)
    var values = [String](repeating: "", count: places.max() ?? 0)
    for (index, place) in places.enumerated() {
      let literal = literals[index + 1]
      let isLast = index == places.count - 1
      if isLast {
        guard rest.hasSuffix(literal), rest.count >= literal.count else { return nil }
        values[place - 1] = String(rest.dropLast(literal.count))
      } else {
        guard !literal.isEmpty, let found = rest.firstRange(of: literal) else { return nil }
        values[place - 1] = String(rest[..<found.lowerBound])
        rest = rest[found.upperBound...]
      }
      if values[place - 1].isEmpty { return nil }
    }
    return values
  }
}

/// Literals and the numbers of the places between them.
private func divided(_ text: String) -> (literals: [String], places: [Int]) {
  var literals: [String] = []
  var places: [Int] = []
  var literal = ""
  var rest = Substring(text)
  while let open = rest.firstIndex(of: "{") {
    let after = rest[rest.index(after: open)...]
    guard let close = after.firstIndex(of: "}"), let number = Int(after[..<close]), number > 0 else {
      literal += rest[...open]
      rest = after
      continue
    }
    literals.append(literal + rest[..<open])
    literal = ""
    places.append(number)
    rest = after[after.index(after: close)...]
  }
  return (literals + [literal + rest], places)
}

/// The template with each `{n}` replaced by the nth value.
private func filled(_ template: String, with values: [String]) -> String {
  guard !values.isEmpty else { return template }
  let pieces = divided(template)
  var text = pieces.literals[0]
  for (index, place) in pieces.places.enumerated() {
    text += place <= values.count ? values[place - 1] : ""
    text += pieces.literals[index + 1]
  }
  return text
}

/// The numbers of the places in a text, in its order.
func placeNumbers(_ text: String) -> [Int] { divided(text).places }
