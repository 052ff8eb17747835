import Testing

@testable import Core

/// A file that can't be read as YAML is told with its line, whatever is wrong with it.
@Suite struct YAMLLineTests {
  @Test(arguments: [
    "", "# nothing\n", "a: 1\nb: [\n", "a: 1\n\tb: 2\n", "a: 1\na: 2\n", "a: \"1\nb: 2\n", "a: 1\nb: \u{0}\n",
    "a: *b\n", "%\na: 1\n", "a: 1\n---\nb: 2\n", "a: {b: 1\n", "- a\nb: 1\n",
  ]) func mistakesHaveTheirLine(text: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try StrictYAML(text, file: "x.yml").allow(["a"]) }
    let line = try #require(error?.line)
    #expect((1...text.split(separator: "\n", omittingEmptySubsequences: false).count).contains(line))
  }

  @Test func whatIsNotUTF8HasItsLine() {
    let error = #expect(throws: ConfigurationError.self) {
      try StrictYAML(Array("a: 1\nb: ".utf8) + [0xFF, 0x0A], file: "x.yml")
    }
    #expect(error?.line == 2 && error?.message == "is not UTF-8; save it as UTF-8")
  }
}
