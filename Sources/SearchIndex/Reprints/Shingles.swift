/// The set of all rows of a few neighbouring units of a text (Broder, "On the Resemblance and Containment of
/// Documents", 1997): what two texts have in common tells how much of one stands in the other.
///
/// Units are folded, and separators between them do not count: line breaks, punctuation, width and the forms of
/// characters make no difference. A row is kept as a hash.
struct Shingles {
  /// How many units make a row; see <doc:Research> for what that was measured on.
  static let length = 3

  /// Rising, each once.
  private(set) var hashes: [UInt64] = []

  init(_ text: String, by analyzer: Analyzer) {
    var text = text
    var sink = ShingleSink()
    text.withUTF8 { analyzer.analyze(UnsafeRawBufferPointer($0), into: &sink) }
    self.init(sink.hashes)
  }

  /// Of hashes in any order.
  init(_ hashes: [UInt64]) {
    var sorted = hashes
    sorted.sort()
    for hash in sorted where hash != self.hashes.last { self.hashes.append(hash) }
  }

  /// The rows that both have, as a share of those that either has (Jaccard); 0 if there are none.
  func similarity(to other: Shingles) -> Double {
    var (left, right, common) = (0, 0, 0)
    while left < hashes.count, right < other.hashes.count {
      let (first, second) = (hashes[left], other.hashes[right])
      if first == second { common += 1 }
      if first <= second { left += 1 }
      if second <= first { right += 1 }
    }
    let all = hashes.count + other.hashes.count - common
    return all > 0 ? Double(common) / Double(all) : 0
  }
}

/// Makes hashes of rows of units; of a text shorter than a row, one of all its units.
struct ShingleSink: TokenSink {
  private(set) var hashes: [UInt64] = []
  /// How many units came.
  private(set) var unitCount = 0
  private var last = InlineArray<3, UInt64>(repeating: 0)

  var wantsWords: Bool { false }

  mutating func removeAll() {
    hashes.removeAll(keepingCapacity: true)
    unitCount = 0
  }

  @inline(__always)
  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) { add(UInt64(key)) }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    add(Checksum.of(UnsafeRawBufferPointer(units)) | 1 << 63)
  }

  @inline(__always)
  private mutating func add(_ key: UInt64) {
    last[unitCount % Shingles.length] = key
    unitCount &+= 1
    if unitCount >= Shingles.length { hashes.append(hash(Shingles.length)) }
  }

  /// The hash of the last units, the oldest first.
  private func hash(_ count: Int) -> UInt64 {
    var hash: UInt64 = 0
    for index in unitCount - count..<unitCount {
      hash = ShingleSink.mix(hash &+ 0x9e37_79b9_7f4a_7c15 ^ last[index % Shingles.length])
    }
    return hash
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
  static func mix(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  mutating func endText() {
    if unitCount > 0, unitCount < Shingles.length { hashes.append(hash(unitCount)) }
  }

  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {}
  mutating func addGap() {}
  mutating func beginPiece(_ text: borrowing NormalizedText) {}
}
