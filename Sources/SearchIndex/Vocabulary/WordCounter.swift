/// Takes the words of one document after the other, and counts each.
///
/// The owner calls ``deallocate()``.
struct WordCounter: TokenSink {
  private(set) var table = TermTable()
  /// By ordinal: how often the word occurs, and in how many documents.
  private(set) var occurrences: [UInt32] = []
  private(set) var documents: [UInt32] = []
  /// By ordinal: the last document that holds it.
  private var lastDocument: [UInt32] = []
  private var document: UInt32 = 0
  private let minimumLength: Int
  private let includesNumbers: Bool

  init(_ options: Vocabulary.Options) {
    minimumLength = options.minimumLength
    includesNumbers = options.includesNumbers
  }

  func deallocate() { table.deallocate() }

  mutating func beginDocument() { document += 1 }

  var wantsWords: Bool { true }

  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {
    guard isCounted(units) else { return }
    let ordinal = number(units)
    occurrences[ordinal] &+= 1
    if lastDocument[ordinal] != document {
      lastDocument[ordinal] = document
      documents[ordinal] += 1
    }
  }

  private mutating func number(_ units: UnsafeBufferPointer<UInt16>) -> Int {
    let ordinal = Int(table.insert(units))
    if ordinal == occurrences.count {
      occurrences.append(0)
      documents.append(0)
      lastDocument.append(0)
    }
    return ordinal
  }

  private func isCounted(_ units: UnsafeBufferPointer<UInt16>) -> Bool {
    if units.count < minimumLength { return false }
    let trails = units.count(where: UTF16Text.isTrail)
    if units.count - trails < minimumLength { return false }
    return includesNumbers || !isNumber(units)
  }

  /// True for digits with what stands between digits: 2021, 1,234.5, 3:30.
  private func isNumber(_ units: UnsafeBufferPointer<UInt16>) -> Bool {
    units.allSatisfy { unit in
      switch unit {
      case 0x30...0x39, 0x2c, 0x2e, 0x3a, 0x3b, 0x27: true
      default: false
      }
    }
  }

  /// Adds what another has counted in other documents.
  mutating func add(_ other: WordCounter) {
    for ordinal in 0..<UInt32(other.table.count) {
      let own = other.table.withUnits(ordinal) { number($0) }
      occurrences[own] += other.occurrences[Int(ordinal)]
      documents[own] += other.documents[Int(ordinal)]
    }
  }

  /// How often a word of another table occurs.
  mutating func occurrences(_ other: TermTable, _ ordinal: UInt32) -> UInt32 {
    occurrences[other.withUnits(ordinal) { number($0) }]
  }

  func text(_ ordinal: UInt32) -> String {
    table.withUnits(ordinal) { String(decoding: $0, as: UTF16.self) }
  }

  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) {}
  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {}
  mutating func addGap() {}
  mutating func endText() {}
  mutating func beginPiece(_ text: borrowing NormalizedText) {}
}
