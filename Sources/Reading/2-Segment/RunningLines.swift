/// Which lines are heads and feet of pages that interrupt a sentence, or stand on page after page.
///
/// A line at a page's edge and set apart is one where the text before it is open and the text behind it goes on in the
/// middle of a sentence, or where the same words, numbers aside, stand at the same edge of three pages.
struct RunningLines {
  private var isRunning: [Bool]

  init(
    _ lines: [Line], in text: UnsafeBufferPointer<UInt8>, _ statistics: LineStatistics, _ layout: Layout
  ) {
    isRunning = [Bool](repeating: false, count: lines.count)
    guard lines.contains(where: \.isPageStart) else { return }
    var edges: [(index: Int, isHead: Bool)] = []
    for index in lines.indices {
      if isHead(index, lines, text, layout) { edges.append((index, true)) }
      if isFoot(index, lines, text, layout) { edges.append((index, false)) }
    }
    var seen: [[UInt8]: Int] = [:]
    for edge in edges { seen[Self.words(lines[edge.index], edge.isHead, text), default: 0] += 1 }
    for edge in edges {
      let isRepeated = seen[Self.words(lines[edge.index], edge.isHead, text)] ?? 0 >= 3
      if isRepeated
        || (!statistics.isDoubleSpaced
          && interrupts(edge.index, edge.isHead, lines, text, statistics.width, layout))
      {
        isRunning[edge.index] = true
      }
    }
  }

  func contains(_ index: Int) -> Bool { isRunning[index] }

  private static let longest = 120

  /// The first line of a page, or the first behind its label, with nothing right below it.
  private func isHead(
    _ index: Int, _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ layout: Layout
  ) -> Bool {
    let line = lines[index]
    guard line.isBlankAfter, line.length <= Self.longest, index > 0, index + 1 < lines.count,
      !LineEnd.isPageLabel(text, line, layout)
    else { return false }
    return line.isPageStart
      || index > 1 && lines[index - 1].isPageStart && LineEnd.isPageLabel(text, lines[index - 1], layout)
  }

  /// The last line of a page, or the last before its label, with nothing right above it.
  private func isFoot(
    _ index: Int, _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ layout: Layout
  ) -> Bool {
    guard index > 0, index + 1 < lines.count, lines[index - 1].isBlankAfter,
      lines[index].length <= Self.longest,
      !LineEnd.isPageLabel(text, lines[index], layout)
    else { return false }
    let next = index + 1
    return lines[next].isPageStart
      || LineEnd.isPageLabel(text, lines[next], layout) && next + 1 < lines.count
        && lines[next + 1].isPageStart
  }

  /// Whether the sentence goes on behind the line and all that stands with it at the break.
  private func interrupts(
    _ index: Int, _ isHead: Bool, _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ width: Int,
    _ layout: Layout
  ) -> Bool {
    guard !LineEnd.closes(text, lines[index]) else { return false }
    var after = index + 1
    while after < lines.count,
      LineEnd.isPageLabel(text, lines[after], layout) || !isHead && self.isHead(after, lines, text, layout)
    {
      after += 1
    }
    guard after < lines.count,
      LineEnd.beginsWithLowerCase(text, lines[after]) || LineEnd.beginsWithDigit(text, lines[after])
    else { return false }
    var before = index - 1
    while before >= 0, LineEnd.isPageLabel(text, lines[before], layout) { before -= 1 }
    guard before >= 0 else { return false }
    if isHead {
      if !LineEnd.closes(text, lines[before]) { return true }
      guard before > 0, isFoot(before, lines, text, layout) else { return false }
      before -= 1
    }
    // A foot stands below full lines; what stands below a heading is text.
    return !LineEnd.closes(text, lines[before]) && lines[before].length * 2 > width
  }

  /// The line without its digits, marked by the edge it stands at.
  private static func words(_ line: Line, _ isHead: Bool, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [isHead ? 1 : 2] + text[line.start..<line.end].filter { !(0x30...0x39).contains($0) }
  }
}
