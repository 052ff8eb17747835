import Core

/// What `extract --show` writes for programs where a record has no object of its own for it.
extension JSONWriter {
  private enum PageMember: String, CaseIterable {
    case page, text
  }
  private static let page = JSONMembers<PageMember>()

  package mutating func write(_ page: Page, text: String) {
    object(Self.page) { member, writer in
      switch member {
      case .page: writer.write(page)
      case .text: writer.string(text)
      }
    }
  }

  private enum FoundMember: String, CaseIterable {
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
    case quote, kind
    case valueText = "value_text"
    case qualifier
    case rule = "rule_id"
    case claims, obstacles
  }
  private static let found = JSONMembers<FoundMember>()

  package mutating func write(_ found: FoundClaims) {
    object(Self.found) { member, writer in
      switch member {
      case .charStart: writer.integer(found.span.charStart)
      case .charEnd: writer.integer(found.span.charEnd)
      case .byteStart: writer.integer(found.span.byteStart)
      case .byteEnd: writer.integer(found.span.byteEnd)
      case .quote: writer.string(found.quote)
      case .kind: writer.string(found.kind.rawValue)
      case .valueText: writer.string(found.valueText)
      case .qualifier: writer.string(found.qualifier.rawValue)
      case .rule: writer.string(found.rule)
      case .claims: writer.list(found.claims) { $1.write($0) }
      case .obstacles: writer.list(found.obstacles) { $1.string($0) }
      }
    }
  }

  private enum ClaimedMember: String, CaseIterable {
    case indicator = "indicator_id"
    case treaty = "treaty_id"
    case valueText = "value_text"
    case rule = "rule_id"
    case isDropped = "is_dropped"
  }
  private static let claimed = JSONMembers<ClaimedMember>()

  private mutating func write(_ claim: FoundClaims.Claimed) {
    object(Self.claimed) { member, writer in
      switch member {
      case .indicator: writer.string(claim.indicator)
      case .treaty: writer.string(claim.treaty)
      case .valueText: writer.string(claim.valueText)
      case .rule: writer.string(claim.rule)
      case .isDropped: writer.boolean(claim.isDropped)
      }
    }
  }
}
