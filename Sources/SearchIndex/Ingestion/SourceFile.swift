/// A file to be indexed and how to read it.
struct SourceFile {
  enum Format: Sendable {
    case text
    case jsonLines
    case markdown
    case html
    /// Fields between commas or semicolons.
    case table
    /// Fields between tabs.
    case tabTable
    case word
    case openDocument
    case book
    case pdf
    case archive

    /// Read in parts, for it may be larger than memory: not of one piece like a document.
    var isStreamed: Bool {
      switch self {
      case .jsonLines, .table, .tabTable, .archive: true
      default: false
      }
    }

    /// Read here and there, so that it may be longer than a document: most of it may be pictures.
    var isContainer: Bool {
      switch self {
      case .word, .openDocument, .book, .pdf, .archive: true
      default: false
      }
    }

    /// Whether a text of it may be split into articles.
    var hasArticles: Bool {
      switch self {
      case .text, .word, .openDocument, .pdf, .archive: true
      default: false
      }
    }

    /// Whether its documents may have the date of the file: lines and rows have their own, or none.
    var hasDate: Bool {
      switch self {
      case .jsonLines, .table, .tabTable: false
      default: true
      }
    }

    /// Whether places are told of texts that are no copy of the file.
    var hasPlacesOfParts: Bool {
      switch self {
      case .markdown, .html, .book, .archive: true
      default: false
      }
    }

    /// Whether ``ReadingOptions/columns`` matter.
    var hasColumns: Bool { self == .table || self == .tabTable || self == .archive }

    /// Whether an encoding that was named matters.
    var hasEncoding: Bool {
      switch self {
      case .text, .markdown, .html, .table, .tabTable, .archive: true
      default: false
      }
    }
  }

  /// As it was reached: what people are told.
  var path: String
  /// The absolute path without links.
  var real: String
  var format: Format
  var status: SourceStatus

  /// What a record keeps of the settings that matter for the file.
  ///
  /// Bit 0 tells that issues are split, bit 1 that documents have the date of their file, bit 2 that texts taken
  /// out of markup have places, bits 8 to 15 have the encoding if one was named, bits 32 to 63 a hash of the
  /// columns if some were. Records of older programs lack bits 1 and 2, so their texts are read again.
  func settings(_ options: ReadingOptions) -> UInt64 {
    var settings: UInt64 = 0
    if format.hasArticles, options.splitsIssues { settings |= 1 }
    if format.hasDate { settings |= 2 }
    if format.hasPlacesOfParts { settings |= 4 }
    if format.hasEncoding { settings |= (options.encoding?.number ?? 0) << 8 }
    if format.hasColumns { settings |= UInt64(options.columns?.hash ?? 0) << 32 }
    return settings
  }

  /// How the file is packed as a whole.
  var packing: Packing? { Packing(ofName: path) }

  /// The format that a name's ending tells, or nil.
  static func format(ofName name: String) -> Format? {
    let name = name.dropLast(Packing(ofName: name)?.ending.count ?? 0)
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return nil }
    let ending = parts[parts.count - 1].lowercased()
    return formats.first { $0.ending == ending }?.format
  }

  /// The formats by the endings of names, in lower case.
  static let formats: [(ending: String, format: Format)] = [
    ("txt", .text), ("jsonl", .jsonLines), ("ndjson", .jsonLines), ("md", .markdown),
    ("markdown", .markdown), ("html", .html), ("htm", .html), ("xhtml", .html), ("csv", .table),
    ("tsv", .tabTable), ("docx", .word), ("odt", .openDocument), ("epub", .book), ("pdf", .pdf),
    ("zip", .archive),
  ]
}
