/// What a paragraph is to those around it, for telling where articles begin.
enum ParagraphKind: UInt8, CaseIterable {
  /// Before the first paragraph, and behind the last.
  case none
  case masthead, page, section, editor, rule, slogan, byline, caption, set
  /// An entry of a list that looks like a headline, that is long, or neither.
  case shortItem, longItem, item
  /// A text that begins as a piece of news does.
  case dateline
  /// What looks like a line of a headline.
  case short
  /// A text of several lines or sentences.
  case long
  /// A text of one line.
  case line

  static let count = allCases.count

  init(_ paragraph: Paragraph, _ first: SourceLine) {
    switch paragraph.role {
    case .masthead: self = .masthead
    case .page: self = .page
    case .section: self = .section
    case .editor: self = .editor
    case .rule: self = .rule
    case .slogan: self = .slogan
    case .byline: self = .byline
    case .caption: self = .caption
    case .set: self = .set
    case .item:
      self =
        paragraph.isShort ? .shortItem : paragraph.count > 1 || first.width > 60 ? .longItem : .item
    default:
      if paragraph.isJump {
        // It ends the text on this page.
        self = .rule
      } else if paragraph.isDateline {
        self = .dateline
      } else if paragraph.isShort {
        self = .short
      } else {
        self = paragraph.count > 1 || first.width > 70 || first.sentences > 1 ? .long : .line
      }
    }
  }

  /// True for what may be a line of a headline.
  @inline(__always) var isShort: Bool { self == .short || self == .shortItem }

  /// True for what belongs to the issue and to none of its articles.
  @inline(__always) var isFurniture: Bool {
    rawValue >= ParagraphKind.masthead.rawValue && rawValue <= ParagraphKind.slogan.rawValue
  }

  /// True for what papers have around their texts.
  var isOfPaper: Bool {
    switch self {
    case .masthead, .page, .section, .editor: true
    default: false
    }
  }

  /// True for text that is nothing else.
  @inline(__always) var isText: Bool { self == .long || self == .line }

  /// True for what is below a headline and its byline.
  @inline(__always) var isBody: Bool {
    switch self {
    case .caption, .set, .longItem, .item, .dateline, .long, .line: true
    default: false
    }
  }
}
