/// A text file as it is understood, without an index.
public struct IssueText: Sendable {
  /// The path as it was given.
  public let path: String
  /// The name of its encoding; nil if its format tells it.
  public let encoding: String?
  /// Its text in UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// Its lines and articles.
  public let layout: IssueLayout
  /// When it appeared, if its path or its masthead tells, or the file says so.
  public let date: IssueDate?
  /// Its number, if that is told.
  public let number: IssueNumber?
  /// The name of the paper, if its masthead or its path tells.
  public let paper: String?
  /// The documents that it becomes.
  package let documents: [IssueDocument]
  /// Of lines that were taken out of a file: their numbers there.
  private let sourceLines: [Int]?

  /// Reads a file, which may be one in an archive.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - storedPath: its path in an index, which may tell its date; `path` if nil.
  ///   - options: how it is read: its encoding, whether it is divided into articles.
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if it cannot be read, or its encoding is not
  ///   certain.
  public init(
    path: String, storedPath: String? = nil, options: ReadingOptions = ReadingOptions()
  ) throws(IndexError) {
    self.path = path
    let items: [SourceItem]
    do throws(SourceRefusal) {
      items = try FileReader(options).items(at: path)
    } catch {
      throw .unacceptable(document: path, reason: error.reason)
    }
    encoding = items.first?.encoding?.rawValue
    let storedPath = storedPath ?? path
    if items.count == 1, case .issue(let text) = items[0].content {
      let layout = IssueLayout(text.bytes, isSplit: options.splitsIssues)
      var documents: [IssueDocument] = []
      let masthead = text.bytes.withUnsafeBytes { span in
        let all = IssueDocuments(
          span, layout, path: storedPath, base: text.base, isDecoded: text.isDecoded)
        all.forEach { documents.append($0) }
        return IssueMasthead(span, layout)
      }
      date = IssueDate(path: storedPath, masthead: masthead.text)
      number = IssueNumber(path: storedPath, masthead: masthead.text)
      paper = masthead.paper ?? IssueMasthead.paper(in: storedPath)
      bytes = text.bytes
      self.layout = layout
      self.documents = documents
      sourceLines = nil
      return
    }
    let told = items.lazy.compactMap { item in
      if case .document(let text) = item.content { IssueDate(ofFile: text.date) } else { nil }
    }.first
    date = told ?? IssueDate(path: storedPath)
    number = IssueNumber(path: storedPath)
    paper = IssueMasthead.paper(in: storedPath)
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var documents: [IssueDocument] = []
    for item in items {
      guard case .document(let text) = item.content else { continue }
      starts.append(bytes.count)
      documents.append(IssueDocument(starts.count, text))
      bytes += text.title + [0x0a] + text.text
      if bytes.last != 0x0a { bytes.append(0x0a) }
    }
    self.bytes = bytes
    self.documents = documents
    layout = IssueLayout(bytes, partStarts: starts)
    sourceLines = IssueText.sourceLines(of: documents, layout, starts)
  }

  /// The lines of documents that were taken out of a file, and begin at these bytes of a text that was made
  /// of them; nil if they are not known.
  private static func sourceLines(
    of documents: [IssueDocument], _ layout: IssueLayout, _ starts: [Int]
  ) -> [Int]? {
    guard documents.contains(where: { !$0.origin.isEmpty }) else { return nil }
    var numbers: [Int] = []
    var part = -1
    var places: OriginPlaces?
    var titleLength = 0
    for line in layout.lines {
      if line.article - 1 != part {
        part = line.article - 1
        titleLength = documents[part].title.count
        places = OriginPlaces(
          documents[part].origin, title: String(decoding: documents[part].title, as: UTF8.self),
          text: String(decoding: documents[part].text, as: UTF8.self))
      }
      var offset = line.content.lowerBound - starts[part]
      // A line end was put behind the title.
      if offset > titleLength { offset -= 1 }
      let place = places?.place(ofByte: offset)?.line ?? documents[part].origin.pieces.first?.line
      numbers.append(place ?? 1)
    }
    return numbers
  }

  /// True if a page begins behind a line.
  public func endsPage(_ line: IssueLayout.Line) -> Bool {
    line.range.upperBound > 0 && bytes[line.range.upperBound - 1] == 0x0c
  }

  /// The number of each line in the file as text, from 1 up: a form feed ends a page, but no line.
  public var lineNumbers: [Int] {
    if let sourceLines { return sourceLines }
    var number = 1
    return layout.lines.map { line in
      defer { if !endsPage(line) { number += 1 } }
      return number
    }
  }

  /// A part of the text.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The lines of each article, furniture first, in the form 3-18, 25-30: without blank ones at the
  /// ends.
  public var lineRanges: [String] {
    var ranges = [[ClosedRange<Int>]](repeating: [], count: layout.articleCount + 1)
    let numbers = lineNumbers
    var previous = -1
    for (index, line) in layout.lines.enumerated() where line.role != .blank {
      if line.article == previous, let last = ranges[previous].popLast() {
        ranges[previous].append(last.lowerBound...numbers[index])
      } else {
        ranges[line.article].append(numbers[index]...numbers[index])
      }
      previous = line.article
    }
    return ranges.map { ranges in
      ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        .joined(separator: ", ")
    }
  }
}

extension IssueDocument {
  /// The document with its id.
  package func document(path: String, of layout: IssueLayout) -> Document {
    Document(
      id: path + IssueDocument.suffix(number, of: layout),
      title: String(decoding: title, as: UTF8.self), text: String(decoding: text, as: UTF8.self),
      path: path, date: String(decoding: date, as: UTF8.self), origin: origin)
  }
}
