/// Finds the occurrences in documents, and keeps those that come first: one for each thread.
final class ConcordanceCollector {
  /// An occurrence, and what it is ordered by.
  struct Entry {
    var key: ConcordanceKey
    var line: Concordance.Line
  }

  /// Those that come first, and some more.
  private(set) var lines: [Entry] = []
  private(set) var total = 0
  private(set) var documents = 0

  /// What is not before this one is not among the first.
  private var bar: ConcordanceKey?
  private let highlighter: Highlighter
  private let analyzer: Analyzer
  private let order: Concordance.Order
  private let ranks: [UInt64: Int]
  private let width: Int
  private let limit: Int

  /// So many units of context decide the order; where they are equal, the place does.
  private static let contextLength = 16

  init(
    _ highlighter: Highlighter, _ analyzer: Analyzer, order: Concordance.Order,
    ranks: [UInt64: Int], width: Int, limit: Int
  ) {
    self.highlighter = highlighter
    self.analyzer = analyzer
    self.order = order
    self.ranks = ranks
    self.width = width
    self.limit = limit
  }

  /// A document of the index as a number.
  static func key(_ segment: Int, _ doc: DocID) -> UInt64 { UInt64(segment) << 32 | UInt64(doc) }

  func add(_ item: DocumentScan.Item) {
    let document = item.document
    let origin = DocumentOrigin(encoded: document.origin)
    var places = origin.map {
      OriginPlaces($0, title: document.title, text: document.text)
    }
    let before = total
    for (field, text) in [(Query.Field.title, document.title), (.text, document.text)] {
      var last: Range<Int>?
      for match in highlighter.matches(in: text, ofField: field) where match.range != last {
        last = match.range
        total += 1
        add(match.range, field, text, document, origin, &places, item)
      }
    }
    if total > before { documents += 1 }
  }

  private func add(
    _ range: Range<Int>, _ field: Query.Field, _ text: String, _ document: StoredDocument,
    _ origin: DocumentOrigin?, _ places: inout OriginPlaces?, _ item: DocumentScan.Item
  ) {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    let offset = range.lowerBound + (field == .title ? 0 : document.title.utf8.count)
    var key = ConcordanceKey(
      path: Array(document.path.utf8), start: origin?.pieces.first?.source ?? 0,
      id: Array(document.id.utf8), offset: offset, end: range.count)
    switch order {
    case .left: key.context = context(text[..<start], backwards: true)
    case .right: key.context = context(text[end...], backwards: false)
    case .date:
      let date = PartialDate(document.date)
      key.first = UInt64(date.map(\.firstDay.code) ?? .max)
    case .path: break
    case .none:
      key.first = UInt64(ranks[ConcordanceCollector.key(item.segment, item.doc)] ?? .max)
    }
    if let bar, !(key < bar) { return }
    lines.append(
      Entry(
        key: key,
        line: Concordance.Line(
          id: document.id, title: document.title, path: document.path, date: document.date,
          field: field,
          place: places?.place(ofByte: offset),
          left: KeywordContext.left(text[..<start], columns: width),
          keyword: KeywordContext.flat(text[start..<end]),
          right: KeywordContext.right(text[end...], columns: width))))
    guard lines.count >= limit * 2 + 256 else { return }
    lines.sort { $0.key < $1.key }
    lines.removeLast(lines.count - limit)
    bar = lines.last?.key
  }

  /// The units nearest to the keyword, from there outwards, folded.
  private func context(_ text: Substring, backwards: Bool) -> [UInt16] {
    // Enough for as many units, most of which are a character or a word of a few.
    let length = ConcordanceCollector.contextLength * 4
    let near = backwards ? text.unicodeScalars.suffix(length) : text.unicodeScalars.prefix(length)
    let analyzed = AnalyzedText(String(near), wantsWords: false, by: analyzer)
    let units = backwards ? analyzed.units.reversed() : analyzed.units
    var key: [UInt16] = []
    for unit in units.prefix(ConcordanceCollector.contextLength) {
      key += analyzed.folded[unit.range]
      // Words end before all that they are the beginning of.
      if !unit.isCharacter { key.append(0) }
    }
    return key
  }
}
