import Core
import Foundation

/// How deep a page's elements stand in each other and how many attributes one has, by a look at its tags alone: the
/// parser's time grows with the square of both, and no page that people read has as many.
struct HTMLShape {
  /// By a count that takes every end tag for the last one's, and leaves out elements that close each other.
  private(set) var depth = 0
  private(set) var attributes = 0

  private static let deepest = 2000
  private static let mostAttributes = 1000

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    var open = 0
    var index = 0
    while index < bytes.count, let found = memchr(start + index, 0x3C, bytes.count - index) {
      index = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found)) + 1
      guard index < bytes.count else { return }
      let name = Self.name(bytes, index)
      if bytes[index] == UInt8(ascii: "/") {
        open = max(0, open - 1)
      } else if bytes[index...].starts(with: Array("!--".utf8)) {
        index = Self.end(of: "-->", bytes, index)
      } else if !name.isEmpty {
        index = readTag(bytes, index + name.utf8.count)
        if ["script", "style", "textarea", "title"].contains(name) {
          index = Self.end(of: "</" + name, bytes, index)
        } else if !Self.selfClosing.contains(name) {
          open += 1
          depth = max(depth, open)
        }
      }
    }
  }

  /// - Throws: `Failure` of kind `data` where the parser would take too long.
  func check(named name: String) throws {
    let remedy = "Save the report as plain text"
    guard depth <= Self.deepest else {
      throw Failure(
        .data, "the page has more than \(Self.deepest) elements in each other", place: name, remedy: remedy)
    }
    guard attributes <= Self.mostAttributes else {
      throw Failure(
        .data, "an element of the page has more than \(Self.mostAttributes) attributes", place: name,
        remedy: remedy)
    }
  }

  /// Counts the attributes from behind a tag's name on, and says where the tag ends.
  private mutating func readTag(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    var count = 0
    var quote: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if index >= 2, bytes[index - 2] == UInt8(ascii: "=") || bytes[index - 2] <= 0x20 { quote = byte }
      } else if byte <= 0x20, index < bytes.count, bytes[index] > 0x20 {
        count += 1
      }
    }
    attributes = max(attributes, count)
    return index
  }

  /// Elements that have no end, or end where the next of their kind begins.
  private static let selfClosing: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "option", "path", "use", "circle", "rect",
    "script",
    "style", "svg", "g",
  ]

  /// The name of a tag, in lower case; empty where no tag begins.
  private static func name(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> String {
    var name = ""
    for byte in bytes[start...].prefix(10) {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) else { break }
      name.append(Character(Unicode.Scalar(byte | 0x20)))
    }
    return name
  }

  /// Where a mark begins next, without regard to case; the end where it does not.
  private static func end(of mark: String, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let mark = Array(mark.utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if mark.indices.allSatisfy({ bytes[index + $0] == mark[$0] || bytes[index + $0] | 0x20 == mark[$0] }) {
        return index
      }
      index += 1
    }
    return bytes.count
  }
}
