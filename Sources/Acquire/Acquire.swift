import Core
import Foundation

/// Reads a report's bytes and knows them by their hash.
///
/// - Throws: `Failure`: no such file, a folder, an empty file, a kind of file that is not read.
public func acquire(_ entry: ReportEntry) throws -> AcquiredReport {
  let bytes: Data
  do {
    bytes = try readFile(entry.location, named: entry.file)
  } catch var failure as Failure {
    if failure.kind == .noInput, !entry.url.isEmpty {
      failure.remedy = "Download \(entry.url) and put it there"
    } else if failure.kind == .noInput, !entry.declaredAt.isEmpty {
      failure.remedy = "Put it there or mend \(entry.declaredAt)"
    }
    throw failure
  }
  guard !bytes.isEmpty else {
    throw Failure(.data, "the file is empty", place: entry.file, remedy: "Fetch the report again")
  }
  return AcquiredReport(
    entry: entry, bytes: bytes, sha256: ContentHash.sha256(bytes),
    mediaType: try mediaType(of: bytes, named: entry.file))
}

private func mediaType(of bytes: Data, named name: String) throws -> String {
  let head = bytes.prefix(1024)
  if isPDF(bytes, named: name) { return "application/pdf" }
  let advice = "Save it as plain text, HTML or PDF"
  if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
    throw Failure(.data, "word-processor and ZIP files are not read", place: name, remedy: advice)
  }
  if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
    throw Failure(.data, "old word-processor files are not read", place: name, remedy: advice)
  }
  if isHTML(head, named: name) { return "text/html" }
  if isBinary(head) {
    let isNamedPDF = name.lowercased().hasSuffix(".pdf")
    throw Failure(
      .data, isNamedPDF ? "the file is not a PDF, whatever its name says" : "this is a binary file, not text",
      place: name, remedy: isNamedPDF ? "Fetch the report again" : advice)
  }
  return "text/plain"
}

/// A PDF's header may stand anywhere in its first kilobyte, behind what a mail program or a server put before it. A text
/// that only speaks of such headers has no end of a PDF.
private func isPDF(_ bytes: Data, named name: String) -> Bool {
  let header = Data("%PDF-".utf8)
  if bytes.starts(with: header) { return true }
  guard let found = bytes.prefix(1024).range(of: header), found.upperBound < bytes.endIndex,
    (0x30...0x39).contains(bytes[found.upperBound])
  else { return false }
  return name.lowercased().hasSuffix(".pdf") || bytes.suffix(1024).range(of: Data("%%EOF".utf8)) != nil
}

/// Whether a page begins here, or the file's name says so and a tag bears it out.
private func isHTML(_ head: Data, named name: String) -> Bool {
  let start = String(decoding: head.filter { $0 != 0 }, as: UTF8.self).lowercased()
    .trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{FEFF}\u{FFFD}")))
  if ["<!doctype html", "<html"].contains(where: { start.hasPrefix($0) }) { return true }
  if start.hasPrefix("<?xml") || start.hasPrefix("<!--") { return start.contains("<html") }
  return htmlEndings.contains { name.lowercased().hasSuffix("." + $0) } && start.contains("<")
}

/// Endings of the names of pages.
package let htmlEndings = ["html", "htm", "xhtml"]

/// Whether bytes hold control characters as no text does. UTF-16 holds NUL bytes and others that look like
/// control characters; a text may hold a stray one.
private func isBinary(_ head: Data) -> Bool {
  if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return false }
  if unmarkedUTF16(head) != nil { return false }
  let controls = head.count { $0 > 0 && $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
  return controls > 0 && (head.contains(0) || controls * 20 > head.count)
}

/// Reports' bytes under their hash, written once and never again, each beside what was declared about it.
public struct Snapshots: Sendable {
  public let folder: URL

  public init(_ folder: URL) {
    self.folder = folder
  }

  /// Where the bytes of a hash are kept.
  public func file(_ sha256: String) -> URL {
    folder.appendingPathComponent(sha256)
  }

  /// Keeps the bytes unless they are here already, and renews the declaration beside them.
  ///
  /// - Returns: Whether the bytes are new.
  /// - Throws: `Failure` of kind `inputOutput`.
  @discardableResult public func keep(_ report: AcquiredReport) throws -> Bool {
    let target = file(report.sha256)
    let name = "snapshots/\(report.sha256)"
    let size = try? FileManager.default.attributesOfItem(atPath: target.path)[.size] as? Int
    let isNew = size != report.bytes.count
    if isNew { try writeFile(report.bytes, to: target, named: name, durably: false) }
    let sidecar = folder.appendingPathComponent(report.sha256 + ".json")
    let declaration = try report.declaration()
    if (try? Data(contentsOf: sidecar)) != declaration {
      try writeFile(declaration, to: sidecar, named: name + ".json", durably: false)
    }
    return isNew
  }
}

extension AcquiredReport {
  /// What was declared, as JSON with sorted keys: the snapshot's sidecar.
  fileprivate func declaration() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let values = [
      "area": entry.area, "edition": entry.edition, "encoding": entry.encoding, "file": entry.file,
      "language": entry.language, "licence": entry.licence, "media_type": mediaType,
      "period": entry.period, "published": entry.published, "publisher": entry.publisher,
      "sample": entry.isSample ? "true" : "false", "family": entry.family, "series": entry.series,
      "sha256": sha256,
      "size": String(bytes.count), "title": entry.title, "url": entry.url,
    ]
    return try encoder.encode(values) + Data("\n".utf8)
  }
}

/// Which bytes a list of reports stood for: one line per file, in the order of the files' names.
///
/// Written only where it differs, so that it changes only when bytes change.
public struct LockFile: Sendable {
  private var lines: [String: String] = [:]

  public init() {}

  /// - Parameter size: in bytes.
  package mutating func add(_ file: String, sha256: String, size: Int, mediaType: String) {
    lines[file] = "\(sha256) \(size) \(mediaType) \(file)"
  }

  /// - Throws: `Failure` of kind `inputOutput`.
  public func write(to file: URL, named name: String) throws {
    let sorted = lines.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
    let text = Data(sorted.map { $0.value + "\n" }.joined().utf8)
    if (try? Data(contentsOf: file)) == text { return }
    try writeFile(text, to: file, named: name)
  }
}
