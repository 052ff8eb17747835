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
  /// Appends all matches of the caller's groups in the scanned text, in the order of their first tokens.
  public func collectMatches(into matches: inout [Match]) {
    collectMatches(in: firstToken..<endToken, into: &matches)
  }

  /// Appends all matches that begin within some tokens, in the order of their first tokens.
  public func collectMatches(in range: Range<Int>, into matches: inout [Match]) {
    let (tokens, lists, words) = (tokenizer.tokens, tokenizer.table.lists, tokenizer.table.words)
    model.phraseTree.nodes.withUnsafeBufferPointer { nodes in
      for index in range {
        let number = tokens[index].word
        if number < 0 { continue }
        let word = words + Int(number)
        var place = Int(word.pointee.groups.lowerBound)
        let end = Int(word.pointee.groups.upperBound)
        while place < end {
          matches.append(Match(group: lists[place], token: Int32(index), end: Int32(index + 1)))
          place += 1
        }
        place = Int(word.pointee.phrases.lowerBound)
        let endOfPhrases = Int(word.pointee.phrases.upperBound)
        guard place < endOfPhrases else { continue }
        let start = matches.count
        while place < endOfPhrases {
          defer { place += 1 }
          guard mayGoOn(nodes[Int(lists[place])], at: index + 1) else { continue }
          follow(
            Int(lists[place]), nodes, from: index, at: index + 1, behindGap: false, since: start, &matches)
        }
      }
    }
  }

  /// Whether a phrase ends at a node, or one below it may go on with a token: most do not, and this costs little.
  @inline(__always)
  private func mayGoOn(_ node: PhraseTree.Node, at index: Int) -> Bool {
    if !node.groups.isEmpty || node.any >= 0 || node.gap >= 0 || node.name >= 0 { return true }
    let number = tokenizer.tokens[index].word
    return number >= 0 && node.bits & (tokenizer.table.words + Int(number)).pointee.atomBits != 0
  }

  /// Follows the phrases below a node.
  ///
  /// - Parameters:
  ///   - behindGap: whether a shorter gap was tried before; what it found is not found again.
  ///   - since: the first match that begins with the same token.
  private func follow(
    _ number: Int, _ nodes: UnsafeBufferPointer<PhraseTree.Node>, from first: Int, at index: Int,
    behindGap: Bool, since start: Int, _ matches: inout [Match]
  ) {
    let node = nodes[number]
    for place in node.groups {
      let group = model.phraseTree.groups[Int(place)]
      if behindGap, matches[start...].contains(where: { $0.group == group }) { continue }
      matches.append(Match(group: group, token: Int32(first), end: Int32(index)))
    }
    let token = tokenizer.tokens[index]
    if node.bits != 0, token.word >= 0 {
      let word = tokenizer.table.words + Int(token.word)
      if node.bits & word.pointee.atomBits != 0 {
        let atoms = word.pointee.atoms
        for place in atoms {
          let child = child(of: node, tokenizer.table.lists[Int(place)])
          guard child >= 0 else { continue }
          follow(child, nodes, from: first, at: index + 1, behindGap: behindGap, since: start, &matches)
        }
      }
    }
    // What stands for any words stays within its sentence.
    if token.kind == .edge || token.flags.contains(.sentenceStart) { return }
    if node.any >= 0 {
      follow(Int(node.any), nodes, from: first, at: index + 1, behindGap: behindGap, since: start, &matches)
    }
    if node.name >= 0, token.isName {
      follow(Int(node.name), nodes, from: first, at: index + 1, behindGap: behindGap, since: start, &matches)
    }
    guard node.gap >= 0 else { return }
    for length in 0...4 where index + length < endToken {
      if tokenizer.tokens[index + length].flags.contains(.sentenceStart) { return }
      guard mayGoOn(nodes[Int(node.gap)], at: index + length) else { continue }
      follow(
        Int(node.gap), nodes, from: first, at: index + length, behindGap: behindGap || length > 0,
        since: start, &matches)
    }
  }

  private func child(of node: PhraseTree.Node, _ atom: Int32) -> Int {
    var low = Int(node.children.lowerBound)
    var high = Int(node.children.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let child = model.phraseTree.children[middle]
      if child.atom == atom { return Int(child.node) }
      if child.atom < atom { low = middle + 1 } else { high = middle }
    }
    return -1
  }
}

extension Token {
  /// A word with a capital where none is needed.
  var isName: Bool {
    kind == .word && flags.contains(.capital) && flags.isDisjoint(with: [.sentenceStart, .allCapitals])
  }
}
