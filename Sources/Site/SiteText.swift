import Core
import Dataset

/// Text of a document inside an element, so that the browser's text has the same code points in the same places:
/// escaped, with carriage returns as references (a parser would drop them) and NUL replaced (it allows none).
func documentHTML(_ text: some Sequence<Unicode.Scalar>) -> String {
  var result = ""
  for scalar in text {
    switch scalar {
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "&": result += "&amp;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\r": result += "&#13;"
    case "\0": result.unicodeScalars.append("\u{FFFD}")
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Whether a text is spaced like a typescript: an empty line after most lines.
package func isDoubleSpaced(_ text: some StringProtocol) -> Bool {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let full = lines.count { !$0.allSatisfy(\.isWhitespace) }
  return full > 4 && lines.count - full > full * 6 / 10
}

/// Hides every second line end of each run of them, for the eye only: the characters stay where they are counted.
func singleSpaced(_ html: String) -> String {
  html.replacing(/\n(?:[ \t]*\n)+/) { run in
    var isHidden = false
    return run.output.reduce(into: "") { result, character in
      guard character == "\n" else { return result.append(character) }
      result += isHidden ? "<span class=\"nl\">\n</span>" : "\n"
      isHidden.toggle()
    }
  }
}

/// A quote in running text: lines joined, its direction kept from what surrounds it.
func quoteHTML(_ text: String) -> String {
  "<q dir=\"auto\">\(escapedHTML(joined(text)))</q>"
}

/// A word of the database (`less_than`, `as_written`) as people write it.
package func spoken(_ code: String) -> String {
  code.replacing("_", with: " ")
}

extension Labels {
  /// With the plural where it is not one: "s", or a word of its own.
  package func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    counted(number, noun, plural ?? noun + "s", as: readable("\(number)"))
  }
}

/// A figure's label as people read it: digits in groups of three, from five digits on. Years and codes keep theirs.
func readable(_ label: String) -> String {
  let characters = Array(label)
  let isNegative = characters.count > 1 && characters[0] == "-" && characters[1].isNumber
  var result = isNegative ? "\u{2212}" : ""
  var place = isNegative ? 1 : 0
  while place < characters.count {
    guard characters[place].isASCII, characters[place].isNumber else {
      result.append(characters[place])
      place += 1
      continue
    }
    var end = place
    while end < characters.count, characters[end].isASCII, characters[end].isNumber { end += 1 }
    let isPart =
      place > 0 && (characters[place - 1] == "." || isWordPart(characters[place - 1]))
      && !(isNegative && place == 1)
      || (end < characters.count && isWordPart(characters[end]))
    for index in place..<end {
      if !isPart, end - place > 4, index > place, (end - index) % 3 == 0 { result.append("\u{202F}") }
      result.append(characters[index])
    }
    place = end
  }
  return result
}

private func isWordPart(_ character: Character) -> Bool {
  character.isLetter || character == "_" || character == "/" || character == "-"
}

/// Plain text as HTML. Text of a script that may run from right to left is kept apart from what surrounds it.
func isolatedHTML(_ text: String) -> String {
  let isPlain = text.unicodeScalars.allSatisfy {
    $0.value < 0x590 || (0x2010...0x2027).contains($0.value)
      || (0x202F...0x2065).contains($0.value) || (0x2100...0x27FF).contains($0.value)
  }
  return isPlain ? escapedHTML(text) : "<bdi>\(escapedHTML(text))</bdi>"
}

/// Tells rows and plots of one observation apart within a page; 48 bits of its id.
package func short(_ id: String) -> String {
  String(id.prefix(12))
}
