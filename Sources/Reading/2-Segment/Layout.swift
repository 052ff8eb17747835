/// How the pages and headings of a family's reports look: what its file says under `layout`.
public struct Layout: Hashable, Sendable {
  /// The numbers that are printed on pages: `12`, `12 (14)`, `Page 12 of 14`.
  var pageLabels: [PageLabelForm]
  /// In texts whose printed lines are each followed by an empty one, a line that begins with exactly one space begins
  /// a page.
  var pagesBeginIndented: Bool
  /// What numbered headings begin with: `IV.`, `4.`, `Section 4.`.
  var headingNumbers: [HeadingNumber]

  /// What holds where no family says otherwise.
  public static let general = Layout(
    pageLabels: ["N", "N (M)"].compactMap(PageLabelForm.init), pagesBeginIndented: true,
    headingNumbers: ["I.", "1."].compactMap(HeadingNumber.init))
}

/// A form of printed page numbers, in which `N` is the page's number and `M` how many there are.
package struct PageLabelForm: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case text([UInt8])
    case number, total
  }

  package let parts: [Part]

  var hasTotal: Bool { parts.contains(.total) }
  /// Nothing but the number, or the number with the total in brackets.
  package var isPlain: Bool {
    parts == [.number] || parts == [.number, .text(Array(" (".utf8)), .total, .text(Array(")".utf8))]
  }

  /// - Parameter form: `N (M)`, `Page N of M`; nil where there is not exactly one `N`, or more than one `M`.
  init?(_ form: String) {
    var parts: [Part] = []
    var text: [UInt8] = []
    func isLetter(_ character: Character?) -> Bool { character?.isLetter ?? false }
    let characters = Array(form)
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : nil
      let after = index + 1 < characters.count ? characters[index + 1] : nil
      let isAlone = !isLetter(before) && !isLetter(after)
      guard character == "N" || character == "M", isAlone else {
        text += Array(String(character).utf8)
        continue
      }
      if !text.isEmpty { parts.append(.text(text)) }
      text = []
      parts.append(character == "N" ? .number : .total)
    }
    if !text.isEmpty { parts.append(.text(text)) }
    guard parts.count(where: { $0 == .number }) == 1, parts.count(where: { $0 == .total }) <= 1 else {
      return nil
    }
    self.parts = parts
  }

  /// The numbers of a label of this form; nil for anything else. Numbers have at most three digits.
  package func numbers(in bytes: some Collection<UInt8>) -> (number: Int, total: Int?)? {
    var rest = bytes[...]
    var number = 0
    var total: Int?
    for part in parts {
      if case .text(let text) = part {
        guard rest.starts(with: text) else { return nil }
        rest = rest.dropFirst(text.count)
      } else {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if part == .number { number = value } else { total = value }
        rest = rest.dropFirst(digits.count)
      }
    }
    guard rest.isEmpty, number > 0, number <= total ?? number else { return nil }
    return (number, total)
  }
}

/// What a numbered heading begins with, in which `I` stands for a Roman number, `1` for an Arabic one, `a` and `A` for
/// one letter.
package struct HeadingNumber: Hashable, Sendable {
  package enum Kind: Character, Sendable {
    case roman = "I"
    case arabic = "1"
    case small = "a"
    case capital = "A"
  }

  package let before: [UInt8]
  package let kind: Kind
  package let after: [UInt8]

  /// - Parameter form: `I.`, `1.`, `Section 1.`, `a.`; nil where it does not end with a mark behind one of them.
  init?(_ form: String) {
    let marks = Array(form.reversed().prefix { !$0.isLetter && !$0.isNumber }.reversed())
    let rest = form.dropLast(marks.count)
    guard !marks.isEmpty, let last = rest.last, let kind = Kind(rawValue: last) else { return nil }
    let before = rest.dropLast()
    guard before.last.map({ !$0.isLetter && !$0.isNumber }) ?? true else { return nil }
    self.before = Array(before.utf8)
    self.kind = kind
    after = Array(String(marks).utf8)
  }

  /// Whether a line begins so.
  package func begins(_ line: Line, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = line.start
    for byte in before {
      guard place < line.end, text[place] == byte else { return false }
      place += 1
    }
    let start = place
    let longest = kind == .small || kind == .capital ? 1 : 4
    while place < line.end, place - start < longest, isNumeral(text[place]) { place += 1 }
    guard place > start else { return false }
    for byte in after {
      guard place < line.end, text[place] == byte else { return false }
      place += 1
    }
    return true
  }

  private func isNumeral(_ byte: UInt8) -> Bool {
    switch kind {
    case .roman: byte == UInt8(ascii: "I") || byte == UInt8(ascii: "V") || byte == UInt8(ascii: "X")
    case .arabic: (0x30...0x39).contains(byte)
    case .small: (0x61...0x7A).contains(byte)
    case .capital: (0x41...0x5A).contains(byte)
    }
  }
}
