/// A document with everything that was read from it: what `read` makes, clusters make, shards exchange, and the
/// database loads.
public struct DocumentRecord: Sendable {
  /// What whoever asked for it calls it: the id of a stream's line, a file's name. Nothing rests on it.
  public var name: String
  /// Of the document and of what was known when it was read; empty where nobody gave it.
  public var fingerprint: String
  public var document: Document
  public var pages: [Page]
  public var sections: [Section]
  public var passages: [Passage]
  /// In the order of the text.
  public var mentions: [Mention]
  /// In the order of the text; keys are unique within the document.
  public var observations: [Observation]
  /// What is said in a context that its indicator does not accept, in the order of the text.
  public var claims: [Claim]
  /// Conflicts between claims, stale decisions and the like.
  public var findings: [Finding]

  public init(
    name: String = "", fingerprint: String = "", document: Document, pages: [Page], sections: [Section],
    passages: [Passage], mentions: [Mention], observations: [Observation], claims: [Claim] = [],
    findings: [Finding]
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.document = document
    self.pages = pages
    self.sections = sections
    self.passages = passages
    self.mentions = mentions
    self.observations = observations
    self.claims = claims
    self.findings = findings
  }
}
