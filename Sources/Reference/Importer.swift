/// A format in which a publisher hands out figures.
package struct Importer: Sendable {
  package let name: String
  /// Raised by hand when the same file would give other figures.
  package let version: Int
  let dialect: Dialect
  /// JSON is cut into records instead of lines.
  var isJSON = false
  package let read: @Sendable (inout Import) throws -> Void

  /// In the order of their publishers.
  package static let all: [Importer] = [
    .figures, .rsfIndex, .hdrSeries, .hdrIndexTable, .hdrInequalityTable, .genderGapTable, .genderGapRatio,
    .genderGapIncome, .genderGapSurvey, .genderGapIndex,
    .genderGapDump, .unhcrMidYear, .unhcrYearEnd, .unhcrPopStats, .unhcrPopulation, .unhcrPopulationJSON,
    .ipuHistory, .ipuRanking, .worldBankWide, .worldBankLong, .unsdSeries, .treatyParticipants, .treatyYears,
  ]

  package static func named(_ name: String) -> Importer? {
    all.first { $0.name == name }
  }

  /// Reads a whole file.
  ///
  /// - Parameter file: How it is called: `rsf/2016.csv`.
  /// - Throws: `ConfigurationError` with file, line and reason where it is damaged or another kind of file.
  package func file(_ bytes: [UInt8], file: String, entry: SeriesEntry, lists: PublishedLists) throws
    -> PublishedFile
  {
    let sheet =
      isJSON
      ? try Sheet(json: bytes, file: file, dialect: dialect)
      : try Sheet(bytes, file: file, dialect: dialect, encoding: entry.encoding)
    var reading = Import(sheet, entry: entry, lists: lists)
    try read(&reading)
    return PublishedFile(file: file, account: reading.account, figures: reading.figures)
  }
}
