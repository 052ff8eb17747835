import Foundation
import Testing

@Suite struct CommandTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.write(
      "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 160 av 180.\n",
      to: "incoming/kazakstan_2016.txt")
    try makeSmallPipeline(in: folder)
  }

  @discardableResult func run(_ arguments: String..., input: String = "") throws -> Program {
    try Program.run(
      arguments, in: folder.url,
      environment: ["INDICATORS_PIPELINE": folder.path("small")],
      input: input)
  }

  @Test func helpAndVersionAreResults() throws {
    let version = try run("--version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(version.errors.isEmpty)
    let help = try run("--help")
    #expect(help.status == 0)
    for command in [
      "init", "add", "run", "plan", "status", "extract", "correct", "explain", "export", "compare", "diff",
      "lineage",
      "verify", "doctor",
    ] {
      #expect(help.output.contains("\n  \(command) "), "\(command) is missing")
    }
    #expect(try run("--generate-completion-script", "bash").output.contains("indicators"))
  }

  @Test(arguments: [
    ["frobnicate"], ["run", "polish"], ["run", "--to", "polish"], ["run", "--jobs", "0"],
    ["run", "--nonsense"],
    ["correct"], ["plan", "--documents"], ["run", "--input", "incoming", "--area", "kaz"],
    ["run", "--input", "incoming", "--area", "XYZ"], ["extract", "none.txt", "--area", "XYZ"],
    ["add", "none.txt", "--area", "XYZ"],
    ["run", "--input", "incoming", "--published", "April"], ["extract"],
  ])
  func wrongUsageIsTwo(arguments: [String]) throws {
    let program = try Program.run(arguments, in: repository)
    #expect(program.status == 2)
    #expect(program.output.isEmpty)
    #expect(program.errors.hasPrefix("indicators: error: "), "\(program.errors)")
  }

  @Test func whatIsMisspeltIsAnsweredWithWhatIsMeant() throws {
    let command = try run("runn")
    #expect(command.status == 2 && command.errors.contains("Did you mean run?"), "\(command.errors)")
    try run(
      "run", "--input", "incoming", "--area", "KAZ", "--published", "2017-04", "--language", "sv", "--output",
      "out")
    func ask(_ arguments: String...) throws -> Program {
      try Program.run(
        arguments + ["--database", "out/small.sqlite"], in: folder.url,
        environment: ["INDICATORS_PIPELINE": folder.path("small")])
    }
    let database = try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).first {
      $0.hasSuffix(".sqlite")
    }
    try FileManager.default.moveItem(
      atPath: folder.path("out/\(try #require(database))"), toPath: folder.path("out/small.sqlite"))
    let export = try ask("export", "--indicator", "press")
    #expect(export.status == 66 && export.errors.contains("press_freedom_rank"), "\(export.errors)")
    #expect(try ask("export", "--area", "SWE").status == 1)
    #expect(try ask("list", "indicators").output.contains("press_freedom_rank"))
    #expect(try ask("list", "areas", "nowhere").status == 1)
    #expect(try ask("compare", "--verdict", "other").errors.contains("other_date"))
    let panel = try ask("export", "--panel", "long", "--undated")
    #expect(panel.output.split(separator: "\n").count == 2 && panel.output.contains(",report,160,160,"))
    let dossier = try ask("export", "--dossier", "KAZ")
    #expect(dossier.output.contains("<mark>") && dossier.output.contains("observation "), "\(dossier.errors)")
  }

  @Test func aRunSaysInTenLinesWhatItFound() throws {
    let done = try run(
      "run", "--input", "incoming", "--area", "KAZ", "--published", "2017-04", "--language", "sv", "--output",
      "out")
    #expect(done.output.split(separator: "\n").count <= 10, "\(done.output)")
    #expect(done.output.contains("1 report on 1 country read") && done.output.contains("Next: "))
    #expect(
      try run(
        "run", "--input", "incoming", "--area", "KAZ", "--published", "2017-04", "--language", "sv",
        "--output", "out2", "--tables"
      ).output.contains("Reported and published"))
  }

  /// The folder of publishers' files is named once.
  @Test func aProjectRemembersItsSeries() throws {
    try run("init", "mine")
    try folder.write("series: \"nowhere\"\n", to: "mine/indicators.yml")
    try run(
      "add", "incoming/kazakstan_2016.txt", "--area", "KAZ", "--published", "2017-04", "--language", "sv",
      "--project",
      "mine")
    let program = try run("run", "--project", "mine")
    #expect(program.status != 0 && program.errors.contains("nowhere"), "\(program.errors)")
    try folder.write("serie: x\n", to: "mine/indicators.yml")
    #expect(try run("run", "--project", "mine").status == 78)
  }

  @Test func anUnknownStageIsAnsweredWithTheStages() throws {
    let program = try run("run", "polish")
    #expect(
      program.errors.contains("acquire, read, load, verify, compare, publish"))
  }

  /// As on a machine whose openssl.cnf loads no provider that hashes: `openssl dgst -sha256` fails there.
  @Test func hashesWhateverOpensslIsToldToLoad() throws {
    try folder.write(
      "openssl_conf = init\n[init]\nproviders = some\n[some]\nnull = only\n[only]\nactivate = 1\n",
      to: "none.cnf")
    let program = try Program.run(
      ["extract", "incoming/kazakstan_2016.txt", "--area", "KAZ"], in: folder.url,
      environment: ["INDICATORS_PIPELINE": folder.path("small"), "OPENSSL_CONF": folder.path("none.cnf")])
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.contains("press_freedom_rank"))
  }

  /// A file's name may hold what moves a terminal's cursor.
  @Test func controlCharactersReachNoTerminal() throws {
    let name = "incoming/a\u{1B}[31mb.txt"
    try folder.write(
      "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 160\u{1B}[5m av 180.\n",
      to: name)
    for arguments in [
      ["extract", name, "--area", "KAZ", "--language", "sv"], ["extract", "incoming/\u{1B}none.txt"],
      [
        "run", "--input", name, "--area", "KAZ", "--language", "sv", "--published", "2017", "--output", "out",
      ],
      ["status", "--output", "out"], ["verify", "--output", "out"],
      ["export", "--format", "table", "--database", "out/human-rights.sqlite"],
    ] {
      let program = try Program.run(
        arguments, in: folder.url, environment: ["INDICATORS_PIPELINE": folder.path("small")])
      #expect(!(program.output + program.errors).contains("\u{1B}"), "\(arguments)")
      #expect(!(program.output + program.errors).isEmpty)
    }
  }

  @Test func aDamagedDatabaseIsToldWithItsFile() throws {
    try run(
      "run", "--input", "incoming", "--area", "KAZ", "--language", "sv", "--published", "2017", "--output",
      "out")
    let file = folder.url.appendingPathComponent("out/human-rights.sqlite")
    let whole = try Data(contentsOf: file)
    var damaged = whole
    for page in stride(from: 20_000, to: damaged.count - 4096, by: 4096) {
      damaged.replaceSubrange(page..<(page + 64), with: Data(repeating: 0x77, count: 64))
    }
    for bytes in [damaged, whole.prefix(50_000)] {
      try Data(bytes).write(to: file)
      for command in [["compare"], ["explain", "a"], ["export"]] {
        let program = try Program.run(
          command + ["--database", "out/human-rights.sqlite"], in: folder.url,
          environment: ["INDICATORS_PIPELINE": folder.path("small")])
        #expect(program.status == 65, "\(command): \(program.errors)")
        #expect(
          program.errors.contains("the database is damaged")
            && program.errors.contains("out/human-rights.sqlite)"))
        #expect(!program.errors.contains("SQLite error"))
      }
    }
  }

  @Test func missingInputIs66() throws {
    for arguments in [
      ["run", "--input", "none.txt"], ["run"], ["status"], ["extract", "none.txt"],
      ["explain", "00", "--database", "none.sqlite"], ["add", "none.txt", "--area", "KAZ"],
    ] {
      let program = try Program.run(
        arguments, in: folder.url,
        environment: ["INDICATORS_PIPELINE": folder.path("small")]
      )
      #expect(program.status == 66, "\(arguments): \(program.errors)")
      #expect(program.errors.hasPrefix("indicators: error: "))
    }
  }

  @Test func aProjectGoesFromInitToStatus() throws {
    #expect(try run("init", "mine").status == 0)
    #expect(try run("init", "mine").status == 74)
    let empty = try run("run", "--project", "mine")
    #expect(empty.status == 66)
    #expect(empty.errors.contains("indicators add"))
    let added = try run(
      "add", "incoming/kazakstan_2016.txt", "--area", "KAZ", "--published", "2017-04", "--language", "sv",
      "--project", "mine")
    #expect(added.status == 0, "\(added.errors)")
    let twice = try run("add", "incoming/kazakstan_2016.txt", "--area", "KAZ", "--project", "mine")
    #expect(twice.status == 65)
    let plan = try run("plan", "--project", "mine")
    #expect(plan.output.contains("because: new document (1 document)"))
    #expect(
      !FileManager.default.fileExists(atPath: folder.path("mine/Data/build")), "plan must change nothing")
    let first = try run("run", "--project", "mine")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("read       1 document → "))
    let second = try run("run", "--project", "mine")
    #expect(second.status == 0)
    #expect(second.errors.hasPrefix("nothing to do: 1 document, 6 stages unchanged"))
    let status = try run("status", "--project", "mine")
    #expect(status.output.contains("reports/kazakstan_2016.txt  done"))
    let json = try run("plan", "--json", "--force", "--project", "mine").output
    #expect(json.contains("\"because\" : ["))
  }

  @Test func aUsersFileLandsInAFolderOfItsOwn() throws {
    let program = try run(
      "run", "--input", "incoming", "--area", "KAZ", "--published", "2017-04", "--language", "sv",
      "--log-json", "log.ndjson")
    #expect(program.status == 0, "\(program.errors)")
    #expect(FileManager.default.fileExists(atPath: folder.path("release-input/human-rights.sqlite")))
    #expect(FileManager.default.fileExists(atPath: folder.path("release-input/Reports/README.md")))
    let log = try String(contentsOfFile: folder.path("log.ndjson"), encoding: .utf8)
    #expect(log.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.contains("\"ts\":") })
  }

  @Test func oneBadDocumentAmongGoodOnesIsThree() throws {
    try folder.write([0x61, 0xFF], to: "incoming/georgien_2016.txt")
    let program = try run("run", "--input", "incoming", "--language", "sv", "--output", "out")
    #expect(program.status == 3)
    #expect(program.errors.contains("not valid UTF-8 (incoming/georgien_2016.txt, byte 1)"))
    #expect(FileManager.default.fileExists(atPath: folder.path("out/human-rights.sqlite")))
    let status = try run("status", "--failed", "--output", "out")
    #expect(status.output.contains("georgien_2016.txt"))
    #expect(!status.output.contains("kazakstan_2016.txt"))
  }

  @Test func aFailingCheckIsOneEveryTime() throws {
    try run("init", "mine")
    try run("add", "incoming/kazakstan_2016.txt", "--area", "KAZ", "--language", "sv", "--project", "mine")
    try folder.write(
      "-- title: Nothing holds\n-- severity: error\n-- why: It is a test.\nSELECT 'x' AS subject, 'always' AS message",
      to: "mine/Pipelines/human-rights/Checks/never.sql")
    let first = try run("run", "--project", "mine")
    #expect(first.status == 1, "\(first.errors)")
    #expect(first.errors.contains("check      never: always (x)"))
    let second = try run("run", "--project", "mine")
    #expect(second.status == 1)
    #expect(second.errors.hasPrefix("nothing to do"))
    #expect(try run("verify", "--project", "mine").status == 1)
  }

  /// It holds nothing that a run can't find out again.
  @Test func aLedgerOfAnotherProgramMakesWay() throws {
    let arguments = ["run", "--input", "incoming", "--language", "sv", "--output", "out"]
    let environment = ["INDICATORS_PIPELINE": folder.path("small")]
    #expect(try Program.run(arguments, in: folder.url, environment: environment).status == 0)
    try folder.write("no database", to: "out/.work/ledger.sqlite")
    let program = try Program.run(arguments, in: folder.url, environment: environment)
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.errors.contains("new document"))
  }

  @Test func recordsAreStreamed() throws {
    let program = try run(
      "extract", "--stream",
      input:
        #"{"id": "a", "text": "Landet hamnar på plats 160 av 180 i pressfrihetsindexet.", "language": "sv"}"#
        + "\n{\n")
    #expect(program.status == 3)
    let lines = program.output.split(separator: "\n")
    #expect(lines.first?.contains("press_freedom_rank") == true)
    #expect(lines.last?.contains("\"error\"") == true)
  }

  @Test func filesGiveTheLinesAndRecordsOfTheirTexts() throws {
    let file = "incoming/kazakstan_2016.txt"
    let text = try String(contentsOf: folder.url.appendingPathComponent(file), encoding: .utf8)
    let line = #"{"id":"\#(file)","text":"\#(text.dropLast())\n","language":"sv","area":"KAZ"}"# + "\n"
    let lines = try run("extract", file, "--area", "KAZ", "--format", "ndjson")
    #expect(lines.output == (try run("extract", "--stream", input: line)).output)
    #expect(lines.output.contains("\"base\":\"\",\"index_edition\":\"\""))
    let record = try run("extract", file, "--area", "KAZ", "--records")
    let streamed = try run("extract", "--stream", "--records", input: line)
    #expect(record.status == 0 && streamed.status == 0)
    #expect(record.output.hasPrefix("{\"record\":1,\"id\":\"\(file)\",\"fingerprint\":\"\","))
    // A file has a title where a bare text has none.
    let title = "\"title\":\""
    #expect(
      record.output.split(separator: title)[1].split(separator: "\"text\":")[1]
        == streamed.output.split(separator: title)[1].split(separator: "\"text\":")[1])
  }

  @Test func theStepsInsideReadingAreShown() throws {
    let file = "incoming/kazakstan_2016.txt"
    func show(_ step: String, _ more: String...) throws -> String {
      try Program.run(
        ["extract", file, "--area", "KAZ", "--show", step] + more, in: folder.url,
        environment: ["INDICATORS_PIPELINE": folder.path("small")], input: ""
      ).output
    }
    #expect(try show("ingest").contains("── page 1 (unknown), characters 0–"))
    #expect(try show("segment").contains("  passage 1, characters 0–"))
    let found = try show("extract")
    #expect(found.contains("⟦plats 160 av 180⟧  rank 160  by quantity.sv.rank"))
    #expect(found.contains("→ press_freedom_rank = 160  by press_freedom_rank.sv."))
    let resolved = try show("resolve")
    #expect(resolved.contains("press_freedom_rank = 160 of 180 RANK (exact) by press_freedom_rank.sv."))
    #expect(resolved.contains("    total: ⟦180⟧ page 1, characters "))
    for step in ["ingest", "segment", "extract", "resolve"] {
      let lines = try show(step, "--format", "ndjson").split(separator: "\n")
      #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("{\"") && $0.hasSuffix("}") })
    }
  }

  @Test(arguments: [
    ["extract", "--stream", "--show", "resolve"], ["extract", "--stream", "--format", "csv"],
    ["extract", "a.txt", "--records", "--format", "csv"],
    ["extract", "a.txt", "--show", "ingest", "--records"],
    ["extract", "a.txt", "--show", "resolve", "--format", "csv"], ["extract", "a.txt", "--show", "publish"],
  ])
  func extractRefusesWhatContradicts(arguments: [String]) throws {
    let program = try Program.run(arguments, in: folder.url)
    #expect(program.status == 2 && program.output.isEmpty, "\(program.errors)")
  }

  @Test func aMisspeltKeyIsNamedWithItsLine() throws {
    try run("init", "mine")
    try folder.write("reports:\n  - file: \"a.txt\"\n    aera: \"KAZ\"\n", to: "mine/Data/reports.yml")
    let program = try run("run", "--project", "mine")
    #expect(program.status == 78)
    #expect(program.errors.contains("unknown key \"aera\""))
    #expect(program.errors.contains("(Data/reports.yml, line 3)"))
  }

  @Test func twoReleasesAreCompared() throws {
    for (place, output) in [("160", "one"), ("159", "two")] {
      try folder.write(
        "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats \(place) av 180.\n",
        to: "incoming/kazakstan_2016.txt")
      try run("run", "--input", "incoming", "--area", "KAZ", "--language", "sv", "--output", output)
    }
    let (one, two) = ("one/human-rights.sqlite", "two/human-rights.sqlite")
    let same = try run("diff", one, one)
    #expect(same.status == 0 && same.output.isEmpty && same.errors == "0 differences\n")
    let table = try run("diff", one, two)
    #expect(table.status == 1)
    #expect(table.output.contains("value 160 → 159") && table.output.contains("the report changed"))
    #expect(try run("diff", "one", "two").output == table.output)
    #expect(try run("diff", one, two, "--format", "csv").output.contains("other bytes"))
    let json = try run("diff", one, two, "--format", "json", "--summary")
    #expect(json.status == 1 && json.output.contains("\"removals\":{\"before\":1,\"removed\":0,"))
    #expect(try run("diff", one, two, "--max-removed", "0").status == 0)
    #expect(try run("diff", one, two, "--max-removed", "some").status == 2)
    #expect(try run("diff", one, "none.sqlite").status == 66)
  }

  @Test func aRunThatLosesTooMuchIsOne() throws {
    let arguments = ["run", "--input", "incoming", "--area", "KAZ", "--language", "sv", "--output", "out"]
    func again(_ more: String...) throws -> Program {
      try Program.run(
        arguments + more, in: folder.url, environment: ["INDICATORS_PIPELINE": folder.path("small")])
    }
    #expect(try again().status == 0)
    try folder.write("Ingenting.\n", to: "incoming/kazakstan_2016.txt")
    let refused = try again("--max-removed", "0")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("1 of 1 observation would be gone, and at most 0 may (0)"))
    #expect(refused.errors.contains("indicators diff out/human-rights.sqlite out/.work/next.sqlite"))
    #expect(refused.errors.contains("--accept-removals"))
    #expect(try run("diff", "out/human-rights.sqlite", "out/.work/next.sqlite").output.contains("removed"))
    #expect(try again("--max-removed", "0", "--accept-removals").status == 2)
    // Files named on the command line are other ones each time.
    #expect(try again().status == 0)
    let lineage = try run("lineage", "--folder", "out")
    #expect(lineage.status == 0 && lineage.output.hasPrefix("{\"prefix\":{\"ci\":"))
    #expect(try run("lineage", "--folder", "none").status == 66)
    #expect(try run("lineage", "--folder", "out", "--run", "99").status == 66)
    #expect(
      try run("lineage", "--folder", "out", "--format", "openlineage", "--output", "l.ndjson").status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.path("l.ndjson")))
  }

  @Test func aDoubtfulCountryIsAWarning() throws {
    let program = try run(
      "run", "--input", "incoming", "--area", "NOR", "--language", "sv", "--output", "out")
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.errors.contains("declared as Norway (NOR), but title, file name or first line name"))
    #expect(!(try run("extract", "incoming", "--area", "KAZ", "--language", "sv").errors.contains("warning")))
  }

  @Test func aReleaseThatFailsACheckStands() throws {
    try folder.write(
      "-- title: Never\n-- severity: error\n-- why: To see it fail.\nSELECT 'a' AS subject, 'b' AS message\n",
      to: "small/Checks/never.sql")
    let program = try run(
      "run", "--input", "incoming", "--area", "KAZ", "--language", "sv", "--output", "out")
    #expect(program.status == 1)
    #expect(
      program.errors.contains(
        "error: published, though 1 check failed: indicators verify --output out tells why\n"),
      "\(program.errors)")
    let verified = try run("verify", "--output", "out")
    #expect(verified.status == 1 && verified.output.contains("never"))
  }

  @Test func whatIsNoReportIsSaid() throws {
    let bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 3, 0xFF]
    try folder.write(bytes, to: "a.txt")
    try folder.write(bytes, to: "a.pdf")
    try folder.write("", to: "none_2016.txt")
    #expect(
      try run("extract", "a.txt", "--area", "KAZ").errors.contains("this is a binary file, not text (a.txt)"))
    #expect(try run("extract", "a.pdf", "--area", "KAZ").errors.contains("is not a PDF"))
    let empty = try run("run", "--input", "none_2016.txt", "--area", "KAZ", "--output", "out")
    #expect(
      empty.status == 3 && empty.errors.contains("  the file is empty (none_2016.txt)"), "\(empty.errors)")
    #expect(
      try run("run", "--input", "incoming", "--area", "KAZ", "--output", "a.txt").errors.contains(
        "this is a file, and results go to a folder (a.txt)"))
    let gold = try run("evaluate", "--gold", "nowhere")
    #expect(gold.status == 66 && gold.errors.contains("there is no such folder"))
  }

  @Test func aReadOnlyOutputFolderIsRefused() throws {
    // Under /proc nobody can make a folder, root neither.
    let program = try run(
      "run", "--input", "incoming", "--area", "KAZ", "--language", "sv", "--output", "/proc/indicators")
    #expect(program.status == 74, "\(program.errors)")
    #expect(program.errors.contains("/proc/indicators"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func aFullDiskIsNoSilence() throws {
    let process = Process()
    process.executableURL = Program.location
    process.arguments = ["--help"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let process = Process()
    process.executableURL = Program.location
    process.arguments = ["--help"]
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(process.terminationReason == .exit)
  }

  @Test func theDoctorAnswers() throws {
    let program = try run("doctor")
    #expect(program.output.contains("SQLite"))
    #expect(program.output.contains("pdftotext"))
  }
}
