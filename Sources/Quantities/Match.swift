/// A place where a group of the caller's patterns stands in the scanned text.
public struct Match: Sendable {
  /// Number of the group in the model's patterns.
  public var group: Int32
  /// First token, and the token after the last.
  public var token: Int32
  public var end: Int32

  public init(group: Int32, token: Int32, end: Int32) {
    self.group = group
    self.token = token
    self.end = end
  }
}

extension QuantityScanner {
  /// Appends all matches of the caller's groups, in the order of their first tokens.
  public func collectMatches(into matches: inout [Match]) {
    let lists = tokenizer.table.lists
    let words = tokenizer.table.words
    let callerGroups = Int32(model.callerGroups)
    for index in firstToken..<endToken {
      let number = tokenizer.tokens[index].word
      if number < 0 { continue }
      let word = words[Int(number)]
      for place in word.groups {
        matches.append(Match(group: lists[Int(place)], token: Int32(index), end: Int32(index + 1)))
      }
      for place in word.phrases {
        let phrase = model.patterns.phrases[Int(lists[Int(place)])]
        guard phrase.group < callerGroups, let end = end(of: phrase, at: index) else { continue }
        matches.append(Match(group: phrase.group, token: Int32(index), end: Int32(end)))
      }
    }
  }
}
