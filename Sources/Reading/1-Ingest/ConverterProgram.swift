import Core
import Foundation
import Synchronization

/// Another program that makes text of a file: found once by its full path, run without a shell, and held to limits.
///
/// It writes to pipes and makes no file, so that none is left whatever ends it. What it has started itself ends with it.
struct ConverterProgram: Sendable {
  /// Absolute.
  let path: String
  var limits = Limits()

  struct Limits: Sendable {
    var seconds = 120.0
    /// Bytes that it may hold in memory.
    var memory = 2 << 30
    /// Bytes that it may write.
    var output = 256 << 20
    /// Bytes that it may say on standard error.
    var errors = 1 << 20
  }

  struct Result: Sendable {
    /// Exit status; 128 and the signal's number where a signal ended it, as shells count.
    var status: Int32
    var output: [UInt8]
    var errors: [UInt8]
  }

  /// A limit that was passed; the program was ended then.
  enum Excess: Error, Hashable, CustomStringConvertible {
    case time(Double)
    case memory(Int)
    case output(Int)
    case errors(Int)

    /// Goes on after the program's name.
    var description: String {
      switch self {
      case .time(let seconds): "did not end within \(decimalText(seconds)) seconds"
      case .memory(let bytes): "needed more than \(bytes >> 20) MB of memory"
      case .output(let bytes): "wrote more than \(bytes >> 20) MB"
      case .errors(let bytes): "wrote more than \(bytes >> 10) kB of errors"
      }
    }
  }

  init(path: String, limits: Limits = Limits()) {
    self.path = path
    self.limits = limits
  }

  /// The first program of this name in the folders of `PATH`; relative ones are passed over, because what they name
  /// depends on where the user stands.
  init?(named name: String, in searchPath: String) {
    for folder in searchPath.split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      guard FileSystem.followed(path)?.kind == .file, access(path, X_OK) == 0 else { continue }
      self.init(path: path)
      return
    }
    return nil
  }

  /// Runs it to its end, with nothing on standard input.
  ///
  /// - Parameter arguments: A file's name among them is absolute, so that none looks like an option.
  /// - Throws: `Excess`, `SystemError`.
  func run(_ arguments: [String]) throws -> Result {
    let child = try RunningConverter(path, arguments)
    defer { child.end() }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(limits.seconds)
    var result = Result(status: 0, output: [], errors: [])
    while true {
      let isOver = child.hasEnded
      try child.take(into: &result, limits)
      // Something that it started may hold the pipes open: what it wrote itself is all here.
      if isOver { break }
      if clock.now > end { throw Excess.time(limits.seconds) }
      if child.memory > limits.memory { throw Excess.memory(limits.memory) }
      child.wait()
    }
    result.status = child.end()
    return result
  }

  /// Ends every converter that runs. Async-signal-safe.
  package static func endAll() { RunningConverter.endAll() }
}

/// A converter while it runs, in a process group of its own.
private final class RunningConverter {
  private let process: pid_t
  /// The reading ends of its output and errors; -1 where it has ended.
  private var pipes: [Int32]
  private var status: Int32?

  /// Pipes that a program started at the same moment inherits would stay open as long as that one runs.
  private static let starting = Mutex(())
  /// Process groups that run, for whoever has to end in a hurry; 0 where a place is free.
  nonisolated(unsafe) private static let groups: UnsafeMutableBufferPointer<pid_t> = {
    let groups = UnsafeMutableBufferPointer<pid_t>.allocate(capacity: 256)
    groups.initialize(repeating: 0)
    return groups
  }()

  init(_ path: String, _ arguments: [String]) throws {
    let (process, pipes) = try Self.starting.withLock { _ in
      let (output, errors) = (try Self.pipe(path), try Self.pipe(path))
      defer { for descriptor in [output.writing, errors.writing] { close(descriptor) } }
      do {
        let process = try Self.spawn(path, arguments, output: output.writing, errors: errors.writing)
        if let free = Self.groups.firstIndex(of: 0) { Self.groups[free] = process }
        return (process, [output.reading, errors.reading])
      } catch {
        for descriptor in [output.reading, errors.reading] { close(descriptor) }
        throw error
      }
    }
    (self.process, self.pipes) = (process, pipes)
  }

  private static func pipe(_ path: String) throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else { throw SystemError(code: errno, path: path) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ path: String, _ arguments: [String], output: Int32, errors: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This program passes over broken pipes and may pass over others; a converter whose reader is gone shall end.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, words, environ)
    guard code == 0 else { throw SystemError(code: code, path: path) }
    return process
  }

  /// Whether it has ended; it is not waited for, and its number stays taken until `end`.
  var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0
  }

  /// Bytes of memory that it holds; 0 where the system does not say it.
  var memory: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  /// Waits a moment for output.
  func wait() {
    var waiting = pipes.filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if waiting.isEmpty { usleep(1000) } else { poll(&waiting, nfds_t(waiting.count), 20) }
  }

  /// Takes what it has written.
  func take(into result: inout ConverterProgram.Result, _ limits: ConverterProgram.Limits) throws {
    try take(from: 0, into: &result.output, atMost: limits.output, or: .output(limits.output))
    try take(from: 1, into: &result.errors, atMost: limits.errors, or: .errors(limits.errors))
  }

  private func take(
    from place: Int, into bytes: inout [UInt8], atMost limit: Int, or excess: ConverterProgram.Excess
  ) throws {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { space in
      while pipes[place] >= 0 {
        let count = read(pipes[place], space.baseAddress, space.count)
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN { return }
        guard count > 0 else {
          close(pipes[place])
          pipes[place] = -1
          return
        }
        if bytes.count + count > limit { throw excess }
        bytes.append(contentsOf: space[..<count])
        // One that never stops must not keep its other pipe waiting, nor the clock.
        if count < space.count { return }
      }
    }
  }

  /// Ends it and what it has started, where that still runs.
  ///
  /// - Returns: its exit status.
  @discardableResult func end() -> Int32 {
    if let status { return status }
    kill(-process, SIGKILL)
    Self.starting.withLock { _ in
      if let own = Self.groups.firstIndex(of: process) { Self.groups[own] = 0 }
    }
    var code: Int32 = 0
    while waitpid(process, &code, 0) < 0, errno == EINTR {}
    for pipe in pipes where pipe >= 0 { close(pipe) }
    pipes = [-1, -1]
    let signal = code & 0x7F
    let ended = signal == 0 ? (code >> 8) & 0xFF : 128 + signal
    status = ended
    return ended
  }

  static func endAll() {
    for group in groups where group > 0 { kill(-group, SIGKILL) }
  }
}
