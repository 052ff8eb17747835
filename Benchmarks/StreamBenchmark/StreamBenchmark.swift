import Foundation

/// Measures `indicators extract --stream` beside `wc -w` on the same bytes.
///
///     swift build -c release
///     swift run -c release stream-benchmark FOLDER [MEGABYTES]
///
/// FOLDER holds texts (`*.txt`); their sentences, in random order and with changed digits, make the records: a
/// text that repeats itself would flatter the branch predictor. Prints the seconds of processor time and
/// the megabytes (10^6 bytes) per second of each, their ratio, and the peak memory of the stream for the whole
/// input and for a tenth of it, which should not differ.
@main
struct StreamBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(Data("usage: stream-benchmark FOLDER [MEGABYTES]\n".utf8))
      exit(2)
    }
    let megabytes = arguments.count > 2 ? Int(arguments[2]) ?? 100 : 100
    let program = URL(fileURLWithPath: arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("indicators")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stream-benchmark-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sentences = try sentences(in: URL(fileURLWithPath: arguments[1]))
    guard !sentences.isEmpty else {
      FileHandle.standardError.write(Data("\(arguments[1]) has no sentence in any *.txt\n".utf8))
      exit(66)
    }
    let whole = folder.appendingPathComponent("whole.ndjson")
    let tenth = folder.appendingPathComponent("tenth.ndjson")
    let bytes = try writeRecords(sentences, megabytes * 1_000_000, to: whole)
    _ = try writeRecords(sentences, megabytes * 100_000, to: tenth)
    print("\(sentences.count) sentences, \(bytes) bytes of records")
    var ratios: [Double] = []
    for round in 1...3 {
      let words = try run(URL(fileURLWithPath: "/usr/bin/wc"), ["-w"], input: whole)
      let stream = try run(program, ["extract", "--stream"], input: whole)
      let small = try run(program, ["extract", "--stream"], input: tenth)
      ratios.append(stream.seconds / words.seconds)
      print(
        String(
          format:
            "%d: wc -w %.2f s (%.0f MB/s)   stream %.2f s (%.0f MB/s)   stream/wc %.2f   peak %d kB (a tenth: %d kB)",
          round, words.seconds, Double(bytes) / 1e6 / words.seconds, stream.seconds,
          Double(bytes) / 1e6 / stream.seconds, stream.seconds / words.seconds, stream.peak, small.peak))
    }
    print(String(format: "median ratio stream/wc %.2f", ratios.sorted()[1]))
    try measureEndlessSentence(program, folder)
  }

  /// A text without the end of a sentence, in which every value may take its meaning from the one before: twice the
  /// text must cost twice the time, and no more.
  static func measureEndlessSentence(_ program: URL, _ folder: URL) throws {
    let clause = "arbetslösheten steg från 5 procent 2015 till 6 procent, jämfört med 7 procent 2014, "
    var seconds: [Double] = []
    for count in [20_000, 40_000] {
      let file = folder.appendingPathComponent("endless-\(count).ndjson")
      let text = String(repeating: clause, count: count)
      try Data("{\"id\":\"1\",\"text\":\"\(text)\",\"language\":\"sv\",\"area\":\"KAZ\"}\n".utf8).write(
        to: file)
      seconds.append(try run(program, ["extract", "--stream"], input: file).seconds)
    }
    print(
      String(
        format: "a sentence without end: %.2f s, twice as long %.2f s, ratio %.2f", seconds[0], seconds[1],
        seconds[1] / seconds[0]))
  }

  /// Sentences of more than twenty characters, white space joined.
  static func sentences(in folder: URL) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".txt")
    }.sorted()
    var sentences: [String] = []
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      var sentence = ""
      for word in text.split(whereSeparator: \.isWhitespace) {
        sentence += sentence.isEmpty ? "\(word)" : " \(word)"
        if word.hasSuffix("."), sentence.count > 20 {
          sentences.append(sentence)
          sentence = ""
        }
      }
    }
    return sentences
  }

  /// Writes records until there are so many bytes.
  static func writeRecords(_ sentences: [String], _ size: Int, to file: URL) throws -> Int {
    var state: UInt64 = 88_172_645_463_325_252
    func random(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    let bodies = sentences.map { sentence in
      Array(sentence.utf8).flatMap { byte -> [UInt8] in
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
      }
    }
    var written = 0
    var number = 0
    var buffer: [UInt8] = []
    while written < size {
      buffer.append(contentsOf: "{\"id\":\"r\(number)\",\"text\":\"".utf8)
      for byte in bodies[random(bodies.count)] {
        let isDigit = byte > UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        buffer.append(isDigit ? UInt8(ascii: "1") + UInt8(random(9)) : byte)
      }
      buffer.append(contentsOf: "\",\"language\":\"sv\",\"area\":\"KAZ\"}\n".utf8)
      number += 1
      if buffer.count > 1 << 20 || written + buffer.count >= size {
        try handle.write(contentsOf: buffer)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try handle.close()
    return written
  }

  /// Processor seconds (user and system) and peak memory in kB of a whole process.
  static func run(_ program: URL, _ arguments: [String], input: URL) throws -> (seconds: Double, peak: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", "exec \"$0\" \"$@\"", program.path] + arguments
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    let before = childUsage()
    try process.run()
    var peak = 0
    while process.isRunning {
      peak = max(peak, residentMemory(of: process.processIdentifier))
      usleep(20_000)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      FileHandle.standardError.write(
        Data("\(program.path) failed; build it first: swift build -c release\n".utf8))
      exit(1)
    }
    return (childUsage() - before, peak)
  }

  static func childUsage() -> Double {
    var usage = rusage()
    getrusage(-1, &usage)  // RUSAGE_CHILDREN
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// From /proc; 0 once the process has ended.
  static func residentMemory(of process: Int32) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
