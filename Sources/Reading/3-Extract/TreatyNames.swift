import Quantities

/// A treaty as named in a sentence.
struct NamedTreaty {
  /// Into the rule set's treaties; -1 for one that is in no list: it takes what is said of it, and makes no claim.
  var treaty: Int16
  var tokens: Range<Int>
  var isTaken = false
  /// "but not its protocol", "nor to its protocol": the denial stands before the name, not before the verb.
  var isDenied = false
  /// "all but the one on migrant workers have been ratified": what is said of the others is not of it.
  var isExcepted = false
}

/// How a sentence names treaties. A protocol that is named by its subject belongs to the convention named last.
extension TextReader {
  /// Remembers the sentence's conventions for protocols in later sentences.
  func noteConventions() {
    for index in sentenceMatches {
      let meaning = rules.meanings[Int(matches[index].group)]
      if meaning.kind == .convention { _ = treaties(meaning) }
    }
  }

  /// The treaties that these matches of one sentence name, in the order of the text.
  func namedTreaties(_ range: Range<Int>) -> [NamedTreaty] {
    var named: [NamedTreaty] = []
    var end = -1
    var index = range.lowerBound
    while index < range.upperBound {
      let token = matches[index].token
      // Of the names that begin at one word the longest is meant, and one of a list before any other.
      var best: (match: Match, meaning: Meaning)?
      while index < range.upperBound, matches[index].token == token {
        let match = matches[index]
        index += 1
        let meaning = rules.meanings[Int(match.group)]
        guard meaning.kind == .convention || meaning.kind == .treatyProtocol, Int(token) >= end,
          isPreferred(match, meaning, to: best), !isTail(meaning) || follows(match, named.last)
        else { continue }
        best = (match, meaning)
      }
      guard let best else { continue }
      end = Int(best.match.end)
      var tokens = Int(best.match.token)..<end
      // "The protocol to the convention" names the protocol; the convention only says which.
      if best.meaning.kind == .convention,
        let word = protocolWord(endingAt: Int(best.match.token) - 1, in: range)
      {
        _ = treaties(best.meaning)
        tokens = Int(word.token)..<end
        while named.last?.tokens.upperBound == Int(word.end) { named.removeLast() }
        named += treaties(rules.meanings[Int(word.group)]).map { NamedTreaty(treaty: $0, tokens: tokens) }
        continue
      }
      // "The convention's protocol", in a genitive, is the protocol alike.
      if best.meaning.kind == .treatyProtocol, let last = named.last, isConvention(last.treaty),
        isGenitive(last.tokens.upperBound..<tokens.lowerBound)
      {
        tokens = last.tokens.lowerBound..<end
        named.removeLast()
      }
      let own = treaties(best.meaning)
      if own.count == 1, let last = named.last, last.treaty == own[0] {
        named[named.count - 1].tokens = last.tokens.lowerBound..<end
      } else {
        named += own.map { NamedTreaty(treaty: $0, tokens: tokens) }
      }
    }
    return named
  }

  private func isPreferred(_ match: Match, _ meaning: Meaning, to best: (match: Match, meaning: Meaning)?)
    -> Bool
  {
    guard let best, match.end <= best.match.end else { return true }
    return match.end == best.match.end && rank(meaning) > rank(best.meaning)
  }

  /// How much a name says: a treaty of no list, a convention, a protocol of the convention named last, a protocol.
  private func rank(_ meaning: Meaning) -> Int {
    guard meaning.kind == .treatyProtocol else { return rules.conventions[Int(meaning.index)] < 0 ? 0 : 1 }
    return rules.protocols[Int(meaning.index)][-1] == nil ? 2 : 3
  }

  /// Nothing, the ":s" of an abbreviation, or a hyphen.
  private func isGenitive(_ gap: Range<Int>) -> Bool {
    guard let first = gap.first else { return gap.isEmpty }
    let mark = scanner.token(first)
    guard mark.kind == .mark else { return false }
    return gap.count == 1 && mark.number == 0x2D || gap.count == 2 && mark.number == 0x3A
  }

  private func isConvention(_ treaty: Int16) -> Bool { treaty >= 0 && rules.conventions.contains(treaty) }

  /// "the conventions on A, against B and on C": what is short of the word convention names one in such a list only.
  private func isTail(_ meaning: Meaning) -> Bool {
    meaning.kind == .convention && rules.pack.treaties.conventions[Int(meaning.index)].isTail
  }

  private func follows(_ match: Match, _ last: NamedTreaty?) -> Bool {
    guard let last else { return false }
    let gap = last.tokens.upperBound..<max(last.tokens.upperBound, Int(match.token))
    return gap.count <= 6
      && !sentenceMatches.contains { index in
        rules.meanings[Int(matches[index].group)].kind == .status && gap.contains(Int(matches[index].token))
      }
  }

  /// The name of a protocol that ends before "to" at this token.
  private func protocolWord(endingAt joint: Int, in range: Range<Int>) -> Match? {
    guard has(joint, .to) else { return nil }
    return range.lazy.map { self.matches[$0] }.first {
      Int($0.end) == joint && self.rules.meanings[Int($0.group)].kind == .treatyProtocol
    }
  }

  private func treaties(_ meaning: Meaning) -> [Int16] {
    if meaning.kind == .convention {
      lastConvention = rules.conventions[Int(meaning.index)]
      return [lastConvention]
    }
    let table = rules.protocols[Int(meaning.index)]
    return table[-1] ?? table[lastConvention] ?? [-1]
  }

  /// "It was ratified in 1990": what the sentence before named last, where a verb has it for its subject or object.
  func takenUp(by verbs: [Match]) -> [NamedTreaty] {
    guard !previousMatches.isEmpty,
      let word = sentenceMatches.lazy.map({ self.matches[$0] }).first(where: { match in
        self.rules.meanings[Int(match.group)].kind == .treatyAnaphor
          && verbs.contains { abs($0.token - match.token) <= 5 } && !self.isDate(match)
      }),
      let last = namedTreaties(previousMatches).last
    else { return [] }
    return [NamedTreaty(treaty: last.treaty, tokens: Int(word.token)..<Int(word.end))]
  }

  /// "den 12 mars" begins with a word that may take something up.
  private func isDate(_ word: Match) -> Bool {
    sentenceQuantities.contains { index in
      let quantity = scanner.quantities[index]
      return quantity.firstToken <= word.end && word.token < quantity.endToken
    }
  }

  /// Denies the names that a negation stands before, up to a word that sets the next one against them.
  func denyNames(_ named: inout [NamedTreaty], verbs: [Match]) {
    for index in named.indices {
      let name = named[index].tokens.lowerBound
      let start = index > 0 ? named[index - 1].tokens.upperBound : sentence.lowerBound
      let gap = min(start, name)..<name
      let isVerbBetween = verbs.contains { gap.contains(Int($0.token)) }
      let denial = negations.last { gap.contains(Int($0.token)) && Int($0.token) >= name - 5 }
      if let denial {
        named[index].isDenied = !verbs.contains { $0.token >= denial.token && Int($0.end) <= name }
      } else if index > 0, named[index - 1].isDenied, !isVerbBetween, !isContrasted(gap) {
        named[index].isDenied = true
      }
      let isExcepted = sentenceMatches.contains { place in
        let match = matches[place]
        return rules.meanings[Int(match.group)].kind == .exception && gap.contains(Int(match.token))
          && Int(match.token) >= name - 5
      }
      named[index].isExcepted =
        !isVerbBetween && (isExcepted || index > 0 && named[index - 1].isExcepted && gap.count <= 3)
    }
  }

  /// Words of the sentence that deny.
  var negations: [Match] {
    sentenceMatches.map { matches[$0] }.filter {
      rules.meanings[Int($0.group)].kind == .negation && !isPseudo($0)
    }
  }
}
