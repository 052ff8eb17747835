import Core
import Foundation

/// Poppler's pdftotext, which makes text of PDF in reading order with a form feed after every page.
public struct PDFConverter: Sendable {
  /// `pdftotext 22.12.0`; stored with every document it made.
  public let version: String

  /// - Throws: `Failure` of kind `configuration` that says how to install it.
  public init() throws {
    guard let output = try? run(["-v"]).standardError,
      let line = output.split(separator: "\n").first(where: { $0.hasPrefix("pdftotext version ") })
    else {
      throw Failure(
        .configuration, "pdftotext is missing, so PDF can't be read",
        remedy: "Install it (Debian: apt-get install poppler-utils)")
    }
    version = "pdftotext " + line.dropFirst("pdftotext version ".count)
  }

  /// The text of a PDF file in UTF-8, in which the marks of footnotes are raised digits.
  ///
  /// - Throws: `Failure` of kind `data` with what pdftotext said.
  public func text(of file: URL, named name: String) throws -> [UInt8] {
    let result = try run(["-q", "-enc", "UTF-8", "-eol", "unix", file.path, "-"])
    guard result.status == 0 else {
      let said =
        result.standardError.split(separator: "\n").first.map(String.init) ?? "status \(result.status)"
      throw Failure(
        .data, "pdftotext can't read the file: \(said)", place: name,
        remedy: "Fetch it again, or save it as text")
    }
    guard result.output.contains(where: { $0 > 0x20 }) else {
      throw Failure(
        .data, "the PDF holds no text, only pictures of it", place: name,
        remedy: "Run character recognition on it first")
    }
    guard let places = try? run(["-q", "-bbox", "-enc", "UTF-8", file.path, "-"]), places.status == 0 else {
      return result.output
    }
    return raiseDigits(in: result.output, places: places.output)
  }
}

private struct ProcessResult {
  var status: Int32
  var output: [UInt8]
  var standardError: String
}

private func run(_ arguments: [String]) throws -> ProcessResult {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["pdftotext"] + arguments
  // Errors go to a file: two pipes read one after the other could block each other.
  let errors = FileManager.default.temporaryDirectory.appendingPathComponent("pdftotext-\(UUID().uuidString)")
  _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
  defer { try? FileManager.default.removeItem(at: errors) }
  let output = Pipe()
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  process.standardError = try FileHandle(forWritingTo: errors)
  try process.run()
  let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return ProcessResult(
    status: process.terminationStatus, output: Array(bytes),
    standardError: String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self))
}
