import Testing

@testable import Core

/// What a report or a file's name holds does not command a terminal.
@Suite struct PrintableTests {
  @Test(arguments: [
    ("plain åäö 日本 🙂\tand\n", "plain åäö 日本 🙂\tand\n"),
    ("\u{1B}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
    ("\u{9B}2J\u{7F}\u{0}", "\\u{9b}2J\\u{7f}\\u{0}"),
    ("over\rwritten\u{C}page", "over written page"),
    ("left \u{202E}thgir\u{2066}", "left \\u{202e}thgir\\u{2066}"),
  ]) func controlsAreSpelt(text: String, shown: String) {
    #expect(printable(text) == shown)
  }
}
