import Quantities

/// Reads texts of one language: finds the mentions and the observations they make.
///
/// It keeps its buffers from text to text and allocates nothing per sentence. One reader serves one thread.
package final class TextReader {
  package let rules: LanguageRules
  package let scanner: QuantityScanner
  /// In the order of the text.
  package var mentions: [FoundMention] = []
  /// Those of one mention stand together.
  package var observations: [FoundObservation] = []
  /// In the order in which they were found.
  package var claims: [FoundClaim] = []
  /// What kept values from being observations; noted only for who asks.
  package var obstacles: [Obstacle] = []
  package var notesObstacles = false
  /// The report's own country, into the rule set's areas; -1 where nobody said.
  var ownArea: Int16 = -1

  /// Matches of the paragraph up to the sentence at hand, and which of them stand in it. Sentences that say nothing of
  /// interest are left out until somebody asks for what stood before: see `EarlierMatches.swift`.
  package var matches: [Match] = []
  var sentenceMatches = 0..<0
  /// Tokens of the sentence before, in the same paragraph.
  var previousSentence = 0..<0
  /// Up to this token no match of the paragraph is left out.
  var completeEnd = 0
  var hasGap = false
  /// How many of the paragraph's matches are in `isInPassage`: they are put there when somebody asks.
  var passageEnd = 0
  package var sentence = 0..<0
  /// Quantities of the sentence at hand.
  var sentenceQuantities = 0..<0
  /// The convention named last, for protocols that are named by their subject only.
  var lastConvention: Int16 = -1
  /// Where the text's title states the year of its dates.
  var titleYear = ByteSpan.none
  var isInSentence: GroupSet
  var isInPassage: GroupSet
  var isInHeading: GroupSet
  /// The last mention of the paragraph that made observations, for values that take their meaning from it.
  var lastBearing: Bearing?
  /// In tokens. What goes on longer is a list or no prose; cutting it keeps the time linear, whatever the text.
  private static let longestSentence = 300
  private var candidates: [Int32] = []
  private let segmenter: Segmenter
  private var clean = CleanText()
  private var paragraph: CleanText?
  private var paragraphStart = 0
  private var isFurniture = false

  package init(_ rules: LanguageRules) {
    self.rules = rules
    scanner = QuantityScanner(rules.model)
    segmenter = Segmenter(rules.pack.hyphens)
    let groups = rules.meanings.count
    isInSentence = GroupSet(groups)
    isInPassage = GroupSet(groups)
    isInHeading = GroupSet(groups)
  }

  /// Reads a whole text, or one sentence.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - area: what the text is about, into the rule set's areas; -1 where nobody said.
  ///   - heading: stands above the text but is no part of it.
  ///   - layout: how the pages and headings of the text look.
  ///   - visit: is told of each paragraph, in order, after it was read.
  package func read(
    _ text: UnsafeBufferPointer<UInt8>, area: Int16, heading: String = "", layout: Layout = .general,
    visit: (Paragraph.Kind, Range<Int>, UnsafeBufferPointer<UInt8>) -> Void = { _, _, _ in }
  ) {
    mentions.removeAll(keepingCapacity: true)
    observations.removeAll(keepingCapacity: true)
    claims.removeAll(keepingCapacity: true)
    obstacles.removeAll(keepingCapacity: true)
    ownArea = area
    lastConvention = -1
    titleYear = .none
    scanner.beginDocument()
    isInHeading.removeAll()
    if !heading.isEmpty { readHeading(heading) }
    segmenter.forEachParagraph(of: text, &clean, layout: layout) { kind, range, clean in
      paragraph = clean
      paragraphStart = range.lowerBound
      if let clean {
        clean.bytes.withUnsafeBufferPointer { bytes in
          read(bytes, kind)
          visit(kind, range, bytes)
        }
      } else {
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        read(bytes, kind)
        visit(kind, range, bytes)
      }
    }
    paragraph = nil
    finish()
  }

  /// Puts mentions in the order of the text, and observations behind their mentions.
  private func finish() {
    if mentions.contains(where: { $0.isStatus || $0.quantity.isRelative }) { arrange() }
    if claims.count > 1 {
      claims = claims.enumerated()
        .sorted { ($0.element.observation.mention, $0.offset) < ($1.element.observation.mention, $1.offset) }
        .map(\.element)
    }
    guard !observations.isEmpty else { return }
    if observations.count > 1 {
      let isSorted = zip(observations, observations.dropFirst()).allSatisfy { $0.mention <= $1.mention }
      if !isSorted {
        observations = observations.enumerated()
          .sorted { ($0.element.mention, $0.offset) < ($1.element.mention, $1.offset) }.map(\.element)
      }
    }
    for (index, observation) in observations.enumerated() {
      let range = mentions[Int(observation.mention)].observations
      let first = range.isEmpty ? Int32(index) : range.lowerBound
      mentions[Int(observation.mention)].observations = first..<Int32(index + 1)
    }
  }

  /// The first country that a text names, into the rule set's areas; -1 where it names none.
  package func firstArea(in text: UnsafeBufferPointer<UInt8>) -> Int16 {
    scanner.scan(text)
    matches.removeAll(keepingCapacity: true)
    scanner.collectMatches(into: &matches)
    sentenceMatches = matches.indices
    let area = matches.first { match in
      let meaning = rules.meanings[Int(match.group)]
      return meaning.kind == .area && meaning.index != rules.world && !isInsideLonger(match)
    }
    return area.map { rules.meanings[Int($0.group)].index } ?? -1
  }

  private func readHeading(_ heading: String) {
    var heading = heading
    heading.withUTF8 { scanner.scan($0) }
    matches.removeAll(keepingCapacity: true)
    scanner.collectMatches(into: &matches)
    isInHeading.insert(matches[...])
    scanner.beginDocument()
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>, _ kind: Paragraph.Kind) {
    isFurniture = kind == .furniture
    scanner.scan(text)
    if scanner.titleYear > 0, titleYear == .none,
      let year = scanner.quantities.first(where: { $0.kind == .date && !$0.isYearInferred })
    {
      titleYear = span(year.start, year.end)
    }
    if isFurniture {
      for quantity in scanner.quantities { append(quantity) }
      return
    }
    matches.removeAll(keepingCapacity: true)
    if kind == .heading {
      scanner.collectMatches(into: &matches)
      isInHeading.removeAll()
      isInHeading.insert(matches[...])
      lastConvention = -1
      matches.removeAll(keepingCapacity: true)
    }
    isInPassage.removeAll()
    passageEnd = 0
    previousSentence = 0..<0
    completeEnd = scanner.firstToken
    hasGap = false
    lastBearing = nil
    var start = scanner.firstToken
    var quantity = 0
    sentenceQuantities = 0..<0
    let end = scanner.endToken
    var token = start
    while token < end {
      token += 1
      let isEnd = token == end || scanner.token(token).flags.contains(.sentenceStart)
      guard isEnd || token - start >= Self.longestSentence else { continue }
      while quantity < scanner.quantities.count, scanner.quantities[quantity].firstToken < token {
        quantity += 1
      }
      // A cut never goes through an expression.
      if !isEnd, quantity > 0, Int(scanner.quantities[quantity - 1].endToken) > token { continue }
      sentence = start..<token
      sentenceQuantities = sentenceQuantities.upperBound..<quantity
      if !sentenceQuantities.isEmpty || sentence.contains(where: { has($0, WordMark.treaty) }) {
        let firstMatch = matches.count
        scanner.collectMatches(in: sentence, into: &matches)
        sentenceMatches = firstMatch..<matches.count
        readSentence()
      } else {
        hasGap = true
      }
      previousSentence = sentence
      start = token
    }
  }

  private func readSentence() {
    let hasStatus = matches[sentenceMatches].contains { rules.meanings[Int($0.group)].kind == .status }
    guard !sentenceQuantities.isEmpty || hasStatus else { return noteConventions() }
    gatherCandidates()
    let firstMention = mentions.count
    for index in sentenceQuantities {
      append(scanner.quantities[index])
      let firstObservation = observations.count
      // What is doubtful or can't be is told, and claimed of nothing.
      if scanner.quantities[index].flaw == .none {
        if !candidates.isEmpty { apply(index) }
        if observations.count == firstObservation { continueStatement(index) }
      }
      noteBearing(index, firstObservation: firstObservation)
    }
    guard hasStatus else { return noteConventions() }
    completeEarlier()
    readTreaties(firstMention: firstMention)
  }

  /// Notes the sentence's groups, and the rules whose anchor is among them, in the order of their files.
  private func gatherCandidates() {
    // Taken out and put back: a look at a stored property costs a check, and this is done for every match.
    var groups = GroupSet(0)
    swap(&groups, &isInSentence)
    var found: [Int32] = []
    swap(&found, &candidates)
    groups.removeAll()
    found.removeAll(keepingCapacity: true)
    for match in matches[sentenceMatches] where groups.insert(match.group) {
      let anchored = rules.anchored[Int(match.group)]
      if !anchored.isEmpty { found.append(contentsOf: anchored) }
    }
    if found.count > 1 { found.sort() }
    swap(&groups, &isInSentence)
    swap(&found, &candidates)
  }

  private func append(_ quantity: Quantity) {
    var noun = ByteSpan.none
    if quantity.noun >= 0 {
      let token = scanner.token(Int(quantity.noun))
      noun = span(token.start, token.end)
    }
    mentions.append(
      FoundMention(
        quantity: quantity, span: span(quantity.start, quantity.end), noun: noun, isStatus: false,
        isFurniture: isFurniture, observations: 0..<0))
  }

  /// Sorts the mentions by place, and takes out relative dates that carry nothing: they are no numbers.
  private func arrange() {
    let carrying = Set(observations.map(\.mention) + claims.map(\.observation.mention))
    let order = mentions.indices.filter { !mentions[$0].quantity.isRelative || carrying.contains(Int32($0)) }
      .sorted { (mentions[$0].span.start, $0) < (mentions[$1].span.start, $1) }
    var position = [Int32](repeating: -1, count: mentions.count)
    for (new, old) in order.enumerated() { position[old] = Int32(new) }
    mentions = order.map { mentions[$0] }
    for index in observations.indices {
      observations[index].mention = position[Int(observations[index].mention)]
    }
    for index in claims.indices {
      claims[index].observation.mention = position[Int(claims[index].observation.mention)]
    }
    for index in obstacles.indices { obstacles[index].mention = position[Int(obstacles[index].mention)] }
    obstacles.removeAll { $0.mention < 0 }
  }

  /// Lets every rule whose anchor stands in the sentence look at a quantity, which was appended last.
  private func apply(_ index: Int) {
    let quantity = scanner.quantities[index]
    if quantity.reading == .compound, quantity.kind == .count { return }
    let kind: UInt32 = 1 << UInt32(quantity.kind.rawValue)
    let unit = quantity.unit >= 0 ? rules.unitBits[Int(quantity.unit)] : 0
    // Of a change only the new value holds, unless the old one has its date, or a rule asks for it.
    let isOld = newValue(after: index).map { !hasOwnDate(quantity, before: $0) } ?? false
    var place: Neighbourhood?
    let first = observations.count
    var isNear: [Bool] = []
    var measures: [Int32] = []
    for number in candidates {
      let rule = rules.rules[Int(number)]
      guard rule.kinds & kind != 0, rule.units == 0 || rule.units & unit != 0 else { continue }
      if rule.refusesPart && quantity.total != nil || rule.refusesSpan && quantity.high != nil { continue }
      if rule.sets.value == .upper, opensSpan(index) { continue }
      if isOld, !rule.sets.takesOldValue { continue }
      if rule.isMeasure, rule.sets.takesOldValue, newValue(after: index) == nil { continue }
      // The first rule of a file that fits names the observation.
      if observations.count > first, observations[observations.count - 1].indicator == rule.indicator {
        continue
      }
      var here = place ?? Neighbourhood(of: index, in: self)
      defer { place = here }
      guard isInRange(quantity, rule) else {
        note(.range, number)
        continue
      }
      guard holds(rule, &here) else {
        note(.frame, number)
        continue
      }
      if rule.isMeasure {
        measures.append(number)
        continue
      }
      observations.append(observed(quantity, number, here))
      isNear.append(isNearby(rule, here))
    }
    if isNear.count > 1, isNear.contains(true) { keepNear(isNear, from: first) }
    if let place, !measures.isEmpty { claim(attachments(of: measures, quantity, place), quantity, place) }
  }

  /// Whether the value is the lower end of a span whose ends are two mentions: "three months to four years".
  private func opensSpan(_ index: Int) -> Bool {
    guard index + 1 < sentenceQuantities.upperBound else { return false }
    let (low, high) = (scanner.quantities[index], scanner.quantities[index + 1])
    let joint = Int(low.endToken)
    return low.high == nil && low.kind == high.kind && Int(high.firstToken) == joint + 1
      && (has(joint, .to) || has(joint, .and) && has(Int(low.firstToken) - 1, .between))
  }

  /// Makes observations of what is plainly asserted, and claims of the rest.
  private func claim(_ attachments: [Attachment], _ quantity: Quantity, _ place: Neighbourhood) {
    for attachment in attachments {
      let rule = rules.rules[Int(attachment.rule)]
      let observation = observed(quantity, attachment.rule, place)
      if let found = context(of: rule, quantity, place, measure: attachment.measure) {
        claims.append(FoundClaim(observation, in: found))
      } else {
        observations.append(observation)
      }
    }
  }

  /// Where a sentence speaks of several things, a value belongs to what is named on its side of the comma.
  private func keepNear(_ isNear: [Bool], from first: Int) {
    for place in isNear.indices.reversed() where !isNear[place] { observations.remove(at: first + place) }
  }

  func isInRange(_ quantity: Quantity, _ rule: CompiledRule) -> Bool {
    if rule.sets.value == .high {
      // The rule's range is for the lower end; the upper one is the value and must be in the indicator's.
      let indicator = rules.indicators[Int(rule.indicator)]
      guard let high = rules.value(.asWritten, of: quantity, rule.indicator).high?.number,
        high >= indicator.minimum ?? -.infinity,
        high <= indicator.maximum ?? .infinity
      else { return false }
    }
    let wanted = rule.sets.value == .high ? ClaimedValue.asWritten : rule.sets.value
    guard let value = rules.value(wanted, of: quantity, rule.indicator).value?.number else {
      return quantity.kind == .date
    }
    return value >= rule.minimum && value <= rule.maximum
  }

  // MARK: Places

  /// Where bytes of the paragraph stand in the text.
  package func span(_ start: Int32, _ end: Int32) -> ByteSpan {
    guard let paragraph else {
      return ByteSpan(start: start + Int32(paragraphStart), end: end + Int32(paragraphStart))
    }
    let range = paragraph.documentRange(Int(start), Int(end))
    return ByteSpan(start: Int32(range.lowerBound), end: Int32(range.upperBound))
  }

  package func span(ofTokens tokens: Range<Int>) -> ByteSpan {
    guard !tokens.isEmpty else { return .none }
    return span(scanner.token(tokens.lowerBound).start, scanner.token(tokens.upperBound - 1).end)
  }

  package func span(of match: Match) -> ByteSpan { span(ofTokens: Int(match.token)..<Int(match.end)) }
}
