import Core

/// The code lists of a pipeline: areas, units, sources, treaties, contexts, topics of the outline.
package struct Codelists: Sendable {
  package var areas: [Area]
  package var units: [UnitOfMeasure]
  package var sources: [Source]
  package var treaties: [Treaty]
  /// At most 32.
  package var contexts: [ClaimContext]
  package var outline: [OutlineTopic]

  /// - Parameter files: hold `Codelists/`.
  /// - Throws: `ConfigurationError`, also for an id that stands twice.
  package init(_ files: FileTree) throws {
    func table(_ name: String) throws -> Codelist { try Codelist("Codelists/\(name)", in: files) }
    let currencies =
      files.contains("Codelists/currencies.csv")
      ? try table("currencies.csv").pairs(["area_id", "unit_id"]) : [:]
    areas = try table("areas.csv").rows(["area_id", "iso2", "m49", "kind"], name: "name_en").map {
      Area(id: $0[0], iso2: $0[1], m49: $0[2], names: $1, kind: $0[3], currency: currencies[$0[0]] ?? "")
    }
    units = try table("units.csv").rows(["unit_id", "symbol"], name: "name_en").map {
      UnitOfMeasure(id: $0[0], names: $1, symbol: $0[1])
    }
    sources = try table("sources.csv").rows(["source_id", "url", "source_class"], name: "name").map {
      Source(id: $0[0], names: $1, url: $0[1], sourceClass: $0[2])
    }
    treaties = try table("treaties.csv").rows(["treaty_id", "untc_reference"], name: "name_en").map {
      Treaty(id: $0[0], names: $1, untcReference: $0[1])
    }
    contexts =
      files.contains("Codelists/contexts.csv")
      ? try table("contexts.csv").rows(["context_id"], name: "name_en").map {
        ClaimContext(id: $0[0], names: $1)
      } : []
    outline =
      files.contains("Codelists/outline.csv")
      ? try table("outline.csv").rows(["outline_id"], name: "name_en").map {
        OutlineTopic(id: $0[0], names: $1)
      } : []
    let unknown = currencies.values.sorted().first { code in !units.contains { $0.id == code } }
    if let unknown {
      throw ConfigurationError(
        file: "Codelists/currencies.csv", line: nil,
        message: "the unit \"\(unknown)\" is not in Codelists/units.csv")
    }
    guard contexts.count <= 32 else {
      throw ConfigurationError(
        file: "Codelists/contexts.csv", line: nil, message: "holds more than 32 contexts")
    }
  }
}

/// One code list: a CSV file with an id in each row, and names in as many languages as it has columns `name_<language>`.
private struct Codelist {
  let file: String
  let table: CSVTable

  init(_ path: String, in files: FileTree) throws {
    file = path
    table = try CSVTable(files.bytes(path), file: path)
  }

  /// The second column by the first.
  ///
  /// - Throws: `ConfigurationError`, also for an id that stands twice.
  func pairs(_ columns: [String]) throws -> [String: String] {
    let positions = try table.columns(columns)
    var pairs: [String: String] = [:]
    for row in table.rows {
      let key = row.fields[positions[0]]
      guard pairs.updateValue(row.fields[positions[1]], forKey: key) == nil else {
        throw ConfigurationError(file: file, line: row.line, message: "the id \"\(key)\" stands twice")
      }
    }
    return pairs
  }

  /// The fields of the columns asked for, and the names.
  ///
  /// - Parameters:
  ///   - columns: the first is the id.
  ///   - name: the column of the English name.
  /// - Throws: `ConfigurationError`, also for an id that stands twice and for a column that nobody reads.
  func rows(_ columns: [String], name: String) throws -> [([String], Names)] {
    let positions = try table.columns(columns)
    var languages: [(code: String, column: Int)] = [("en", try table.columns([name])[0])]
    for (column, title) in table.header.enumerated() where title != name && !columns.contains(title) {
      let code = title.hasPrefix("name_") ? String(title.dropFirst(5)) : ""
      guard isLanguageCode(code) else {
        throw ConfigurationError(
          file: file, line: 1,
          message:
            "unknown column \"\(title)\"; known here: \((columns + [name]).joined(separator: ", ")), and "
            + "name_<language> for names in other languages (name_sv, name_pt-BR)")
      }
      languages.append((code, column))
    }
    var seen: Set<String> = []
    return try table.rows.map { row in
      guard seen.insert(row.fields[positions[0]]).inserted else {
        throw ConfigurationError(
          file: file, line: row.line, message: "the id \"\(row.fields[positions[0]])\" stands twice")
      }
      let names = Dictionary(languages.map { ($0.code, row.fields[$0.column]) }) { first, _ in first }
      return (positions.map { row.fields[$0] }, Names(names))
    }
  }
}
