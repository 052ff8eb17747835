/// A report as it was received and read: who published it, what it is about, and its text.
///
/// The text is kept exactly as decoded (or as the named converter made it) and never altered afterwards;
/// every `Span` of the document counts in it.
public struct Document: Sendable {
  /// SHA-256 of the bytes as received, in lower-case hexadecimal.
  public var id: String
  /// Id of the family of reports; the editions of one report have family and area in common.
  public var family: String
  /// As the publisher names it: `2015-2016`.
  public var edition: String
  public var title: String
  /// BCP 47.
  public var language: String
  public var publisher: String
  /// ISO 3166-1 alpha-3 of the country the report is about.
  public var area: String
  public var areaMethod: AreaMethod
  /// ISO 8601; empty where nobody said.
  public var periodStart: String
  public var periodEnd: String
  /// ISO 8601, as narrow as known: `2017-04`.
  public var publishedOn: String
  public var url: String
  public var licence: String
  public var mediaType: String
  /// Program and version that made the text (`pdftotext 22.12.0`), empty for plain text.
  public var converter: String
  public var isSample: Bool
  /// UTF-8.
  public var text: [UInt8]
  /// How each of these is known.
  public var methods = Methods()

  /// How something is known of a report: somebody declared it, its text says it, its file name or the like lets it be
  /// concluded.
  public enum AreaMethod: String, CaseIterable, Sendable {
    case declared, read, inferred
  }

  /// How what is known of the report is known; nil where nobody said it, and for what is empty.
  public struct Methods: Hashable, Sendable {
    public var family: AreaMethod?
    public var title: AreaMethod?
    public var edition: AreaMethod?
    public var published: AreaMethod?
    public var language: AreaMethod?

    public init(
      family: AreaMethod? = nil, title: AreaMethod? = nil, edition: AreaMethod? = nil,
      published: AreaMethod? = nil, language: AreaMethod? = nil
    ) {
      self.family = family
      self.title = title
      self.edition = edition
      self.published = published
      self.language = language
    }
  }

  /// What is known of it and how, as far as anything is.
  package var facts: [(name: String, method: AreaMethod)] {
    [
      ("family", methods.family), ("edition", methods.edition), ("title", methods.title),
      ("language", methods.language), ("published", methods.published), ("area", areaMethod),
    ].compactMap { name, method in method.map { (name, $0) } }
  }

  public init(
    id: String, family: String, edition: String, title: String, language: String, publisher: String,
    area: String, areaMethod: AreaMethod, periodStart: String, periodEnd: String, publishedOn: String,
    url: String, licence: String, mediaType: String, converter: String, isSample: Bool, text: [UInt8]
  ) {
    self.id = id
    self.family = family
    self.edition = edition
    self.title = title
    self.language = language
    self.publisher = publisher
    self.area = area
    self.areaMethod = areaMethod
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.publishedOn = publishedOn
    self.url = url
    self.licence = licence
    self.mediaType = mediaType
    self.converter = converter
    self.isSample = isSample
    self.text = text
  }
}

/// A page of a document. The pages of a document follow each other without gap and cover its whole text.
public struct Page: Hashable, Sendable {
  /// One-based, by order in the file; the printed label may differ.
  public var number: Int
  /// As printed: `12 (14)`; empty where none is.
  public var label: String
  public var method: Method
  public var span: Span

  /// How the page's beginning was found.
  public enum Method: String, CaseIterable, Sendable {
    case printed, formfeed, inferred, converter, unknown
  }

  public init(number: Int, label: String, method: Method, span: Span) {
    self.number = number
    self.label = label
    self.method = method
    self.span = span
  }
}

/// A heading and what stands under it, until the next heading.
public struct Section: Hashable, Sendable {
  /// One-based, by order; text before the first heading is section 0 with an empty heading.
  public var number: Int
  public var heading: String
  /// From the heading's first character to the next heading.
  public var span: Span

  public init(number: Int, heading: String, span: Span) {
    self.number = number
    self.heading = heading
    self.span = span
  }
}

/// A paragraph, with its lines joined and its soft hyphens mended.
public struct Passage: Hashable, Sendable {
  /// One-based, by order in the document.
  public var number: Int
  public var section: Int
  /// From its first to its last character in the document; page furniture may stand between.
  public var span: Span
  /// The paragraph as one would read it aloud: for search and display, never for offsets.
  public var text: String

  public init(number: Int, section: Int, span: Span, text: String) {
    self.number = number
    self.section = section
    self.span = span
    self.text = text
  }
}
