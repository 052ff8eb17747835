import Core
import Foundation

/// The code lists of a pipeline: areas, units, sources, treaties.
package struct Codelists: Sendable {
  package var areas: [Area]
  package var units: [UnitOfMeasure]
  package var sources: [Source]
  package var treaties: [Treaty]

  /// - Parameter path: the folder's path as messages should name it.
  /// - Throws: `ConfigurationError`, also for an id that stands twice.
  package init(folder: URL, path: String) throws {
    func rows(_ name: String, _ columns: [String]) throws -> [[String]] {
      let file = "\(path)/\(name)"
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
        throw ConfigurationError(file: file, line: nil, message: "cannot be read; is it missing?")
      }
      let table = try CSVTable([UInt8](data), file: file)
      let positions = try table.columns(columns)
      var seen: Set<String> = []
      return try table.rows.map { row in
        guard seen.insert(row.fields[positions[0]]).inserted else {
          throw ConfigurationError(
            file: file, line: row.line, message: "the id \"\(row.fields[positions[0]])\" stands twice")
        }
        return positions.map { row.fields[$0] }
      }
    }
    areas = try rows("areas.csv", ["area_id", "iso2", "m49", "name_en", "name_sv", "kind"]).map {
      Area(id: $0[0], iso2: $0[1], m49: $0[2], nameEnglish: $0[3], nameSwedish: $0[4], kind: $0[5])
    }
    units = try rows("units.csv", ["unit_id", "name_en", "name_sv", "symbol"]).map {
      UnitOfMeasure(id: $0[0], nameEnglish: $0[1], nameSwedish: $0[2], symbol: $0[3])
    }
    sources = try rows("sources.csv", ["source_id", "name", "url", "source_class"]).map {
      Source(id: $0[0], name: $0[1], url: $0[2], sourceClass: $0[3])
    }
    treaties = try rows("treaties.csv", ["treaty_id", "name_en", "name_sv", "untc_reference"]).map {
      Treaty(id: $0[0], nameEnglish: $0[1], nameSwedish: $0[2], untcReference: $0[3])
    }
  }
}
