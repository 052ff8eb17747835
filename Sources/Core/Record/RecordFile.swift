/// Reads records one after the other: NDJSON, one to a line; empty lines and a byte-order mark are passed over.
///
/// - Parameters:
///   - file: how errors call it.
///   - body: gets each record with its one-based line.
/// - Throws: `ConfigurationError` with the line of the first that is no record; what `body` throws.
package func forEachRecord(
  in bytes: [UInt8], file: String, _ body: (DocumentRecord, Int) throws -> Void
) throws {
  try bytes.withUnsafeBufferPointer { bytes in
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      guard text.contains(where: { $0 > 0x20 }) else { continue }
      let record: DocumentRecord
      do {
        record = try decode(text)
      } catch let error as JSONError {
        throw ConfigurationError(file: file, line: line, message: "is no record: \(error)")
      }
      try body(record, line)
    }
  }
}
