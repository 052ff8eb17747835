import Core
import Dataset
import GRDB

/// Everything that two releases do not agree on.
public struct ReleaseDiff: Sendable {
  /// Reports, then observations, verdicts and published figures, each in the order of its keys.
  public var changes: [ReleaseChange]
  /// Logical hashes: SHA-256 over the rows of every table.
  public var old: String
  public var new: String
  /// Comparisons that are only in one of the two, by kind.
  public var comparisonsAdded: [String: Int]
  public var comparisonsRemoved: [String: Int]

  /// - Parameters:
  ///   - old: the earlier release.
  ///   - new: the later one.
  /// - Throws: `Failure` where one of them is of a version of the program whose tables can't be compared.
  public init(from old: Database, to new: Database) throws {
    do {
      try self.init(comparing: old, new)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      throw Failure(
        .data,
        "the two are of versions of the program whose tables can't be compared: \(error.message ?? "")",
        remedy: "Publish the earlier one anew with this version from the same reports, then compare")
    }
  }

  private init(comparing old: Database, _ new: Database) throws {
    self.old = try logicalHash(of: old).hash
    self.new = try logicalHash(of: new).hash
    guard self.old != self.new else {
      changes = []
      (comparisonsAdded, comparisonsRemoved) = ([:], [:])
      return
    }
    let matches = try ObservationMatches(from: old, to: new)
    let observations = matches.observationChanges()
    let figures = try FigureChanges(from: old, to: new)
    let verdicts = try VerdictChanges(
      from: old, to: new, matches: matches, observations: observations, figures: figures)
    changes = matches.reportChanges() + observations + verdicts.changes + figures.changes
    (comparisonsAdded, comparisonsRemoved) = (verdicts.added, verdicts.removed)
  }

  /// Changes by subject, kind and cause, in that order; those that do not occur are left out.
  public var counts: [Count] {
    var numbers: [Count.Key: Int] = [:]
    for change in changes {
      numbers[Count.Key(subject: change.subject, kind: change.kind, cause: change.cause), default: 0] += 1
    }
    return ReleaseChange.Subject.allCases.flatMap { subject in
      ReleaseChange.Kind.allCases.flatMap { kind in
        ReleaseChange.Cause.allCases.compactMap { cause in
          let key = Count.Key(subject: subject, kind: kind, cause: cause)
          return numbers[key].map { Count(key: key, count: $0) }
        }
      }
    }
  }

  public struct Count: Hashable, Sendable {
    public var key: Key
    public var count: Int

    public struct Key: Hashable, Sendable {
      public var subject: ReleaseChange.Subject
      public var kind: ReleaseChange.Kind
      public var cause: ReleaseChange.Cause

      package init(subject: ReleaseChange.Subject, kind: ReleaseChange.Kind, cause: ReleaseChange.Cause) {
        self.subject = subject
        self.kind = kind
        self.cause = cause
      }
    }
  }

  /// Changes that are alike, told once: the same subject, kind, cause and indicator, and for what is not a figure the
  /// same old and new. Up to three stay apart, so that a group is always shorter than what it stands for.
  public var groups: [[ReleaseChange]] {
    var order: [[String]] = []
    var members: [[String]: [ReleaseChange]] = [:]
    for change in changes {
      let signature = change.signature
      if members[signature] == nil { order.append(signature) }
      members[signature, default: []].append(change)
    }
    return order.flatMap { signature -> [[ReleaseChange]] in
      let alike = members[signature] ?? []
      return alike.count > 3 ? [alike] : alike.map { [$0] }
    }
  }
}

extension ReleaseChange {
  /// Fields in which every figure has a value of its own.
  private static let individual: Set<String> = [
    "value", "value_high", "total", "time_period", "nearest", "bytes", "title", "url",
  ]

  fileprivate var signature: [String] {
    [subject.rawValue, kind.rawValue, cause.rawValue, detail, key.indicator, key.comparison]
      + fields.flatMap { field in
        // Only the verdicts on what was reported and published are words of a short list.
        let isIndividual =
          subject == .verdict
          ? key.comparison != "published" || field.name == "nearest"
          : Self.individual.contains(field.name)
        return isIndividual ? [field.name] : [field.name, field.old, field.new]
      }
  }

  /// `women +14.0 points` and `women +9.0 points` are the same verdict; `women -2.0 points` is another.
  static func withoutNumbers(_ text: String) -> String {
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    return String(decoding: text.utf8.filter { !isDigit($0) && $0 != UInt8(ascii: ".") }, as: UTF8.self)
  }
}
