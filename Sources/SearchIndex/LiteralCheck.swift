/// Checks the promise on a real index: quoted strings, cut at random from its own texts, must find
/// exactly the documents that a scan of all texts finds.
public struct LiteralCheck {
  /// What was tried and what differed.
  public struct Report: Sendable {
    /// Strings tried.
    public var strings = 0
    /// Documents that the scan found, over all strings.
    public var documents = 0
    /// Strings whose documents differ, with those that the index missed and those it should not find.
    public var differences: [(string: String, missed: [String], wrong: [String])] = []

    /// Nothing tried.
    public init() {}
  }

  private let searcher: Searcher
  private var state: UInt64

  /// - Parameters:
  ///   - searcher: the index.
  ///   - seed: the same seed draws the same strings.
  public init(_ searcher: Searcher, seed: UInt64) {
    self.searcher = searcher
    state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
  }

  /// A literal to look for, as a scan compares it: its units and the steps between their positions.
  private struct Literal {
    var text: String
    var units: [AnalyzedText.Unit]
    var found: Set<String> = []
  }

  /// Draws strings of 1 to 8 units, one in five made likely to be absent by a swap of two characters,
  /// scans all texts for them, and compares.
  public mutating func run(strings: Int) throws(IndexError) -> Report {
    var literals = try draw(strings)
    var byFirst: [UInt64: [Int]] = [:]
    for (index, literal) in literals.enumerated() {
      if let first = literal.units.first { byFirst[first.key, default: []].append(index) }
    }
    try forEachDocument { document in
      for field in [document.title, document.text] {
        let units = AnalyzedText(field, wantsWords: false, by: searcher.analyzer).units
        for start in units.indices {
          for index in byFirst[units[start].key] ?? []
          where LiteralCheck.matches(literals[index].units, units, start) {
            literals[index].found.insert(document.id)
          }
        }
      }
    }
    var report = Report()
    for literal in literals where !literal.units.isEmpty {
      report.strings += 1
      report.documents += literal.found.count
      let query = Query([.literal(literal.text)])
      let ranked = try searcher.rank(query, limit: max(1, searcher.documentCount))
      let answered = Set(ranked.map(\.id))
      if answered != literal.found {
        report.differences.append(
          (
            literal.text, literal.found.subtracting(answered).sorted(),
            answered.subtracting(literal.found).sorted()
          ))
      }
    }
    return report
  }

  private static func matches(
    _ wanted: [AnalyzedText.Unit], _ units: [AnalyzedText.Unit], _ start: Int
  ) -> Bool {
    guard start + wanted.count <= units.count else { return false }
    for offset in wanted.indices {
      let unit = units[start + offset]
      guard unit.key == wanted[offset].key,
        unit.position - units[start].position == wanted[offset].position - wanted[0].position
      else { return false }
    }
    return true
  }

  private func forEachDocument(_ body: (StoredDocument) -> Void) throws(IndexError) {
    for segment in searcher.segments {
      for number in 0..<segment.documents.blockCount {
        let block = try segment.documents.block(number)
        for index in 0..<block.count where !segment.live.isDeleted(block.firstDoc + DocID(index)) {
          body(block.document(index))
        }
      }
    }
  }

  private mutating func draw(_ count: Int) throws(IndexError) -> [Literal] {
    var literals: [Literal] = []
    let segments = searcher.segments.filter { $0.documentCount > 0 }
    guard !segments.isEmpty else { return [] }
    var attempts = 0
    while literals.count < count, attempts / 20 < count {
      attempts += 1
      let segment = segments[below(segments.count)]
      let document = try segment.documents.document(DocID(below(segment.documentCount)))
      let field = below(8) == 0 ? document.title : document.text
      let analyzed = AnalyzedText(field, wantsWords: false, by: searcher.analyzer)
      guard !analyzed.units.isEmpty else { continue }
      let first = below(analyzed.units.count)
      let last = min(analyzed.units.count - 1, first + below(8))
      let start = analyzed.source(analyzed.units[first].range).lowerBound
      let end = analyzed.source(analyzed.units[last].range).upperBound
      guard start < end else { continue }
      var scalars = Array(
        String(decoding: Array(field.utf8)[start..<end], as: UTF8.self).unicodeScalars)
      if below(5) == 0, scalars.count > 1 {
        scalars.swapAt(below(scalars.count), below(scalars.count))
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let text = String(view)
      let units = AnalyzedText(text, wantsWords: false, by: searcher.analyzer).units
      literals.append(Literal(text: text, units: units))
    }
    return literals
  }

  /// A random number below `limit` (SplitMix64).
  private mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ mixed >> 31) % UInt64(limit))
  }
}
