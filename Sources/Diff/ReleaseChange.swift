/// One thing that two releases do not agree on.
public struct ReleaseChange: Hashable, Sendable {
  public var subject: Subject
  public var kind: Kind
  public var cause: Cause
  /// What is known of the cause: the rule file with its hashes, who decided, the publisher's file. May be empty.
  public var detail: String
  public var key: Key
  /// What differs; empty for what is only in one of the two.
  public var fields: [Field]
  /// Row of the earlier release: document, observation, comparison or published figure; empty where there is none.
  public var oldID: String
  public var newID: String

  public enum Subject: String, CaseIterable, Sendable {
    case report, observation
    /// What a comparison came to: `agrees`, `differs`, `refused: period`.
    case verdict
    case figure = "published_figure"
  }

  public enum Kind: String, CaseIterable, Sendable {
    case added, removed, changed
  }

  public enum Cause: String, CaseIterable, Sendable {
    /// Another report, or other bytes of the same.
    case report = "the report changed"
    /// The same bytes were read otherwise: other rules, tables, declarations or program.
    case reading = "our reading changed"
    case decision = "a reader decided"
    /// A publisher's file has other bytes or is new.
    case source = "the published source was revised"
    /// A publisher's file took no part in the later release: it is gone, or its folder was not named.
    case unread = "the file was not read"
  }

  /// What a change is about, in the terms of both releases.
  public struct Key: Hashable, Sendable {
    /// Country and edition of the report; the publisher's file for a published figure.
    public var report = ""
    public var indicator = ""
    public var treaty = ""
    public var area = ""
    public var period = ""
    public var sex = ""
    public var age = ""
    public var base = ""
    /// Who is cited; the publisher for a published figure.
    public var source = ""
    /// Kind of comparison; only for verdicts.
    public var comparison = ""

    package init(
      report: String = "", indicator: String = "", treaty: String = "", area: String = "",
      period: String = "", sex: String = "", age: String = "", base: String = "", source: String = "",
      comparison: String = ""
    ) {
      self.report = report
      self.indicator = indicator
      self.treaty = treaty
      self.area = area
      self.period = period
      self.sex = sex
      self.age = age
      self.base = base
      self.source = source
      self.comparison = comparison
    }

    /// In the order of the columns.
    package var parts: [String] {
      [report, indicator, treaty, area, period, sex, age, base, source, comparison]
    }

    /// For people: what says nothing is left out.
    public var text: String {
      let about = [
        comparison, area, indicator, treaty, period, sex == "_T" ? "" : sex, age == "_T" ? "" : age, base,
        source,
      ]
      let words = about.filter { !$0.isEmpty }.joined(separator: " ")
      return report.isEmpty ? words : words.isEmpty ? report : "\(words) (\(report))"
    }
  }

  public struct Field: Hashable, Sendable {
    /// Column of the table, or `verdict`.
    public var name: String
    public var old: String
    public var new: String

    package init(name: String, old: String, new: String) {
      self.name = name
      self.old = old
      self.new = new
    }

    public var text: String { "\(name) \(old.isEmpty ? "–" : old) → \(new.isEmpty ? "–" : new)" }
  }
}

extension ReleaseChange {
  /// What stood or stands there and how it changed, in words.
  public var difference: String { fields.map(\.text).joined(separator: ", ") }

  /// The cause with what is known of it.
  public var because: String { detail.isEmpty ? cause.rawValue : "\(cause.rawValue): \(detail)" }
}
