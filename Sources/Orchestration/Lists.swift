import Core
import Reading

extension RuleSet {
  /// What rows refer to, as the database wants it.
  package var lists: CodelistBundle {
    CodelistBundle(
      areas: areas, units: units, sources: sources, treaties: treaties, indicators: indicators,
      contexts: contexts, outline: outline, families: families.map(\.row), rules: descriptions)
  }
}
