import Foundation

/// The program as a user meets it: a process with arguments, two streams and an exit status.
struct Program {
  var status: Int32
  var output: String
  var errors: String

  /// - Parameters:
  ///   - folder: In which the program runs.
  ///   - environment: Added to the test's own.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) throws -> Program {
    let process = Process()
    process.executableURL = location
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    func file(_ name: String, _ text: String = "") throws -> URL {
      let file = scratch.appendingPathComponent(name)
      try Data(text.utf8).write(to: file)
      return file
    }
    let output = try file("output")
    let errors = try file("errors")
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Program(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// Beside the tests' own executable.
  static let location: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("indicators")
  }()
}

/// The project's own folder.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A folder of a test's own, gone when the test ends.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("indicators-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }
}

/// The repository's configuration with a few of its indicators, in the folder `small`, and what
/// pipelines share beside it.
func makeSmallPipeline(in folder: TestFolder) throws {
  let source = repository.appendingPathComponent("Pipelines/human-rights")
  let target = folder.url.appendingPathComponent("small")
  try FileManager.default.createDirectory(
    at: target.appendingPathComponent("Indicators"), withIntermediateDirectories: true)
  let own = try FileManager.default.contentsOfDirectory(atPath: source.path)
  let indicators = ["press_freedom_rank", "tertiary_education_share", "treaty_status"].map {
    "Indicators/\($0)"
  }
  let others = ["Indicators", "Decisions", "README.md", "must-keep.yml"]
  for name in own.filter({ !others.contains($0) }) + indicators {
    try FileManager.default.copyItem(
      at: source.appendingPathComponent(name), to: target.appendingPathComponent(name))
  }
  for name in ["Languages", "Codelists", "Families", "Labels"] {
    let shared = repository.appendingPathComponent("Pipelines/\(name)")
    guard FileManager.default.fileExists(atPath: shared.path) else { continue }
    try FileManager.default.copyItem(at: shared, to: folder.url.appendingPathComponent(name))
  }
}
