/// Looks for literals in the stored texts of a segment: for their distances, which grams do not tell.
///
/// Slow, and plain: a document is unpacked and its units compared one by one.
struct StoredUnits {
  private let scope: MatchScope
  /// The block that was unpacked last: documents come in rising order.
  private var block: StoredBlock?
  private var sequence = UnitSequence()

  init(_ scope: MatchScope) { self.scope = scope }

  /// Calls `body` with the units of each field of a document; not at all if its text is damaged, which
  /// the file remembers.
  mutating func forEachField(of doc: DocID, _ body: (borrowing UnitSequence) -> Void) {
    let documents = scope.segment.documents
    do throws(IndexError) {
      let block = try block(of: doc, documents)
      try block.withParts(Int(doc - block.firstDoc)) { parts throws(IndexError) in
        for field in scope.fields {
          sequence.removeAll()
          scope.analyzer.analyze(parts[field == .title ? 1 : 2], into: &sequence)
          body(sequence)
        }
      }
    } catch {
      documents.file.noteOutside(0)
    }
  }

  private mutating func block(
    of doc: DocID, _ documents: StoredDocuments
  ) throws(IndexError) -> StoredBlock {
    if let block, doc >= block.firstDoc, doc - block.firstDoc < DocID(block.count) { return block }
    let found = try documents.block(holding: doc)
    block = found
    return found
  }
}

/// The units of a text and their positions, to look for literals in.
struct UnitSequence: TokenSink {
  private var units: [LiteralPattern.Unit] = []
  private var nextPosition: UInt32 = 0

  var wantsWords: Bool { false }

  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    nextPosition = 0
  }

  /// Calls `body` with each position at which a literal begins, rising.
  func forEachPlace(of pattern: LiteralPattern, _ body: (UInt32) -> Void) {
    guard let first = pattern.units.first, units.count >= pattern.units.count else { return }
    for start in 0...units.count - pattern.units.count where units[start].key == first.key {
      let base = units[start].offset
      let isThere = pattern.units.indices.allSatisfy { index in
        let unit = units[start + index]
        let wanted = pattern.units[index]
        return unit.key == wanted.key && unit.offset - base == wanted.offset
      }
      if isThere { body(base) }
    }
  }

  mutating func beginPiece(_ text: borrowing NormalizedText) {}

  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {}

  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) { append(UInt64(key)) }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    append(AnalyzedText.key(ofWord: units))
  }

  mutating func addGap() { nextPosition += 1 }

  mutating func endText() {}

  private mutating func append(_ key: UInt64) {
    units.append(LiteralPattern.Unit(key: key, offset: nextPosition))
    nextPosition += 1
  }
}
