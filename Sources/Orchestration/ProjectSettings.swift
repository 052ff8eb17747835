import Core
import Foundation

/// What a project remembers for its commands, in `indicators.yml` beside `Data/`:
///
///     series: /data/publishers      # the folder of publishers' files, as --series names it
///     who: "A. Reader"              # who decides, as --who names it
public struct ProjectSettings: Hashable, Sendable {
  /// As written; relative to the project's folder. Empty where nothing is set.
  public var series = ""
  public var who = ""

  /// The file's name in the project's folder.
  public static let name = "indicators.yml"

  /// Nothing is set where the project, or its file, is not there.
  ///
  /// - Throws: `ConfigurationError` with the line of an unknown key.
  public init(project: URL?) throws {
    guard let file = project?.appendingPathComponent(Self.name),
      FileManager.default.fileExists(atPath: file.path)
    else { return }
    let text = String(decoding: try readFile(file, named: Self.name), as: UTF8.self)
    if text.split(separator: "\n").allSatisfy({
      $0.drop { $0 == " " }.hasPrefix("#") || $0.allSatisfy(\.isWhitespace)
    }) {
      return
    }
    let yaml = try StrictYAML(text, file: Self.name)
    try yaml.allow(["series", "who"])
    series = try yaml.optional("series")?.string() ?? ""
    who = try yaml.optional("who")?.string() ?? ""
  }
}
