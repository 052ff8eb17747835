/// How a country stands to a treaty, as values of the status of treaties name it; the closest tie first.
public enum TreatyStatus: String, CaseIterable, Sendable {
  case ratified, acceded, signed
  case notRatified = "not_ratified"
}
