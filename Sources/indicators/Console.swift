import Core
import Foundation
import Reading

/// The program's two streams: results on standard output, everything else on standard error.
enum Console {
  /// Writes a result for people: what a report holds must not command their terminal.
  static func say(_ text: String) {
    out(Array(printable(text).utf8))
  }

  /// Writes a result for programs, as it is; on a terminal as people can read it.
  static func out(_ text: String) {
    out(Array((isatty(STDOUT_FILENO) == 1 ? printable(text) : text).utf8))
  }

  /// When the reader has gone away the program ends, and that is no error.
  static func out(_ bytes: [UInt8]) {
    if !write(bytes, to: STDOUT_FILENO) {
      if errno == EPIPE { exit(0) }
      error("the output can't be written: \(String(cString: strerror(errno)))")
      exit(ExitStatus.inputOutput.rawValue)
    }
  }

  /// One line of what goes on.
  static func note(_ line: String) {
    _ = write(Array((printable(line) + "\n").utf8), to: STDERR_FILENO)
  }

  /// In a column with the lines of stages.
  static func warning(_ message: String) {
    note("warning    \(message)")
  }

  static func error(_ message: String) {
    let label = hasColour ? "\u{1B}[31merror:\u{1B}[0m" : "error:"
    _ = write(Array("indicators: \(label) \(printable(message))\n".utf8), to: STDERR_FILENO)
  }

  /// Replaces the line that a terminal shows; an empty one clears it.
  static func progress(_ line: String) {
    _ = write(Array("\r\u{1B}[K\(printable(line))".utf8), to: STDERR_FILENO)
  }

  static func flush() {
    fflush(nil)
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// https://no-color.org: any value but the empty one turns colours off.
  private static var hasColour: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of the terminal, 100 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
    return Int(size.ws_col)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(written)
    }
    return true
  }
}

/// Rows in columns as wide as their widest cell, two spaces apart, the last one as long as it is.
func aligned(_ rows: [[String]]) -> String {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    row.enumerated().map { index, cell in
      index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
    }.joined(separator: "  ") + "\n"
  }.joined()
}
