/// Text from documents as part of a Markdown table or paragraph: no markup, no line break, no HTML.
package func escapedMarkdown(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", "|", "`", "*", "_", "[", "]", "#": result += "\\" + String(scalar)
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "&": result += "&amp;"
    case "\n", "\r", "\t", "\u{0C}", "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}": result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Text from documents as part of an HTML element or attribute.
package func escapedHTML(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "&": result += "&amp;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Text that may hold what a report holds, for a terminal: control characters and those that turn the direction of text
/// are spelt (`\u{1b}`), so that none moves the cursor, changes a colour or hides a word. Line ends and tabs stay; a
/// carriage return or the end of a page is a space.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: commandsTerminal) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if !commandsTerminal(scalar) {
      result.unicodeScalars.append(scalar)
    } else if (0x0B...0x0D).contains(scalar.value) {
      result += " "
    } else {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
  return result
}

private func commandsTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
