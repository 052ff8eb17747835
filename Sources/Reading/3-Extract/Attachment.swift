import Quantities

/// A measure that a frame attaches to a value.
struct Attachment {
  /// Into the language's rules.
  var rule: Int32
  var indicator: Int16
  /// The words that name the measure; nil where they stand outside the sentence.
  var measure: Match?
  var room: Room
  /// Tokens between the measure and the value; -1 where it is what the value counts.
  var distance: Int

  /// Where the words stand that name the measure, the nearest first.
  enum Room: Int8, Comparable {
    /// In the value's clause, which ends where a value of its kind begins another.
    case clause
    /// On its side of the comma.
    case segment
    case sentence
    case outside

    static func < (one: Room, other: Room) -> Bool { one.rawValue < other.rawValue }
  }

  /// Whether this one says better than another what the value measures: in a nearer room, then by fewer tokens, then
  /// by more words.
  func isBetter(than other: Attachment) -> Bool {
    if room != other.room { return room < other.room }
    if distance != other.distance { return distance < other.distance }
    return words > other.words
  }

  /// Whether this measure, and so not the other, is what the value measures: its words say more ("cannot read" than
  /// "read"), or they are others and stand better.
  func shadows(_ other: Attachment) -> Bool {
    guard sharesWords(with: other) else { return isBetter(than: other) }
    guard let one = measure, let two = other.measure else { return false }
    return one.token <= two.token && one.end >= two.end && words > other.words
  }

  private var words: Int32 { measure.map { $0.end - $0.token } ?? 0 }

  /// Whether the same words name both measures: then the value may be both's.
  func sharesWords(with other: Attachment) -> Bool {
    guard let one = measure, let two = other.measure else { return measure == nil && other.measure == nil }
    return one.token < two.end && two.token < one.end
  }
}

/// Which of the measures around a value it measures.
extension TextReader {
  /// The measures that hold around a quantity: the best of each indicator, without those that another one shadows.
  func attachments(of numbers: [Int32], _ quantity: Quantity, _ place: Neighbourhood) -> [Attachment] {
    var best: [Attachment] = []
    for number in numbers {
      let attachment = attachment(number, place)
      let rule = rules.rules[Int(number)]
      if let measure = attachment.measure, isBackground(measure) { continue }
      guard isRequiredContext(of: rule, quantity, place, measure: attachment.measure) else {
        note(.context, number)
        continue
      }
      // Of what no indicator counts each may take the value from an indicator.
      let other = best.firstIndex { $0.indicator == attachment.indicator && $0.indicator >= 0 }
      if let other {
        if isPreferred(attachment, to: best[other]) { best[other] = attachment }
      } else {
        best.append(attachment)
      }
    }
    return best.filter { one in
      guard one.indicator >= 0 else { return false }
      let other = best.first { $0.indicator != one.indicator && $0.shadows(one) }
      if let other { note(.shadowed(by: other.rule), one.rule) }
      return other == nil
    }
  }

  /// Equally good ones are told apart by their names, never by the order of files.
  private func isPreferred(_ one: Attachment, to other: Attachment) -> Bool {
    if one.isBetter(than: other) { return true }
    if other.isBetter(than: one) { return false }
    return rules.rules[Int(one.rule)].id < rules.rules[Int(other.rule)].id
  }

  private func attachment(_ number: Int32, _ place: Neighbourhood) -> Attachment {
    let rule = rules.rules[Int(number)]
    let measure = cue(of: rule, place)
    return Attachment(
      rule: number, indicator: rule.indicator, measure: measure,
      room: measure.map { room(of: Int($0.token), place) } ?? .outside,
      distance: measure.map { distance(of: Int($0.token)..<Int($0.end), place) } ?? .max)
  }

  private func distance(of measure: Range<Int>, _ place: Neighbourhood) -> Int {
    if measure.overlaps(place.own) || place.countedNoun.map(measure.contains) == true { return -1 }
    return distance(measure, place.own)
  }

  private func room(of token: Int, _ place: Neighbourhood) -> Attachment.Room {
    if place.clause.contains(token) { return .clause }
    return place.segment.contains(token) ? .segment : .sentence
  }
}
