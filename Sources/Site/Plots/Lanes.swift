/// Marks or bars on horizontal tracks, in groups that share a scale, with what they say in aligned columns beside
/// them. Where there is little room the label stands above its track.
package struct Lanes {
  package var columns: [Column] = []
  package var groups: [Group]

  package struct Column {
    package var title: String
    /// Drawn before the title: the legend.
    package var mark: Shape?
    package var style = ""

    package init(title: String, mark: Shape? = nil, style: String = "") {
      self.title = title
      self.mark = mark
      self.style = style
    }
  }

  package struct Group {
    package var title = ""
    /// What the ends of the track stand for.
    package var low = ""
    package var high = ""
    var lanes: [Lane]
  }

  package struct Lane {
    package var label: String
    /// Shares of the track, laid end to end.
    var bars: [Bar] = []
    /// A bar's whole length; otherwise a thin line.
    var hasTrack = false
    package var gap: ClosedRange<Double>?
    package var marks: [Mark] = []
    /// Where many marks lie: how many in each of as many equal parts of the track.
    var crowd: [Int] = []
    /// One for each column.
    package var values: [String] = []
  }

  struct Bar {
    var share: Double
    var style: String
  }

  package struct Mark {
    /// From 0 to 1 along the track.
    package var at: Double
    package var shape = Shape.dot
    package var style = "mark"
    /// Above it, where there is room.
    package var label = ""
  }

  /// As many marks as a track can show one by one; of more a crowd.
  static let mostMarks = 40

  /// How many of some places from 0 to 1 lie in each of 36 parts.
  static func crowd(_ places: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: 36)
    for place in places { counts[min(35, max(0, Int(place * 36)))] += 1 }
    return counts
  }

  package enum Shape { case dot, diamond, box }

  func drawing(_ size: PlotSize) -> Drawing {
    var drawing = Drawing(width: size.width)
    let lanes = groups.flatMap(\.lanes)
    let widths = columns.indices.map { place in
      max(
        textWidth(columns[place].title) * 0.9 + (columns[place].mark == nil ? 0 : 16),
        lanes.map { place < $0.values.count ? textWidth($0.values[place]) : 0 }.max() ?? 0) + 14
    }
    let values = widths.reduce(0, +)
    let label = (lanes.map { textWidth($0.label) }.max() ?? 0) + 12
    let isAbove = size.isNarrow || size.width - label - values < 150
    let isTall = isAbove && size.width - values < 70
    let start = isAbove ? 7.0 : min(label, size.width * 0.5)
    let end = isTall ? size.width - 8 : size.width - values - 8
    var y = 0.0
    for (index, group) in groups.enumerated() {
      if !group.title.isEmpty {
        drawing.text(group.title, x: 0, y: y + 14, style: "strong", room: size.width)
        y += 20
      }
      let heads = index == 0 && !isTall ? columns.map(\.title).filter { !$0.isEmpty } : []
      if !group.low.isEmpty || !group.high.isEmpty || !heads.isEmpty {
        drawing.text(group.low, x: start - 5, y: y + 12, style: "small")
        drawing.text(group.high, x: end + 5, y: y + 12, anchor: .end, style: "small")
        if !heads.isEmpty { head(&drawing, widths, from: size.width - values, y: y + 12) }
        y += 16
      }
      for lane in group.lanes {
        let isMarked = lane.marks.contains { !$0.label.isEmpty }
        if isAbove {
          drawing.text(lane.label, x: 0, y: y + 13, room: size.width)
          y += 16
        }
        if isMarked || !lane.crowd.isEmpty { y += 12 }
        let middle = y + (isAbove ? 7 : 13)
        if !isAbove { drawing.text(lane.label, x: 0, y: middle + 4.5, room: start - 10) }
        draw(lane, from: start, to: end, y: middle, &drawing)
        if isTall, !lane.values.isEmpty {
          drawing.text(
            ends(lane.values), x: size.width, y: middle + 20, anchor: .end, style: "value", room: size.width)
        } else {
          var x = size.width - values
          for (place, value) in lane.values.enumerated() where place < widths.count {
            x += widths[place]
            drawing.text(value, x: x, y: middle + 4.5, anchor: .end, style: "value")
          }
        }
        y = middle + (isTall ? 34 : isAbove ? 17 : 13)
      }
      y += groups.count > 1 ? 12 : 0
    }
    return drawing
  }

  /// Where columns have no room: "lowest 13; highest 500".
  private func ends(_ values: [String]) -> String {
    zip(columns, values).filter { !$1.isEmpty }.map { $0.title.isEmpty ? $1 : "\($0.title) \($1)" }
      .joined(separator: "; ")
  }

  private func head(_ drawing: inout Drawing, _ widths: [Double], from left: Double, y: Double) {
    var x = left
    for (column, width) in zip(columns, widths) {
      x += width
      drawing.text(column.title, x: x, y: y, anchor: .end, style: "small")
      guard let mark = column.mark else { continue }
      let place = x - textWidth(column.title) * 0.9 - 8
      switch mark {
      case .dot: drawing.dot(place, y - 4, style: column.style)
      case .diamond: drawing.diamond(place, y - 4, style: column.style)
      case .box: drawing.box(place - 5, y - 9, 10, 10, style: column.style)
      }
    }
  }

  private func draw(_ lane: Lane, from start: Double, to end: Double, y: Double, _ drawing: inout Drawing) {
    let length = end - start
    if lane.hasTrack {
      drawing.box(start - 5, y - 7, length + 10, 14, style: "track")
    } else if lane.bars.isEmpty {
      drawing.line(start - 5, y, end + 5, y, style: "grid")
    }
    var x = start - 5
    for bar in lane.bars where bar.share > 0 {
      let width = max(1.5, (length + 10) * bar.share)
      drawing.box(x, y - 7, width, 14, style: bar.style)
      x += width
    }
    if let gap = lane.gap {
      drawing.line(
        start + length * gap.lowerBound, y, start + length * gap.upperBound, y, style: "gap")
    }
    if let most = lane.crowd.max(), most > 0 {
      drawing.silhouette(
        lane.crowd.map { $0 == 0 ? 0 : max(2, 18 * Double($0) / Double(most)) }, x: start - 5, y: y,
        width: length + 10, style: "crowd")
    }
    var labelled = -1e9
    for mark in lane.marks {
      let x = start + length * min(1, max(0, mark.at))
      if mark.shape == .diamond {
        drawing.diamond(x, y, style: mark.style)
      } else {
        drawing.dot(x, y, style: mark.style)
      }
      let width = textWidth(mark.label) * 0.9
      guard !mark.label.isEmpty, x - width / 2 > labelled + 3 else { continue }
      let middle = min(max(x, width / 2), drawing.width - width / 2)
      drawing.text(mark.label, x: middle, y: y - 9, anchor: .middle, style: "small")
      labelled = middle + width / 2
    }
  }
}
