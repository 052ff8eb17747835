/// A publisher's kind of report, such as a foreign ministry's country reports on human rights. Editions of one report
/// have family and country in common.
public struct Family: Hashable, Sendable {
  public var id: String
  public var publisher: String
  public var names: Names
  /// BCP 47; of the reports.
  public var language: String
  public var outline: FamilyOutline

  public init(
    id: String, publisher: String, names: Names, language: String, outline: FamilyOutline = FamilyOutline()
  ) {
    self.id = id
    self.publisher = publisher
    self.names = names
    self.language = language
    self.outline = outline
  }
}
