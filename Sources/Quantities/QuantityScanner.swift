/// Reads the numeric expressions of a text, paragraph by paragraph.
///
/// It works on UTF-8 bytes in time linear in their number, keeps its buffers, and knows no word of any
/// language but those of its model. One scanner serves one thread.
public final class QuantityScanner {
  public let model: WordModel
  let tokenizer: Tokenizer
  /// Behind a constant pointer, so that reading it costs no check for exclusive access.
  private let state: UnsafeMutablePointer<State>

  private struct State {
    var quantities: UnsafeMutablePointer<Quantity>
    var count = 0
    var capacity: Int
    var lastYear = 0
    var titleYear = 0
    var isTitle = true
    var referenceEnd = -1
    var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  }

  /// In the order of the text; they do not overlap. Valid until the next scan.
  @inline(__always)
  public var quantities: UnsafeBufferPointer<Quantity> {
    UnsafeBufferPointer(start: state.pointee.quantities, count: state.pointee.count)
  }

  /// The year named last, for "the same year"; carried from paragraph to paragraph.
  var lastYear: Int {
    get { state.pointee.lastYear }
    set { state.pointee.lastYear = newValue }
  }

  /// The year that the text's first paragraph states, where the language's dates without a year are of it; else 0.
  public var titleYear: Int { state.pointee.titleYear }

  /// Token after the last reference, so that "articles 9 and 10" are two.
  var referenceEnd: Int {
    get { state.pointee.referenceEnd }
    set { state.pointee.referenceEnd = newValue }
  }

  /// The paragraph being read; valid only while `scan` runs.
  var text: UnsafeBufferPointer<UInt8> { state.pointee.text }

  public init(_ model: WordModel) {
    self.model = model
    tokenizer = Tokenizer(model)
    state = .allocate(capacity: 1)
    state.initialize(to: State(quantities: .allocate(capacity: 256), capacity: 256))
  }

  deinit {
    state.pointee.quantities.deallocate()
    state.deallocate()
  }

  /// Forgets what earlier paragraphs said. Call before each document.
  public func beginDocument() {
    lastYear = 0
    state.pointee.titleYear = 0
    state.pointee.isTitle = model.lexicon.titleHasYear
  }

  /// A title is short; a first paragraph of more tokens is none.
  private static let longestTitle = 40

  /// Index of the first token; the tokens before it are edges.
  public var firstToken: Int { Tokenizer.lookahead }
  /// Index after the last token.
  public var endToken: Int { Tokenizer.lookahead + tokenizer.count }

  @inline(__always)
  public func token(_ index: Int) -> Token { tokenizer.tokens[index] }

  /// What is known of the token's word; nil for digits and overlong words.
  @inline(__always)
  public func word(_ index: Int) -> Word? {
    let number = tokenizer.tokens[index].word
    return number < 0 ? nil : tokenizer.table.words[Int(number)]
  }

  /// Reads one paragraph of valid UTF-8. Earlier results are forgotten.
  public func scan(_ text: UnsafeBufferPointer<UInt8>) {
    state.pointee.count = 0
    tokenizer.tokenize(text)
    referenceEnd = -1
    state.pointee.text = text
    defer { state.pointee.text = UnsafeBufferPointer(start: nil, count: 0) }
    var next = firstToken
    if let heading = readPageLabel() ?? readRomanNumeral() {
      append(heading)
      next = Int(heading.endToken)
    }
    var seed = 0
    while seed < tokenizer.seedCount {
      let index = Int(tokenizer.seeds[seed])
      seed += 1
      guard index >= next, let quantity = read(index) else { continue }
      // A reading may reach back over its cue, never over an earlier expression.
      guard Int(quantity.firstToken) >= next else {
        next = max(next, index + 1)
        continue
      }
      append(quantity)
      next = Int(quantity.endToken)
    }
    if state.pointee.isTitle { readTitle() }
    let all = UnsafeMutableBufferPointer(start: state.pointee.quantities, count: state.pointee.count)
    fillEllipses(all)
    explain(all)
  }

  private func readTitle() {
    state.pointee.isTitle = false
    guard tokenizer.count <= Self.longestTitle,
      let year = quantities.first(where: { $0.kind == .date })?.period?.last.year, year > 0
    else { return }
    state.pointee.titleYear = Int(year)
  }

  private func append(_ quantity: Quantity) {
    if state.pointee.count == state.pointee.capacity {
      let larger = UnsafeMutablePointer<Quantity>.allocate(capacity: state.pointee.capacity * 2)
      larger.moveInitialize(from: state.pointee.quantities, count: state.pointee.count)
      state.pointee.quantities.deallocate()
      state.pointee.quantities = larger
      state.pointee.capacity *= 2
    }
    (state.pointee.quantities + state.pointee.count).initialize(to: quantity)
    state.pointee.count += 1
  }

  private func read(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits { return readDigits(index) }
    if token.flags.contains(.fraction) { return number(at: index).flatMap(read) }
    let classes = classes(index)
    if !classes.isDisjoint(with: .month | .decadeWord) {
      if let date = readMonth(index) ?? readDecadeWord(index) { return date }
    }
    if !classes.isDisjoint(with: .same | .year) { return readRelativeYear(index) }
    if classes.contains(.hasDigits) { return reference(index..<(index + 1), .name, value: nil) }
    if classes.contains(.denominator), let fraction = readLoneDenominator(index) { return fraction }
    if !classes.isDisjoint(with: .every | .everyOther | .half | .halfOf) {
      if let fraction = readFractionWord(index) { return fraction }
    }
    if !classes.isDisjoint(with: .ordinal | .next | .last) { return readOrdinal(index) }
    if !classes.isDisjoint(with: .magnitude | .roundCount | .factor | .collective) {
      return readLooseWord(index)
    }
    if classes.contains(.top), let rank = readTop(index) { return rank }
    if classes.contains(.compound) { return readCompound(index) }
    if !classes.isDisjoint(with: .numeral | .decimalWord) { return readNumeral(index) }
    return nil
  }

  @inline(__always)
  func classes(_ index: Int) -> WordClass {
    let number = tokenizer.tokens[index].word
    return number < 0 ? [] : tokenizer.table.words[Int(number)].classes
  }

  @inline(__always)
  func has(_ index: Int, _ wanted: WordClass) -> Bool { !classes(index).isDisjoint(with: wanted) }

  /// Whether the token is this ASCII mark.
  @inline(__always)
  func isMark(_ index: Int, _ mark: Character) -> Bool {
    let token = tokenizer.tokens[index]
    return token.kind == .mark && token.number == Int64(mark.asciiValue ?? 0)
  }

  @inline(__always)
  func isDash(_ index: Int) -> Bool {
    let token = tokenizer.tokens[index]
    return token.kind == .mark && (token.number == 0x2D || token.number == 0x2013 || token.number == 0x2212)
  }

  @inline(__always)
  func isGlued(_ index: Int) -> Bool {
    !tokenizer.tokens[index].flags.contains(.spaceBefore) && tokenizer.tokens[index].kind != .edge
  }

  /// A quantity over these tokens; the caller fills in the rest.
  func quantity(_ kind: Quantity.Kind, _ reading: Quantity.Reading, _ tokens: Range<Int>, value: Fixed?)
    -> Quantity
  {
    Quantity(
      kind: kind, reading: reading, start: tokenizer.tokens[tokens.lowerBound].start,
      end: tokenizer.tokens[tokens.upperBound - 1].end, firstToken: Int32(tokens.lowerBound),
      endToken: Int32(tokens.upperBound), value: value)
  }
}
