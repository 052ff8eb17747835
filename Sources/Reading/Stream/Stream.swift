import Core
import Foundation

/// How a stream ended.
public struct StreamSummary: Sendable {
  public var records = 0
  /// Lines that were no records, or in a language that is not installed.
  public var failures = 0
}

/// What a stream writes for each line of its input.
public enum StreamProduct: Sendable {
  /// A line for each mention, with its observations.
  case mentions
  /// One line with everything that reading makes of it: a `DocumentRecord`.
  case records
}

/// Reads texts as NDJSON from a file descriptor and writes what they say to another, in the order of the input.
/// Keeps no state between lines; memory is bounded by the longest one, and that by a limit: a line beyond it is an error
/// row, and is passed over without being held.
public final class RecordStream {
  private let product: StreamProduct
  private let lines: StreamLines
  private let longestLine: Int
  private static let chunk = 1 << 20

  /// - Parameter longestLine: in bytes, without the line's end.
  public init(_ rules: RuleSet, product: StreamProduct = .mentions, longestLine: Int = 100_000_000) {
    self.product = product
    self.longestLine = longestLine
    lines = StreamLines(rules)
  }

  /// - Throws: `ConfigurationError` for rules that are wrong, `StreamError` when reading or writing fails; a closed reader at the other end is no failure
  ///   and ends the stream.
  public func run(input: Int32, output: Int32) throws -> StreamSummary {
    var summary = StreamSummary()
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var filled = 0
    var isAtEnd = false
    var isAtStart = true
    // How much of what is there has been looked at without finding a line's end.
    var searched = 0
    var isPassingOver = false
    while !isAtEnd {
      if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let space = buffer.count - filled
      let count = buffer.withUnsafeMutableBytes { Foundation.read(input, $0.baseAddress! + filled, space) }
      if count < 0 {
        if errno == EINTR { continue }
        throw StreamError(action: "reading standard input", code: errno)
      }
      isAtEnd = count == 0
      filled += count
      if isAtStart, filled < 3, !isAtEnd { continue }
      var used = isAtStart && buffer[..<filled].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      isAtStart = false
      buffer.withUnsafeBufferPointer { bytes in
        let all = UnsafeBufferPointer(rebasing: bytes[..<filled])
        if isPassingOver {
          guard let end = Self.lineEnd(in: all, from: used) else {
            used = filled
            return
          }
          used = end + 1
          isPassingOver = false
        }
        used = readLines(all, from: used, searched: max(used, searched), isAtEnd: isAtEnd, &summary)
        if filled - used > longestLine {
          refuseLine(&summary)
          used = filled
          isPassingOver = true
        }
      }
      searched = filled - used
      guard try flush(to: output) else { return summary }
      if let failure = lines.failure { throw failure }
      if used > 0 {
        buffer.withUnsafeMutableBytes {
          $0.baseAddress!.copyMemory(from: $0.baseAddress! + used, byteCount: filled - used)
        }
        filled -= used
      }
    }
    return summary
  }

  /// Reads the whole lines among the bytes from a place on and says how far it came.
  ///
  /// - Parameter searched: up to where there is no line's end.
  private func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, searched: Int, isAtEnd: Bool,
    _ summary: inout StreamSummary
  ) -> Int {
    var start = start
    var searched = searched
    while start < bytes.count {
      let found = Self.lineEnd(in: bytes, from: searched)
      guard found != nil || isAtEnd else { break }
      let end = found ?? bytes.count
      if end - start > longestLine {
        refuseLine(&summary)
      } else {
        summary.records += 1
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if !lines.write(line, number: summary.records, product) { summary.failures += 1 }
      }
      start = min(end + 1, bytes.count)
      searched = start
    }
    return start
  }

  private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private func refuseLine(_ summary: inout StreamSummary) {
    summary.records += 1
    summary.failures += 1
    lines.refuse(summary.records, "is longer than \(longestLine) bytes")
  }

  /// The mentions' lines for a document that was read from a file: those of its text in a stream.
  ///
  /// - Throws: `UnknownLanguage`.
  public func lines(for document: Document, pages: [Page], id: String) throws -> String {
    try lines.lines(for: document, pages: pages, id: id)
  }

  // MARK: Output

  /// False when nobody reads any more.
  private func flush(to output: Int32) throws -> Bool {
    let isOpen = try lines.json.bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = Foundation.write(output, bytes.baseAddress! + written, bytes.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { return false }
          throw StreamError(action: "writing standard output", code: errno)
        }
        written += count
      }
      return true
    }
    lines.removeAll()
    return isOpen
  }
}

/// The stream's input or output failed.
public struct StreamError: Error, CustomStringConvertible {
  public var action: String
  public var code: Int32

  public var description: String { "\(action) failed: \(String(cString: strerror(code)))" }
}
