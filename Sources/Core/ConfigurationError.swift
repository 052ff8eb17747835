/// A mistake in a file that people write: which file, which line, what is wrong and what would be right.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible, Sendable {
  /// As the user knows it, below the project's or pipeline's folder.
  public var file: String
  /// One-based; absent where the whole file is meant.
  public var line: Int?
  public var message: String

  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    if let line { return "\(file):\(line): \(message)" }
    return "\(file): \(message)"
  }
}
