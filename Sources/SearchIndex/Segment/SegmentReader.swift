/// One immutable segment, opened for reading.
///
/// Opening maps its files and checks their frames; no payload is read before a query needs it.
final class SegmentReader: Sendable {
  let number: UInt64
  let documentCount: Int
  let words: TermDictionary
  let grams: TermDictionary
  let identifiers: TermDictionary
  let paths: TermDictionary
  let wordsPostings: IndexFileReader
  let gramsPostings: IndexFileReader
  let gramsOrdinals: IndexFileReader
  let columns: DocumentColumns
  let documents: StoredDocuments
  let live: LiveDocuments
  /// All files of the segment.
  let files: [IndexFileReader]
  private let entry: Manifest.Entry

  init(folder: String, entry: Manifest.Entry) throws(IndexError) {
    self.entry = entry
    let segment = entry.number
    func open(_ kind: FileKind) throws(IndexError) -> IndexFileReader {
      try IndexFileReader(
        folder: folder, name: kind.fileName(segment: segment), kind: kind, segment: segment)
    }
    number = segment
    words = try TermDictionary(file: open(.words), withOrdinals: false)
    grams = try TermDictionary(file: open(.grams), withOrdinals: true)
    identifiers = try TermDictionary(file: open(.identifiers), withOrdinals: false)
    paths = try TermDictionary(file: open(.paths), withOrdinals: false)
    wordsPostings = try open(.wordsPostings)
    gramsPostings = try open(.gramsPostings)
    gramsOrdinals = try open(.gramsOrdinals)
    columns = try DocumentColumns(file: open(.columns))
    documents = try StoredDocuments(file: open(.documents))
    let deletions: [IndexFileReader]
    if entry.deletionsGeneration > 0 {
      let name = FileKind.deletions.fileName(
        segment: segment, generation: entry.deletionsGeneration)
      let file = try IndexFileReader(folder: folder, name: name, kind: .deletions, segment: segment)
      live = try LiveDocuments(file: file)
      deletions = [file]
    } else {
      live = LiveDocuments(documentCount: columns.documentCount)
      deletions = []
    }
    files =
      [
        words.file, wordsPostings, grams.file, gramsPostings, gramsOrdinals, identifiers.file,
        paths.file, columns.file, documents.file,
      ] + deletions
    documentCount = columns.documentCount
    let counts = [
      entry.documentCount, documents.documentCount, words.documents, grams.documents,
      identifiers.documents, paths.documents, live.documentCount,
    ]
    guard counts.allSatisfy({ $0 == columns.documentCount }),
      live.deletedCount == entry.deletedCount, identifiers.termCount <= documentCount,
      paths.termCount <= documentCount
    else {
      throw .damaged(
        file: folder + "/" + FileKind.columns.fileName(segment: segment),
        reason: "the files of segment \(segment) disagree about the number of documents")
    }
  }

  /// Whether a document of this id can be found.
  func holds(id: String) -> Bool {
    guard let info = identifiers.lookup(Array(id.utf8)), Int(info.onlyDoc) < documentCount else {
      return false
    }
    return !live.isDeleted(info.onlyDoc)
  }

  /// Whether its files are still those of their names.
  var isInPlace: Bool { columns.file.isInPlace }

  /// Whether a manifest's entry is of the segment as it was opened.
  func isUpToDate(_ entry: Manifest.Entry) -> Bool { entry == self.entry && isInPlace }

  /// What has been found wrong with the files so far; a search checks it before it answers.
  var damage: IndexError? {
    for file in files {
      if let damage = file.damage { return damage }
    }
    return nil
  }

  func dictionary(_ lane: Lane) -> TermDictionary { lane == .words ? words : grams }

  func cursor(_ info: TermInfo, _ lane: Lane) -> PostingsCursor {
    PostingsCursor(
      info, file: lane == .words ? wordsPostings : gramsPostings, withOrdinals: lane == .grams,
      documentCount: documentCount)
  }

  func ordinals(_ cursor: PostingsCursor) -> OrdinalsCursor {
    OrdinalsCursor(cursor, file: gramsOrdinals)
  }

  func blockOrdinals(_ cursor: PostingsCursor, lefts: Bool, rights: Bool) -> BlockOrdinals {
    BlockOrdinals(cursor, file: gramsOrdinals, lefts: lefts, rights: rights)
  }

  /// The id of a document, found through its rank: cheaper than unpacking the document.
  func id(of doc: DocID) throws(IndexError) -> [UInt8] {
    let cursor = TermCursor.over(identifiers)
    guard cursor.seek(toOrdinal: Int(columns.rank(doc))), cursor.info.onlyDoc == doc else {
      throw damage
        ?? .damaged(file: identifiers.file.path, reason: "document \(doc) is not at its rank")
    }
    return Array(cursor.term)
  }
}
