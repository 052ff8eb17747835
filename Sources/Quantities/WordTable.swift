/// The word forms met so far, each analysed once.
///
/// A text uses the same forms again and again, so that a look-up is a hash, a comparison, and nothing else.
/// The table forgets everything when it has grown past its limit; indices stay valid until `makeRoom`.
final class WordTable {
  let model: WordModel
  /// Behind a constant pointer, so that reading it costs no check for exclusive access.
  private let state: UnsafeMutablePointer<State>
  private let finder: AtomFinder
  /// Words of the ASCII marks, by their byte.
  let marks: UnsafeMutablePointer<Int32>

  private struct State {
    var words: UnsafeMutablePointer<Word>
    var count = 0
    var capacity: Int
    var slots: UnsafeMutablePointer<Slot>
    var slotMask: Int
    var bytes: UnsafeMutablePointer<UInt8>
    var byteCount = 0
    var byteCapacity: Int
    var lists: UnsafeMutablePointer<Int32>
    var listCount = 0
    var listCapacity: Int
  }

  @inline(__always) var words: UnsafeMutablePointer<Word> { state.pointee.words }
  /// The stretches that `Word` refers to.
  @inline(__always) var lists: UnsafeMutablePointer<Int32> { state.pointee.lists }

  private struct Slot {
    var hash: UInt32
    var word: Int32
    var start: Int32
    var length: Int32

    static let free = Slot(hash: 0, word: -1, start: 0, length: 0)
  }

  /// Past this many forms the table starts anew: it bounds memory on texts that never repeat a word.
  private static let limit = 1 << 16

  init(_ model: WordModel) {
    self.model = model
    finder = AtomFinder(model.patterns)
    marks = .allocate(capacity: 128)
    marks.initialize(repeating: -1, count: 128)
    let slotCount = 1 << 14
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
    slots.initialize(repeating: Slot.free, count: slotCount)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        words: .allocate(capacity: 1 << 12), capacity: 1 << 12, slots: slots, slotMask: slotCount - 1,
        bytes: .allocate(capacity: 1 << 16), byteCapacity: 1 << 16, lists: .allocate(capacity: 1 << 14),
        listCapacity: 1 << 14))
    addMarks()
  }

  deinit {
    state.pointee.words.deallocate()
    state.pointee.slots.deallocate()
    state.pointee.bytes.deallocate()
    state.pointee.lists.deallocate()
    state.deallocate()
    marks.deallocate()
  }

  /// Forgets all words when there are too many. Call between texts only.
  func makeRoom() {
    guard state.pointee.count > Self.limit else { return }
    state.pointee.count = 0
    state.pointee.byteCount = 0
    state.pointee.listCount = 0
    state.pointee.slots.update(repeating: Slot.free, count: state.pointee.slotMask + 1)
    addMarks()
  }

  private func addMarks() {
    for mark in UInt8(0x21)..<0x7F {
      var byte = mark
      withUnsafePointer(to: &byte) { marks[Int(mark)] = find($0, 1, hash: Self.hash($0, 1)) }
    }
  }

  static func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in 0..<length { hash = (hash ^ UInt32(text[index])) &* 16_777_619 }
    return hash
  }

  /// The word with these lower-case bytes.
  @inline(__always)
  func find(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt32) -> Int32 {
    let (slots, mask, bytes) = (state.pointee.slots, state.pointee.slotMask, state.pointee.bytes)
    var index = Int(hash ^ (hash >> 15)) & mask
    while true {
      let slot = slots[index]
      if slot.word < 0 { return add(text, length, hash: hash, at: index) }
      if slot.hash == hash, Int(slot.length) == length, equal(bytes + Int(slot.start), text, length) {
        return slot.word
      }
      index = (index + 1) & mask
    }
  }

  @inline(__always)
  private func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var index = 0
    while index < length {
      if a[index] != b[index] { return false }
      index += 1
    }
    return true
  }

  @inline(never)
  private func add(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt32, at index: Int) -> Int32 {
    reserve(length)
    let start = state.pointee.byteCount
    (state.pointee.bytes + start).update(from: text, count: length)
    state.pointee.byteCount += length
    let number = state.pointee.count
    (words + number).initialize(to: analyse(UnsafeBufferPointer(start: text, count: length)))
    state.pointee.count += 1
    state.pointee.slots[index] = Slot(
      hash: hash, word: Int32(number), start: Int32(start), length: Int32(length))
    if state.pointee.count * 2 > state.pointee.slotMask { growSlots() }
    return Int32(number)
  }

  private func reserve(_ length: Int) {
    grow(&state.pointee.words, &state.pointee.capacity, used: state.pointee.count, needed: 1)
    grow(&state.pointee.bytes, &state.pointee.byteCapacity, used: state.pointee.byteCount, needed: length)
  }

  private func grow<T>(
    _ pointer: inout UnsafeMutablePointer<T>, _ capacity: inout Int, used: Int, needed: Int
  ) {
    guard used + needed > capacity else { return }
    while used + needed > capacity { capacity *= 2 }
    let larger = UnsafeMutablePointer<T>.allocate(capacity: capacity)
    larger.moveInitialize(from: pointer, count: used)
    pointer.deallocate()
    pointer = larger
  }

  private func growSlots() {
    let old = state.pointee.slots
    let oldCount = state.pointee.slotMask + 1
    let mask = oldCount * 2 - 1
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot.free, count: mask + 1)
    for index in 0..<oldCount where old[index].word >= 0 {
      var place = Int(old[index].hash ^ (old[index].hash >> 15)) & mask
      while slots[place].word >= 0 { place = (place + 1) & mask }
      slots[place] = old[index]
    }
    state.pointee.slots = slots
    state.pointee.slotMask = mask
    old.deallocate()
  }

  private func analyse(_ text: UnsafeBufferPointer<UInt8>) -> Word {
    var word = Word()
    let atoms = finder.atoms(of: text)
    word.atoms = append(atoms)
    var groups: [Int32] = []
    var phrases: [Int32] = []
    for atom in atoms {
      word.marks |= model.patterns.marksOfAtom[Int(atom)]
      for group in model.patterns.groupsOfAtom[Int(atom)] where !groups.contains(group) {
        groups.append(group)
      }
      for phrase in model.ownPhrasesOfAtom[Int(atom)] where !phrases.contains(phrase) {
        phrases.append(phrase)
      }
    }
    for group in groups.map(Int.init) {
      word.classes.formUnion(model.classOfGroup[group])
      if let unit = model.unitOfGroup[group] { word.unit = unit }
      if let unit = model.unitBeforeOfGroup[group] { word.unitBefore = unit }
      if let bound = model.bounds[group] { word.bound = bound }
      if let bound = model.boundsAfter[group] { word.boundAfter = bound }
      if let factor = model.factorOfGroup[group] {
        word.classes.insert(.factor)
        word.value = factor
      }
    }
    word.groups = append(groups.filter { $0 < Int32(model.callerGroups) })
    for atom in atoms { word.atomBits |= 1 << UInt64(atom & 63) }
    word.phrases = append(atoms.map { model.phraseTree.roots[Int($0)] }.filter { $0 >= 0 })
    word.boundPhrases = append(phrases)
    if let valued = model.valued[Array(text)] {
      word.classes.insert(valued.class)
      word.value = valued.value
      word.needsCapital =
        valued.needsCapital || valued.class.contains(.month) && model.lexicon.monthsAreCapitalised
      if valued.class.contains(.ordinal), NumeralSum.isScale(valued.value) { word.scale = valued.value }
      word.isScale = valued.class.contains(.numeral) && NumeralSum.isScale(valued.value)
    } else {
      model.analyseCompound(text, into: &word)
    }
    if let months = model.yearParts[Array(text)] {
      word.months = months
      word.classes.insert(.yearPart)
    }
    if text.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
      word.classes.insert(.hasDigits)
      word.split = split(text)
    }
    return word
  }

  /// Where letters of a unit, scale or year's lead are glued to digits: "USD1,23", "2,6 miljoner3".
  private func split(_ text: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard let digit = text.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }), digit > 0, digit < 64,
      text[digit...].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return 0 }
    let known = analyse(UnsafeBufferPointer(rebasing: text[..<digit]))
    let isMoney = known.unitBefore >= 0 && model.lexicon.units[Int(known.unitBefore)].kind == .money
    let isKnown = known.unit >= 0 || known.classes != WordClass()
    let isName = !known.classes.isDisjoint(with: .abbreviation | .referenceBefore | .lawBefore | .rankBefore)
    let isWhole = digit > 2 && text.count - digit <= 2 && isKnown && !isName
    return isMoney || isWhole || !known.classes.isDisjoint(with: .yearLead) ? UInt8(digit) : 0
  }

  private func append(_ items: [Int32]) -> Range<Int32> {
    grow(
      &state.pointee.lists, &state.pointee.listCapacity, used: state.pointee.listCount, needed: items.count)
    let start = state.pointee.listCount
    for (offset, item) in items.enumerated() { state.pointee.lists[start + offset] = item }
    state.pointee.listCount += items.count
    return Int32(start)..<Int32(state.pointee.listCount)
  }
}
