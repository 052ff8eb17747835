import Core
import Foundation

/// How a stream ended.
public struct StreamSummary: Sendable {
  public var records = 0
  /// Lines that were no records, or in a language that is not installed.
  public var failures = 0
}

/// Reads records as NDJSON from a file descriptor and writes a line for each mention to another, in the
/// order of the input. Keeps no state between records; memory is bounded by the longest line.
public final class RecordStream {
  private let rules: RuleSet
  private var readers: [String: TextReader] = [:]
  private var names: [String: RuleNames] = [:]
  private var record = StreamRecord()
  private var writer: MentionWriter
  private let areas: [[UInt8]: Int16]
  private var lastArea: (bytes: [UInt8], number: Int16) = ([], -1)
  private var lastLanguage: (bytes: [UInt8], code: String) = ([], "")
  private static let chunk = 1 << 20

  public init(_ rules: RuleSet) {
    self.rules = rules
    writer = MentionWriter(rules)
    areas = Dictionary(uniqueKeysWithValues: rules.areas.enumerated().map { (Array($1.id.utf8), Int16($0)) })
  }

  /// - Throws: `StreamError` when reading or writing fails; a closed reader at the other end is no failure
  ///   and ends the stream.
  public func run(input: Int32, output: Int32) throws -> StreamSummary {
    var summary = StreamSummary()
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var filled = 0
    var isAtEnd = false
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
      let used = buffer.withUnsafeBufferPointer { bytes in
        readLines(UnsafeBufferPointer(rebasing: bytes[..<filled]), isAtEnd: isAtEnd, &summary)
      }
      guard try flush(to: output) else { return summary }
      if used > 0 {
        buffer.withUnsafeMutableBytes {
          $0.baseAddress!.copyMemory(from: $0.baseAddress! + used, byteCount: filled - used)
        }
        filled -= used
      }
    }
    return summary
  }

  /// Reads the whole lines among the bytes and says how many bytes they were.
  private func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool, _ summary: inout StreamSummary
  ) -> Int {
    var start = 0
    while start < bytes.count {
      let rest = bytes.count - start
      let found = memchr(bytes.baseAddress! + start, 0x0A, rest)
      guard found != nil || isAtEnd else { break }
      let end =
        found.map { UnsafeRawPointer(bytes.baseAddress!).distance(to: UnsafeRawPointer($0)) } ?? bytes.count
      readLine(UnsafeBufferPointer(rebasing: bytes[start..<end]), &summary)
      start = min(end + 1, bytes.count)
      if end == bytes.count { break }
    }
    return start
  }

  private func readLine(_ line: UnsafeBufferPointer<UInt8>, _ summary: inout StreamSummary) {
    summary.records += 1
    if line.allSatisfy({ $0 <= 0x20 }) { return }
    do {
      guard firstInvalidUTF8(in: line) == nil else { throw RecordError(message: "is not UTF-8") }
      try record.read(line)
      let code = try language(line)
      guard let reader = try readers[code] ?? makeReader(code), let names = names[code] else { return }
      let area = area(line, reader)
      record.withBytes(of: .text, in: line) { text in
        reader.read(text, area: area)
        record.withBytes(of: .id, in: line) { id in writer.write(reader, names: names, id: id, text: text) }
      }
    } catch {
      summary.failures += 1
      let message = (error as? RecordError)?.message ?? "\(error)"
      if record.has(.id), !message.hasPrefix("is not UTF-8") {
        record.withBytes(of: .id, in: line) { writer.writeError(id: $0, line: summary.records, message) }
      } else {
        writer.writeError(id: nil, line: summary.records, message)
      }
    }
  }

  /// The same lines for a document that was read from a file.
  ///
  /// - Throws: `UnknownLanguage`.
  public func lines(for document: Document, id: String) throws -> String {
    let code =
      rules.compiled[document.language] != nil ? document.language : String(document.language.prefix(2))
    guard let reader = try readers[code] ?? makeReader(code), let names = names[code] else { return "" }
    var id = id
    document.text.withUnsafeBufferPointer { text in
      reader.read(text, area: areas[Array(document.area.utf8)] ?? -1)
      id.withUTF8 { writer.write(reader, names: names, id: $0, text: text) }
    }
    defer { writer.removeAll() }
    return String(decoding: writer.output, as: UTF8.self)
  }

  // MARK: Language and area

  private func language(_ line: UnsafeBufferPointer<UInt8>) throws -> String {
    guard record.has(.language) else {
      if rules.compiled.count == 1, let only = rules.compiled.keys.first { return only }
      return record.withBytes(of: .text, in: line) { guessLanguage(of: $0, among: rules) } ?? rules.languages
        .first ?? ""
    }
    return try record.withBytes(of: .language, in: line) { bytes in
      if bytes.elementsEqual(lastLanguage.bytes) { return lastLanguage.code }
      let tag = String(decoding: bytes, as: UTF8.self)
      let primary = String(tag.split(separator: "-").first ?? "").lowercased()
      guard let code = [tag, primary].first(where: { rules.compiled[$0] != nil }) else {
        throw RecordError(message: UnknownLanguage(language: tag, installed: rules.languages).description)
      }
      lastLanguage = (Array(bytes), code)
      return code
    }
  }

  private func makeReader(_ code: String) throws -> TextReader? {
    guard let compiled = rules.compiled[code] else {
      throw RecordError(message: UnknownLanguage(language: code, installed: rules.languages).description)
    }
    let reader = TextReader(compiled)
    readers[code] = reader
    names[code] = RuleNames(compiled)
    return reader
  }

  /// The record's area; where it has none, the first country that its title names.
  private func area(_ line: UnsafeBufferPointer<UInt8>, _ reader: TextReader) -> Int16 {
    guard record.has(.area) else {
      return record.has(.title) ? record.withBytes(of: .title, in: line) { reader.firstArea(in: $0) } : -1
    }
    return record.withBytes(of: .area, in: line) { bytes in
      if bytes.elementsEqual(lastArea.bytes) { return lastArea.number }
      lastArea = (Array(bytes), areas[Array(bytes)] ?? -1)
      return lastArea.number
    }
  }

  // MARK: Output

  /// False when nobody reads any more.
  private func flush(to output: Int32) throws -> Bool {
    let isOpen = try writer.output.withUnsafeBytes { bytes in
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
    writer.removeAll()
    return isOpen
  }
}

/// The stream's input or output failed.
public struct StreamError: Error, CustomStringConvertible {
  public var action: String
  public var code: Int32

  public var description: String { "\(action) failed: \(String(cString: strerror(code)))" }
}
