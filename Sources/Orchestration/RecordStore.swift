import Core
import Foundation

/// Records kept between runs, each under the fingerprint of what it was made of, and so never stale.
package struct RecordStore: Sendable {
  package let folder: URL

  /// Where the record of a fingerprint is kept; folders of two digits keep any of them small.
  package func file(_ fingerprint: String) -> URL {
    folder.appendingPathComponent("\(fingerprint.prefix(2))/\(fingerprint).json")
  }

  package func has(_ fingerprint: String) -> Bool {
    access(file(fingerprint).path, R_OK) == 0
  }

  /// - Throws: `Failure` of kind `inputOutput`.
  package func keep(_ record: DocumentRecord) throws {
    try writeFile(
      encode(record), to: file(record.fingerprint), named: "records/\(record.fingerprint.prefix(12))….json")
  }

  /// - Throws: `Failure` where there is none, or where it is not what was written.
  package func record(_ fingerprint: String) throws -> DocumentRecord {
    let name = "records/\(fingerprint.prefix(12))….json"
    let bytes = try readFile(file(fingerprint), named: name)
    do {
      return try bytes.withUnsafeBytes { try decode($0.bindMemory(to: UInt8.self)) }
    } catch let error as JSONError {
      throw Failure(
        .data, "a kept record is damaged: \(error)", place: name,
        remedy: "Run again with --force; reports are read anew")
    }
  }

  /// Drops records that nothing refers to any more.
  package func prune(keeping fingerprints: Set<String>) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasSuffix(".json") {
      let fingerprint = String((name as NSString).lastPathComponent.dropLast(".json".count))
      if !fingerprints.contains(fingerprint) {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    }
  }
}
