/// A text file as it is understood, without an index.
public struct IssueText: Sendable {
  /// The path as it was given.
  public let path: String
  /// The name of its encoding.
  public let encoding: String
  /// Its text in UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// Its lines and articles.
  public let layout: IssueLayout
  /// The documents that it becomes.
  package let documents: [IssueDocument]

  /// Reads a file.
  ///
  /// - Throws: ``IndexError/io(operation:path:code:)`` if it cannot be read,
  ///   ``IndexError/unacceptable(document:reason:)`` if its encoding is not certain.
  public init(
    path: String, options: ReadingOptions = ReadingOptions()
  ) throws(IndexError) {
    let text: SourceText
    let file = try LayoutTrial.read(path)
    do throws(SourceRefusal) {
      text = try SourceDecoder().decode(file, as: options.encoding)
    } catch {
      throw .unacceptable(document: path, reason: error.reason)
    }
    let bytes = text.bytes
    let layout = IssueLayout(bytes, isSplit: options.splitsIssues)
    var documents: [IssueDocument] = []
    bytes.withUnsafeBytes { span in
      let all = IssueDocuments(span, layout, base: text.base, isDecoded: text.isDecoded)
      all.forEach { documents.append($0) }
    }
    self.path = path
    self.bytes = bytes
    encoding = text.encoding.rawValue
    self.layout = layout
    self.documents = documents
  }

  /// A part of the text.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The lines of each article, furniture first, in the form 3-18, 25-30: without blank ones at the
  /// ends.
  public var lineRanges: [String] {
    var ranges = [[ClosedRange<Int>]](repeating: [], count: layout.articleCount + 1)
    var previous = -1
    for (index, line) in layout.lines.enumerated() where line.role != .blank {
      if line.article == previous, let last = ranges[previous].popLast() {
        ranges[previous].append(last.lowerBound...(index + 1))
      } else {
        ranges[line.article].append((index + 1)...(index + 1))
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
      path: path, origin: origin)
  }
}
