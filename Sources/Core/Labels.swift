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
  /// Those that change anything: in English texts are as SQL puts them together.
  private let otherForms: [TextForm]
  /// Told of every English text that has no translation.
  private let onMissing: (@Sendable (String) -> Void)?

  /// What the program says by itself.
  public static let english = Labels(language: "en", name: "English", texts: [:])

  /// - Parameters:
  ///   - texts: by English text.
  ///   - forms: of composed texts, by English form: `undated, report of {1#}`.
  public init(
    language: String, name: String, texts: [String: String], forms: [String: String] = [:],
    onMissing: (@Sendable (String) -> Void)? = nil
  ) {
    self.language = language
    self.name = name
    self.texts = texts
    self.forms = forms.map { TextForm(english: $0.key, text: $0.value) }.sorted()
    otherForms = language == "en" ? [] : self.forms
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
      if let values = form.values(in: text, inWords: { said($0, depth: depth + 1) ?? $0 }) {
        return filled(form.text, with: values)
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
