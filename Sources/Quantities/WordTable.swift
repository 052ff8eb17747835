/// The word forms met so far, each analysed once.
///
/// A text uses the same forms again and again, so that a look-up is a hash, a comparison, and nothing else.
/// The table forgets everything when it has grown past its limit; indices stay valid until `makeRoom`.
final class WordTable {
  let model: WordModel
  private(set) var words: UnsafeMutablePointer<Word>
  private var count = 0
  private var capacity: Int
  private var slots: UnsafeMutablePointer<Slot>
  private var slotMask: Int
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity: Int
  private(set) var lists: [Int32] = []
  private let finder: AtomFinder
  /// Words of the ASCII marks, by their byte.
  private(set) var marks = [Int32](repeating: -1, count: 128)

  private struct Slot {
    var hash: UInt32
    var word: Int32
    var start: Int32
    var length: Int32
  }

  /// Past this many forms the table starts anew: it bounds memory on texts that never repeat a word.
  private static let limit = 1 << 16

  init(_ model: WordModel) {
    self.model = model
    finder = AtomFinder(model.patterns)
    capacity = 1 << 12
    words = .allocate(capacity: capacity)
    slotMask = (1 << 14) - 1
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: Slot(hash: 0, word: -1, start: 0, length: 0), count: slotMask + 1)
    byteCapacity = 1 << 16
    bytes = .allocate(capacity: byteCapacity)
    addMarks()
  }

  deinit {
    words.deallocate()
    slots.deallocate()
    bytes.deallocate()
  }

  /// Forgets all words when there are too many. Call between texts only.
  func makeRoom() {
    guard count > Self.limit else { return }
    count = 0
    byteCount = 0
    lists.removeAll(keepingCapacity: true)
    slots.update(repeating: Slot(hash: 0, word: -1, start: 0, length: 0), count: slotMask + 1)
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
    var index = Int(hash ^ (hash >> 15)) & slotMask
    while true {
      let slot = slots[index]
      if slot.word < 0 { return add(text, length, hash: hash, at: index) }
      if slot.hash == hash, Int(slot.length) == length, equal(bytes + Int(slot.start), text, length) {
        return slot.word
      }
      index = (index + 1) & slotMask
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
    let start = byteCount
    (bytes + start).update(from: text, count: length)
    byteCount += length
    let number = Int32(count)
    (words + count).initialize(to: analyse(UnsafeBufferPointer(start: text, count: length)))
    count += 1
    slots[index] = Slot(hash: hash, word: number, start: Int32(start), length: Int32(length))
    if count * 2 > slotMask { growSlots() }
    return number
  }

  private func reserve(_ length: Int) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Word>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: words, count: count)
      words.deallocate()
      words = larger
      capacity *= 2
    }
    if byteCount + length > byteCapacity {
      while byteCount + length > byteCapacity { byteCapacity *= 2 }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
      larger.update(from: bytes, count: byteCount)
      bytes.deallocate()
      bytes = larger
    }
  }

  private func growSlots() {
    let old = slots
    let oldCount = slotMask + 1
    slotMask = oldCount * 2 - 1
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: Slot(hash: 0, word: -1, start: 0, length: 0), count: slotMask + 1)
    for index in 0..<oldCount where old[index].word >= 0 {
      var place = Int(old[index].hash ^ (old[index].hash >> 15)) & slotMask
      while slots[place].word >= 0 { place = (place + 1) & slotMask }
      slots[place] = old[index]
    }
    old.deallocate()
  }

  private func analyse(_ text: UnsafeBufferPointer<UInt8>) -> Word {
    var word = Word()
    let atoms = finder.atoms(of: text)
    word.atoms = append(atoms)
    var groups: [Int32] = []
    var phrases: [Int32] = []
    for atom in atoms {
      for group in model.patterns.groupsOfAtom[Int(atom)] where !groups.contains(group) { groups.append(group) }
      for phrase in model.patterns.phrasesOfAtom[Int(atom)] where !phrases.contains(phrase) {
        phrases.append(phrase)
      }
    }
    for group in groups.map(Int.init) {
      word.classes.formUnion(model.classOfGroup[group])
      if let unit = model.unitOfGroup[group] { word.unit = unit }
      if let unit = model.unitBeforeOfGroup[group] { word.unitBefore = unit }
      if let bound = model.bounds[group] { word.bound = bound }
      if let factor = model.factorOfGroup[group] {
        word.classes.insert(.factor)
        word.value = factor
      }
    }
    word.groups = append(groups.filter { $0 < Int32(model.callerGroups) })
    word.phrases = append(phrases)
    if let valued = model.valued[Array(text)] {
      word.classes.insert(valued.class)
      word.value = valued.value
      word.isScale = valued.class == .numeral && NumeralSum.isScale(valued.value)
    } else {
      model.analyseCompound(text, into: &word)
    }
    if text.contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
      word.classes.insert(.hasDigits)
    }
    return word
  }

  private func append(_ items: [Int32]) -> Range<Int32> {
    let start = Int32(lists.count)
    lists.append(contentsOf: items)
    return start..<Int32(lists.count)
  }
}
