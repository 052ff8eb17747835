import CGumbo

/// What an element is to a reader: whether it stands by itself, and whether it is text at all.
enum HTMLKind: UInt8 {
  /// Within a line.
  case inline
  /// By itself.
  case block
  case heading
  case item
  case row, cell, table
  case lineBreak
  case link
  case raised
  case preformatted
  /// What the page is about.
  case main, article
  /// The page's own head, foot and margin; within an article it is the article's.
  case frame
  /// No text, or none of the report's: scripts, navigation, controls.
  case none

  init(_ tag: GumboTag) { self = Self.byTag[Int(min(tag.rawValue, GUMBO_TAG_LAST.rawValue))] }

  private static let kinds: [(HTMLKind, [GumboTag])] = [
    (
      .none,
      [
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SVG,
        GUMBO_TAG_MATH,
        GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO,
        GUMBO_TAG_CANVAS,
        GUMBO_TAG_SELECT, GUMBO_TAG_OPTION, GUMBO_TAG_BUTTON, GUMBO_TAG_INPUT, GUMBO_TAG_TEXTAREA,
        GUMBO_TAG_DATALIST, GUMBO_TAG_LABEL, GUMBO_TAG_NAV, GUMBO_TAG_HEAD, GUMBO_TAG_MAP, GUMBO_TAG_NOFRAMES,
      ]
    ),
    (.frame, [GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE]),
    (.main, [GUMBO_TAG_MAIN]), (.article, [GUMBO_TAG_ARTICLE]),
    (
      .block,
      [
        GUMBO_TAG_ADDRESS, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY, GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER,
        GUMBO_TAG_DETAILS,
        GUMBO_TAG_DIR, GUMBO_TAG_DIV, GUMBO_TAG_DL, GUMBO_TAG_DT, GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION,
        GUMBO_TAG_FIGURE, GUMBO_TAG_FORM, GUMBO_TAG_HGROUP, GUMBO_TAG_HR, GUMBO_TAG_HTML, GUMBO_TAG_LEGEND,
        GUMBO_TAG_MENU, GUMBO_TAG_OL, GUMBO_TAG_P, GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY, GUMBO_TAG_TBODY,
        GUMBO_TAG_TFOOT, GUMBO_TAG_THEAD, GUMBO_TAG_UL,
      ]
    ),
    (
      .heading, [GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6]
    ),
    (.item, [GUMBO_TAG_LI, GUMBO_TAG_DD]), (.row, [GUMBO_TAG_TR]), (.cell, [GUMBO_TAG_TD, GUMBO_TAG_TH]),
    (.table, [GUMBO_TAG_TABLE]), (.lineBreak, [GUMBO_TAG_BR]), (.link, [GUMBO_TAG_A]),
    (.raised, [GUMBO_TAG_SUP]), (.preformatted, [GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP]),
  ]

  private static let byTag: [HTMLKind] = {
    var table = [HTMLKind](repeating: .inline, count: Int(GUMBO_TAG_LAST.rawValue) + 1)
    for (kind, tags) in kinds { for tag in tags { table[Int(tag.rawValue)] = kind } }
    return table
  }()
}
