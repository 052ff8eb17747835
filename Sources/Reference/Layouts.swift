import Core
import Foundation

/// The layouts of publishers' tables that are known: `Pipelines/Reference/`, and `Reference/` in a folder of
/// series. A file more is a table more; nothing is registered.
package struct Layouts: Sendable {
  package let byID: [String: TableLayout]

  /// - Parameter folders: With the names that messages use. A layout of a later folder replaces that of the same
  ///   name.
  /// - Throws: `ConfigurationError` with file and line.
  package init(_ folders: [(url: URL, name: String)]) throws {
    var byID: [String: TableLayout] = [:]
    for (folder, name) in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for file in files.sorted() where file.hasSuffix(".yml") && !file.hasPrefix(".") {
        let id = String(file.dropLast(".yml".count))
        let bytes = try readFile(folder.appendingPathComponent(file), named: "\(name)/\(file)")
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw ConfigurationError(
            file: "\(name)/\(file)", line: nil, message: "is not UTF-8; save it as UTF-8")
        }
        byID[id] = try LayoutReader.layout(
          StrictYAML(text, file: "\(name)/\(file)"), id: id, sha256: ContentHash.sha256(bytes))
      }
    }
    self.byID = byID
  }

  package init(byID: [String: TableLayout]) {
    self.byID = byID
  }

  package var names: [String] { byID.keys.sorted() }
}
