/// What is wrong with a piece of JSON, and in which of its fields.
package struct JSONError: Error, Hashable, CustomStringConvertible {
  /// `mentions[3].kind`; empty where the whole is meant.
  package var field: String
  /// Goes on from the name of what was read: `is not JSON: a colon is missing`.
  package var message: String

  package init(_ message: String, field: String = "") {
    self.field = field
    self.message = message
  }

  /// The same mistake seen from the object or list around it.
  package func inside(_ outer: String) -> JSONError {
    if field.isEmpty { return JSONError(message, field: outer) }
    return JSONError(message, field: field.hasPrefix("[") ? outer + field : "\(outer).\(field)")
  }

  package var description: String { field.isEmpty ? message : "\"\(field)\" \(message)" }
}
