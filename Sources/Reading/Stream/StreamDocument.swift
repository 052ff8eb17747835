import Core

extension Document {
  /// The document that a line of the stream's input is.
  ///
  /// Its id is the `sha256` that the line gives, else that of the text's bytes.
  /// - Parameters:
  ///   - language: installed.
  ///   - area: empty where nobody said.
  /// - Throws: `JSONError` for a field that can't be.
  package init(_ record: StreamRecord, _ line: UnsafeBufferPointer<UInt8>, language: String, area: String)
    throws
  {
    func field(_ name: StreamRecord.Name) -> String { record.string(name, in: line) }
    let text = record.withBytes(of: .text, in: line) { Array($0) }
    guard !text.contains(0) else {
      throw JSONError("the field \"text\" holds a NUL character, which no text does")
    }
    let given = field(.sha256)
    guard given.isEmpty || given.utf8.count == 64 && given.utf8.allSatisfy(isHexadecimal) else {
      throw JSONError("the field \"sha256\" is no SHA-256: 64 hexadecimal digits in lower case")
    }
    let period = field(.period)
    let days = DateInterval8601(period)
    guard period.isEmpty || days != nil else {
      throw JSONError("the field \"period\" is no period: \"\(period)\"; write 2016 or 2015/2016")
    }
    let published = field(.published)
    let family = field(.family)
    let edition = field(.edition)
    self.init(
      id: given.isEmpty ? ContentHash.sha256(text) : given,
      family: family.isEmpty ? ReportFamily.unknown.id : family,
      edition: edition.isEmpty ? published : edition, title: field(.title), language: language,
      publisher: "", area: area, areaMethod: record.has(.area) ? .declared : .inferred,
      periodStart: days?.firstDay ?? "", periodEnd: days?.lastDay ?? "", publishedOn: published,
      url: field(.url), licence: field(.licence), mediaType: "text/plain", converter: "", isSample: false,
      text: text)
  }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
