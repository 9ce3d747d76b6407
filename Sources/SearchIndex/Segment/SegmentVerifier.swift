/// Walks every structure of a segment and compares what two places say of the same thing.
struct SegmentVerifier {
  private let segment: SegmentReader

  init(_ segment: SegmentReader) { self.segment = segment }

  func verify(_ report: inout IndexVerifier.Report) throws(IndexError) {
    try verify(.words, &report)
    try verify(.grams, &report)
    try verifyDocuments(&report)
    if let damage = segment.damage { throw damage }
  }

  private func contradiction(_ file: IndexFileReader, _ reason: String) -> IndexError {
    .damaged(file: file.path, reason: reason)
  }

  /// Terms rise; lists are as long as the dictionary says, their documents rise and exist, block
  /// bounds hold; ordinals rise; the occurrences of grams add up to the documents' lengths.
  private func verify(_ lane: Lane, _ report: inout IndexVerifier.Report) throws(IndexError) {
    let dictionary = segment.dictionary(lane)
    guard let lengths = segment.columns.lengths else {
      throw segment.damage ?? contradiction(segment.columns.file, "it has no lengths")
    }
    var sums = [UInt64](repeating: 0, count: segment.documentCount)
    let cursor = TermCursor.over(dictionary)
    var previous: [UInt8] = []
    var terms = 0
    var total: UInt64 = 0
    while cursor.advance() {
      let isRising = previous.withUnsafeBytes { TermKey.precedes($0, cursor.term) }
      guard terms == 0 || isRising else {
        throw contradiction(dictionary.file, "its terms are not in order")
      }
      previous = Array(cursor.term)
      terms += 1
      total += cursor.info.totalTermFrequency
      // A word's last unit has told of it: what stands behind words is told once more.
      let isCounted = !Gram.isBehindWord(cursor.term)
      report.postings += try verifyList(
        cursor.info, lane, name: String(decoding: cursor.term, as: UTF8.self), lengths: lengths
      ) { doc, frequency in
        if isCounted { sums[Int(doc)] += UInt64(frequency) }
      }
    }
    if let damage = segment.damage { throw damage }
    guard terms == dictionary.termCount, total == dictionary.totalTermFrequency else {
      throw contradiction(dictionary.file, "it holds another number of terms than it states")
    }
    report.terms += terms
    guard lane == .grams else { return }
    for doc in sums.indices where DocumentLength.code(UInt32(clamping: sums[doc])) != lengths[doc] {
      throw contradiction(
        segment.columns.file, "document \(doc) has another length than its postings add up to")
    }
    guard sums.reduce(0, +) == segment.columns.unitCount else {
      throw contradiction(segment.columns.file, "the sum of the lengths is wrong")
    }
  }

  private func verifyList(
    _ info: TermInfo, _ lane: Lane, name: String, lengths: UnsafePointer<UInt8>,
    _ body: (DocID, Int) -> Void
  ) throws(IndexError) -> Int {
    let file = lane == .words ? segment.wordsPostings : segment.gramsPostings
    let cursor = segment.cursor(info, lane)
    let ordinals = lane == .grams ? segment.ordinals(cursor) : nil
    var documents = 0
    var total: UInt64 = 0
    var last = -1
    while cursor.doc != .end {
      let doc = cursor.doc
      guard Int(doc) > last, Int(doc) < segment.documentCount else {
        throw contradiction(file, "the documents of the term \(name) are not in order")
      }
      last = Int(doc)
      let frequency = cursor.frequency
      if let entry = cursor.stated {
        guard doc <= entry.lastDoc,
          entry.impacts.cover(frequency: frequency, length: lengths[Int(doc)])
        else { throw contradiction(file, "a block of the term \(name) passes its bounds") }
      }
      if let ordinals {
        ordinals.read(lefts: true, rights: true, areRising: false)
        let lefts = ordinals.lefts.elements
        let isRising = zip(lefts, lefts.dropFirst()).allSatisfy { $0 < $1 }
        guard lefts.count == frequency, isRising else {
          throw segment.damage
            ?? contradiction(segment.gramsOrdinals, "the ordinals of \(name) are not in order")
        }
      }
      body(doc, frequency)
      documents += 1
      total += UInt64(frequency)
      cursor.advance()
    }
    if let damage = segment.damage { throw damage }
    guard documents == info.documentFrequency, total == info.totalTermFrequency else {
      throw contradiction(file, "the list of the term \(name) has another length than is stated")
    }
    return documents
  }

  /// All documents can be unpacked; each live one is found by its id, with the rank of its place; dates
  /// and paths are those of the columns.
  private func verifyDocuments(_ report: inout IndexVerifier.Report) throws(IndexError) {
    var docOfID: [[UInt8]: DocID] = [:]
    let cursor = TermCursor.over(segment.identifiers)
    var rank: UInt32 = 0
    while cursor.advance() {
      let doc = cursor.info.onlyDoc
      guard Int(doc) < segment.documentCount, segment.columns.rank(doc) == rank else {
        throw contradiction(segment.columns.file, "document \(doc) has another rank than its id")
      }
      docOfID[Array(cursor.term)] = doc
      rank += 1
    }
    var paths: [String] = []
    let pathCursor = TermCursor.over(segment.paths)
    while pathCursor.advance() { paths.append(String(decoding: pathCursor.term, as: UTF8.self)) }
    _ = try segment.documents.codebook()
    var bytes: UInt64 = 0
    for number in 0..<segment.documents.blockCount {
      let block = try segment.documents.block(number)
      for index in 0..<block.count {
        let document = block.document(index)
        let doc = block.firstDoc + DocID(index)
        bytes += UInt64(document.title.utf8.count + document.text.utf8.count)
        guard segment.live.isDeleted(doc) || docOfID[Array(document.id.utf8)] == doc else {
          throw contradiction(
            segment.identifiers.file, "the document \(document.id) is not found by its id")
        }
        let path = Int(segment.columns.path(doc))
        guard PartialDate(document.date)?.code ?? 0 == segment.columns.date(doc),
          path <= paths.count, document.path == (path > 0 ? paths[path - 1] : "")
        else {
          throw contradiction(
            segment.columns.file, "the document \(document.id) has another date or path")
        }
      }
      report.documents += block.count
    }
    guard bytes == segment.documents.bytes else {
      throw contradiction(segment.documents.file, "its texts have another length than it states")
    }
  }

  /// No id is live twice.
  func checkIdentifiers(_ ids: inout Set<[UInt8]>) throws(IndexError) {
    let cursor = TermCursor.over(segment.identifiers)
    while cursor.advance() {
      guard !segment.live.isDeleted(cursor.info.onlyDoc) else { continue }
      guard ids.insert(Array(cursor.term)).inserted else {
        let id = String(decoding: cursor.term, as: UTF8.self)
        throw contradiction(segment.identifiers.file, "the id \(id) is in another segment too")
      }
    }
  }
}
