import Core
import GRDB

/// A row of `label`: a name or definition in a language other than English.
package struct Label: Hashable {
  var entity: String
  package var id: String
  package var language: String
  var property: String
  package var text: String
}

extension CodelistBundle {
  /// Every name and definition that is not English.
  package var labels: [Label] {
    var labels: [Label] = []
    func add(_ entity: String, _ id: String, _ names: Names, _ property: String = "name") {
      for (language, text) in names.translations {
        labels.append(Label(entity: entity, id: id, language: language, property: property, text: text))
      }
    }
    for area in areas { add("area", area.id, area.names) }
    for unit in units { add("unit", unit.id, unit.names) }
    for source in sources { add("source", source.id, source.names) }
    for treaty in treaties { add("treaty", treaty.id, treaty.names) }
    for context in contexts { add("context", context.id, context.names) }
    for topic in outline { add("outline", topic.id, topic.names) }
    for family in families { add("family", family.id, family.names) }
    for indicator in indicators {
      add("indicator", indicator.id, indicator.names)
      add("indicator", indicator.id, indicator.definitions, "definition")
    }
    return labels
  }
}

/// Makes the table hold these labels and no others; rows that are as they should be are left alone.
func renewLabels(_ labels: [Label], in db: Database) throws {
  let wanted = Set(labels)
  let present = try Set(
    Row.fetchAll(db, sql: "SELECT entity, entity_id, language, property, text FROM label").map {
      Label(entity: $0[0], id: $0[1], language: $0[2], property: $0[3], text: $0[4])
    })
  let delete = try db.cachedStatement(
    sql: "DELETE FROM label WHERE entity = ? AND entity_id = ? AND language = ? AND property = ?")
  for label in present.subtracting(wanted) {
    try delete.execute(arguments: [label.entity, label.id, label.language, label.property])
  }
  let insert = try db.cachedStatement(sql: "INSERT INTO label VALUES (?, ?, ?, ?, ?)")
  for label in wanted.subtracting(present) {
    try insert.execute(arguments: [label.entity, label.id, label.language, label.property, label.text])
  }
}
