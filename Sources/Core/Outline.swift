/// A topic of the outline of rights that all publishers' reports share: prison conditions, freedom of expression.
public struct OutlineTopic: Hashable, Sendable {
  public var id: String
  public var names: Names

  public init(id: String, names: Names) {
    self.id = id
    self.names = names
  }
}

/// Which topics of the outline a family's headings speak of.
public struct FamilyOutline: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var topic: String
    /// Words that stand in the heading, in any case; the last of them may go on where `*` follows it. `*` alone is for
    /// what stands before the first heading that says more.
    public var phrase: String

    public init(topic: String, phrase: String) {
      self.topic = topic
      self.phrase = phrase
    }
  }

  /// The first that fits a heading holds.
  public var entries: [Entry]

  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// The topic of each section, in their order; nil where no heading has told one yet.
  ///
  /// A heading that says none of the phrases belongs to the topic before it.
  package func topics(of headings: [String]) -> [String?] {
    let phrases = entries.filter { $0.phrase != "*" }.map { entry in
      (topic: entry.topic, words: outlineWords(entry.phrase), goesOn: entry.phrase.hasSuffix("*"))
    }
    var topic = entries.first { $0.phrase == "*" }?.topic
    return headings.map { heading in
      let words = " " + outlineWords(heading) + " "
      let found = phrases.first { words.contains(" " + $0.words + ($0.goesOn ? "" : " ")) }
      if let found { topic = found.topic }
      return topic
    }
  }
}

/// Lower-case words with one space between them.
private func outlineWords(_ text: String) -> String {
  text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
}
