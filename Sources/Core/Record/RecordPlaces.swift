extension DocumentRecord {
  /// Refuses places that are no stretch of the text, so that whoever cuts them out need not ask again.
  ///
  /// - Throws: `JSONError` that names the field.
  package func requirePlacesWithinText() throws {
    let bytes = document.text.count
    let characters = document.text.count { $0 & 0xC0 != 0x80 }
    func check(_ span: Span, _ field: @autoclosure () -> String) throws {
      let isWithin =
        0 <= span.byteStart && span.byteStart <= span.byteEnd && span.byteEnd <= bytes && 0 <= span.charStart
        && span.charStart <= span.charEnd && span.charEnd <= characters
      guard isWithin else {
        throw JSONError(
          "is no place in the text of \(bytes) bytes and \(characters) characters", field: field())
      }
    }
    for (index, page) in pages.enumerated() { try check(page.span, "pages[\(index)]") }
    for (index, section) in sections.enumerated() { try check(section.span, "sections[\(index)]") }
    for (index, passage) in passages.enumerated() { try check(passage.span, "passages[\(index)]") }
    for (index, mention) in mentions.enumerated() { try check(mention.span, "mentions[\(index)]") }
    for (index, claim) in claims.enumerated() { try check(claim.span, "claims[\(index)]") }
    for (index, observation) in observations.enumerated() {
      for (number, evidence) in observation.evidence.enumerated() {
        try check(evidence.span, "observations[\(index)].evidence[\(number)]")
      }
    }
  }
}
