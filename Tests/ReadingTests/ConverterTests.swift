import Foundation
import Support
import Testing

@testable import Core
@testable import Reading

/// Other programs that make text of a file, when they do not behave.
@Suite struct ConverterTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A program with this content.
  func program(_ script: String, _ limits: ConverterProgram.Limits = .init()) throws -> ConverterProgram {
    let file = try folder.write("#!/bin/sh\n\(script)\n", to: "converter")
    chmod(file.path, 0o755)
    return ConverterProgram(path: file.path, limits: limits)
  }

  @Test func whatItWritesAndSaysComesBack() throws {
    let result = try program("printf \"$1\"; echo oh >&2; exit 3").run(["a b;c"])
    #expect(result.status == 3)
    #expect(String(decoding: result.output, as: UTF8.self) == "a b;c")
    #expect(String(decoding: result.errors, as: UTF8.self) == "oh\n")
    #expect(try program("kill -TERM $$").run([]).status == 128 + SIGTERM)
  }

  @Test func oneThatHangsIsEnded() throws {
    let hanging = try program("echo $$; sleep 1000", .init(seconds: 0.2))
    #expect(throws: ConverterProgram.Excess.time(0.2)) { try hanging.run([]) }
  }

  /// What it started holds its output open: neither is waited for.
  @Test func aChildThatKeepsThePipeOpenIsNotWaitedFor() throws {
    let result = try program("sleep 1000 & echo $!; exit 0").run([])
    let child = try #require(pid_t(String(decoding: result.output, as: UTF8.self).dropLast()))
    #expect(result.status == 0)
    // It is ended at once, and gone when whoever inherited it has looked.
    var looks = 0
    while isRunning(child), looks < 1000 {
      usleep(10_000)
      looks += 1
    }
    #expect(!isRunning(child))
  }

  private func isRunning(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return !status.contains(") Z ")
  }

  @Test func floodsAreEnded() throws {
    #expect(throws: ConverterProgram.Excess.output(100_000)) {
      try program("yes", .init(output: 100_000)).run([])
    }
    #expect(throws: ConverterProgram.Excess.errors(100_000)) {
      try program("yes >&2", .init(errors: 100_000)).run([])
    }
  }

  @Test func memoryIsLimited() throws {
    // A shell of a few megabytes is more than this one may have.
    let greedy = try program("sleep 1000", .init(memory: 1000))
    #expect(throws: ConverterProgram.Excess.memory(1000)) { try greedy.run([]) }
  }

  @Test func itLeavesNoFileBehind() throws {
    _ = try program("echo text; echo fault >&2").run([])
    #expect(FileSystem.names(in: folder.url.path) == ["converter"])
  }

  @Test func itIsFoundByItsFullPath() throws {
    let program = try program("exit 0")
    #expect(ConverterProgram(named: "converter", in: "bin::.:\(folder.url.path):/bin")?.path == program.path)
    #expect(ConverterProgram(named: "converter", in: ".:bin") == nil)
    try folder.write("no program", to: "note")
    #expect(ConverterProgram(named: "note", in: folder.url.path) == nil)
  }

  /// Told in words, with the document's name and what to do.
  @Test func aPDFThatTakesTooLongIsAFailureOfItsOwn() throws {
    let version = "if [ \"$1\" = -v ]; then echo 'pdftotext version 1' >&2; exit; fi;"
    let converter = try PDFConverter(program("\(version) yes", .init(output: 1 << 20)))
    #expect(converter.version == "pdftotext 1")
    let error = #expect(throws: Failure.self) { try converter.text(of: folder.url, named: "x.pdf") }
    #expect(error?.kind == .data && error?.place == "x.pdf")
    #expect(error?.what == "pdftotext wrote more than 1 MB and was ended")
    let silent = #expect(throws: Failure.self) { try PDFConverter(program("exit 0")) }
    #expect(silent?.kind == .configuration && silent?.remedy.contains("apt-get install") == true)
  }
}
