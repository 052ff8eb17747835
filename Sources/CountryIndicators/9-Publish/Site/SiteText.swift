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

/// A quote in running text: lines joined, its direction kept from what surrounds it.
func quoteHTML(_ text: String) -> String {
  "<q dir=\"auto\">\(escapedHTML(joined(text)))</q>"
}

/// A word of the database (`less_than`, `as_written`) as people write it.
func spoken(_ code: String) -> String {
  code.replacing("_", with: " ")
}

/// With the plural's "s" where it is not one.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}

/// Tells rows and plots of one observation apart within a page; 48 bits of its id.
func short(_ id: String) -> String {
  String(id.prefix(12))
}
