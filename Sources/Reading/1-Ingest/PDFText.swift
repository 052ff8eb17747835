import Core
import Foundation

/// Poppler's pdftotext, which makes text of PDF in reading order with a form feed after every page.
public struct PDFConverter: Sendable {
  /// `pdftotext 22.12.0`; stored with every document it made.
  public let version: String
  private let program: ConverterProgram

  /// Where it is.
  public var path: String { program.path }

  /// How to install it.
  public static let installation = "apt-get install poppler-utils"

  /// - Throws: `Failure` of kind `configuration` that says how to install it.
  public init() throws {
    let missing = Failure(
      .configuration, "pdftotext is missing, so PDF can't be read",
      remedy: "Install it (Debian: \(Self.installation))")
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    guard let program = ConverterProgram(named: "pdftotext", in: folders) else { throw missing }
    try self.init(program)
  }

  /// - Throws: `Failure` of kind `configuration` for a program that is no pdftotext.
  init(_ program: ConverterProgram) throws {
    let said = (try? program.run(["-v"])).map { String(decoding: $0.errors, as: UTF8.self) } ?? ""
    guard let line = said.split(separator: "\n").first(where: { $0.hasPrefix("pdftotext version ") }) else {
      throw Failure(
        .configuration, "this is no pdftotext that works, so PDF can't be read", place: program.path,
        remedy: "Install Poppler's (Debian: \(Self.installation))")
    }
    self.program = program
    version = "pdftotext " + line.dropFirst("pdftotext version ".count)
  }

  /// The text of a PDF file in UTF-8, in which the marks of footnotes are raised digits.
  ///
  /// - Throws: `Failure` of kind `data` with what pdftotext said, or which limit it passed.
  public func text(of file: URL, named name: String) throws -> [UInt8] {
    let path = file.absoluteURL.path
    let result = try run(["-q", "-enc", "UTF-8", "-eol", "unix", path, "-"], name)
    guard result.status == 0 else {
      let line = String(decoding: result.errors, as: UTF8.self).split(separator: "\n").first
      throw Failure(
        .data, "pdftotext can't read the file: \(line.map(String.init) ?? "status \(result.status)")",
        place: name, remedy: "Fetch it again, or save it as text")
    }
    guard result.output.contains(where: { $0 > 0x20 }) else {
      throw Failure(
        .data, "the PDF holds no text, only pictures of it", place: name,
        remedy: "Run character recognition on it first")
    }
    let places = try run(["-q", "-bbox", "-enc", "UTF-8", path, "-"], name)
    return places.status == 0 ? raiseDigits(in: result.output, places: places.output) : result.output
  }

  private func run(_ arguments: [String], _ name: String) throws -> ConverterProgram.Result {
    do {
      return try program.run(arguments)
    } catch let excess as ConverterProgram.Excess {
      throw Failure(
        .data, "pdftotext \(excess) and was ended", place: name,
        remedy: "Save the file as text, or leave it out")
    }
  }
}

/// Ends every converter that runs, for a program that is told to stop. Async-signal-safe.
public func endConverters() { ConverterProgram.endAll() }
