/// A stretch of a document's text.
///
/// Both ends count from zero and the end is excluded. Characters are Unicode code points, which is what
/// SQLite's `substr`, Python's slices and the W3C Web Annotation selectors count; bytes are UTF-8 bytes of
/// the same text.
public struct Span: Hashable, Sendable, Comparable {
  public var charStart: Int
  public var charEnd: Int
  public var byteStart: Int
  public var byteEnd: Int

  public init(charStart: Int, charEnd: Int, byteStart: Int, byteEnd: Int) {
    self.charStart = charStart
    self.charEnd = charEnd
    self.byteStart = byteStart
    self.byteEnd = byteEnd
  }

  /// Earlier start first; of two that start together, the shorter.
  public static func < (a: Span, b: Span) -> Bool {
    (a.byteStart, a.byteEnd) < (b.byteStart, b.byteEnd)
  }

  public func overlaps(_ other: Span) -> Bool {
    byteStart < other.byteEnd && other.byteStart < byteEnd
  }
}
