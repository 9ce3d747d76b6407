/// A query, analyzed: the terms of each lane and the literals, before any index is asked.
struct QueryPlan {
  struct Term {
    var lane: Lane
    var term: [UInt8]
    /// It is a word of ICU's.
    var isWord: Bool
  }

  private struct Key: Hashable {
    var lane: Lane
    var term: [UInt8]
  }

  /// Optional terms in order of first appearance.
  ///
  /// Each counts once however often the query repeats it: questions repeat their least telling
  /// words (measured on all shared collections).
  private(set) var terms: [Term] = []
  /// By lane and term: its place among the terms.
  private var known: [Key: Int] = [:]
  /// Optional literals: single characters, and strings that raise a document which holds them whole.
  private(set) var runs: [LiteralPattern] = []
  /// Literals of which the filters are made, each once.
  private(set) var literals: [LiteralPattern] = []
  /// Those that a hit is found for holding, by number: they are scored.
  private(set) var scoredLiterals: [Int] = []
  /// What every hit fulfils.
  private(set) var filters: [DocumentFilter] = []

  /// Texts of up to this many units are looked for as a whole too.
  static let maximumRunLength = 16
  /// Terms beyond this number are left out: no person types them.
  static let maximumTerms = 4096

  /// Nothing to look for.
  var isEmpty: Bool { terms.isEmpty && runs.isEmpty && filters.isEmpty }

  init(_ query: Query, analyzer: Analyzer) {
    for part in query.parts {
      switch part {
      case .literal(let string):
        add(.literal(string), analyzer)
      case .filter(let filter):
        add(filter, analyzer)
      case .text(let string):
        add(AnalyzedText(string, by: analyzer))
      }
    }
  }

  private mutating func add(_ filter: Query.Filter, _ analyzer: Analyzer) {
    if let filter = documentFilter(filter, isScored: true, analyzer), !filters.contains(filter) {
      filters.append(filter)
    }
  }

  /// Literals without units are passed over, and so is what is made of such only: nil.
  private mutating func documentFilter(
    _ filter: Query.Filter, isScored: Bool, _ analyzer: Analyzer
  ) -> DocumentFilter? {
    func parts(_ filters: [Query.Filter]) -> [DocumentFilter] {
      filters.compactMap { documentFilter($0, isScored: isScored, analyzer) }
    }
    switch filter {
    case .literal(let string):
      let pattern = LiteralPattern(AnalyzedText(string, wantsWords: false, by: analyzer))
      guard !pattern.isEmpty else { return nil }
      let number = literals.firstIndex(of: pattern) ?? literals.count
      if number == literals.count { literals.append(pattern) }
      if isScored, !scoredLiterals.contains(number) { scoredLiterals.append(number) }
      return .literal(number)
    case .all(let filters):
      let parts = parts(filters)
      return parts.isEmpty ? nil : .all(parts)
    case .any(let filters):
      let parts = parts(filters)
      return parts.isEmpty ? nil : .any(parts)
    case .not(let filter):
      return documentFilter(filter, isScored: false, analyzer).map { .not($0) }
    }
  }

  private mutating func add(_ text: AnalyzedText) {
    // A document that holds the text as it stands is worth more than one that holds its pieces. A
    // pair of characters is a gram already; of long texts the pieces decide.
    if text.units.count >= 2, text.units.count <= QueryPlan.maximumRunLength {
      let pattern = LiteralPattern(text)
      if pattern.atoms.count > 1 { addRun(pattern) }
    }
    for word in text.listedWords { add(.words, text.term(word), isWord: true) }
    let words = Set(text.words)
    for run in QueryPlan.runs(text.units) {
      if !text.units[run.lowerBound].isCharacter {
        add(.grams, text.term(text.units[run.lowerBound].range), isWord: true)
      } else if run.count == 1 {
        addRun(LiteralPattern(text, units: text.units[run]))
      } else {
        for index in run.dropLast() {
          let pair =
            text.units[index].range.lowerBound..<text.units[index + 1].range.upperBound
          add(.grams, text.gram(index), isWord: words.contains(pair))
        }
      }
    }
  }

  private mutating func add(_ lane: Lane, _ term: [UInt8], isWord: Bool) {
    let key = Key(lane: lane, term: term)
    if let place = known[key] {
      if isWord { terms[place].isWord = true }
    } else if terms.count < QueryPlan.maximumTerms {
      known[key] = terms.count
      terms.append(Term(lane: lane, term: term, isWord: isWord))
    }
  }

  private mutating func addRun(_ pattern: LiteralPattern) {
    if !runs.contains(pattern) { runs.append(pattern) }
  }

  /// Neighbouring characters without a gap, or single words: as ranges of units.
  static func runs(_ units: [AnalyzedText.Unit]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, unit) in units.enumerated() {
      if let last = runs.last, unit.isCharacter, units[last.lowerBound].isCharacter,
        units[index - 1].position + 1 == unit.position
      {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
