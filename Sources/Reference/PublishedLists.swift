import Core

/// What reading a table needs to know of the code lists.
package struct PublishedLists: Sendable {
  package struct Measure: Sendable {
    package var minimum: Double?
    package var maximum: Double?
    /// Whether nothing can pass the maximum: ranks, indices, shares in per cent.
    package var isBounded = false
    /// Whether its values are words: `ratified`.
    package var isStatus = false
    /// Set where every value is about one sex.
    package var sex: Observation.Sex?

    package init(
      minimum: Double? = nil, maximum: Double? = nil, isBounded: Bool = false, isStatus: Bool = false,
      sex: Observation.Sex? = nil
    ) {
      self.minimum = minimum
      self.maximum = maximum
      self.isBounded = isBounded
      self.isStatus = isStatus
      self.sex = sex
    }
  }

  /// Indicators by id.
  package var measures: [String: Measure]
  /// Treaty by chapter and number: `IV-4`.
  package var treaties: [String: String]
  /// Codes of countries, territories and the world.
  package var codes: Set<String>
  /// Countries only: whom a list of participants can leave out.
  package var countries: [String]
  /// Names, codes of two letters, numbers and former codes → code.
  package var names: [String: String]

  package init(
    measures: [String: Measure], treaties: [String: String], codes: Set<String>, countries: [String],
    names: [String: String]
  ) {
    self.measures = measures
    self.treaties = treaties
    self.codes = codes
    self.countries = countries
    self.names = names
  }

  /// The code of an area; the publisher's name for it where no list has it.
  ///
  /// - Parameters:
  ///   - code: as the publisher has it; may be empty, or no ISO code.
  ///   - name: as the publisher has it; may be empty.
  package func area(code: String = "", name: String = "") -> String {
    if codes.contains(code) { return code }
    let name = name.trimmed
    return names[code] ?? names[name] ?? (name.isEmpty ? code : name)
  }
}
