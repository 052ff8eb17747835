import Core
import Foundation
import Reading

/// A stream with files at its ends, as a shell would put them there.
package enum StreamHarness {
  /// What the stream writes for these bytes, line by line, and how many records failed.
  package static func run(
    _ input: [UInt8], _ product: StreamProduct = .mentions, longestLine: Int = 100_000_000
  ) throws -> (lines: [[UInt8]], failures: Int) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    try Data(input).write(to: source)
    _ = FileManager.default.createFile(atPath: target.path, contents: nil)
    let (reading, writing) = (try FileHandle(forReadingFrom: source), try FileHandle(forWritingTo: target))
    let summary = try RecordStream(Repository.rules.get(), product: product, longestLine: longestLine).run(
      input: reading.fileDescriptor, output: writing.fileDescriptor)
    let lines = try Data(contentsOf: target).split(separator: 0x0A).map { [UInt8]($0) }
    return (lines, summary.failures)
  }

  /// A line of the input.
  package static func line(_ fields: [(String, String)]) -> [UInt8] {
    var json = JSONWriter()
    json.raw(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { json.raw(UInt8(ascii: ",")) }
      json.string(field.0)
      json.raw(UInt8(ascii: ":"))
      json.string(field.1)
    }
    json.raw("}\n")
    return json.bytes
  }

  package static func object(_ line: [UInt8]) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
  }
}
