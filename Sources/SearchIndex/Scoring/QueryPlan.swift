/// A query, analyzed: the terms of each lane and what is to be matched, before any index is asked.
struct QueryPlan {
  struct Term {
    var lane: Lane
    var term: [UInt8]
    /// What it counts before its rarity is known: see ``TermWeight``.
    var weight: Float
  }

  /// An optional part whose documents are found before scoring begins.
  struct Run {
    var pattern: MatchPattern
    var weight: Float
  }

  /// A text of the query as it stands: it raises the documents that hold it whole.
  struct WholeText: Equatable {
    var pattern: LiteralPattern
    /// Those of ``QueryPlan/terms`` that every such document holds, one at least.
    var terms: [Int]
    var weight: Float
  }

  /// A pattern of the filters that hits are found for matching.
  struct Scored {
    /// The number of the pattern.
    var pattern: Int
    var boost: Float
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
  /// Optional patterns: single characters, words of a kind, numbers in their forms.
  private(set) var runs: [Run] = []
  private(set) var wholeTexts: [WholeText] = []
  /// Patterns of which the filters are made, each once.
  private(set) var patterns: [MatchPattern] = []
  /// Those that are scored.
  private(set) var scored: [Scored] = []
  /// What every hit fulfils.
  private(set) var filters: [DocumentFilter] = []
  /// What of the filters asks for nothing, and so is passed over.
  private(set) var emptyFilters: [Query.Filter] = []
  /// Filters only restrict what the rest of the query finds: a hit must hold something of it.
  private(set) var wantsMatch = false

  /// Texts of up to this many units are looked for as a whole too.
  static let maximumRunLength = 16
  /// Terms beyond this number are left out: no person types them.
  static let maximumTerms = 4096

  private let analyzer: Analyzer
  private let numbers: Query.NumberFolding

  /// Nothing to look for.
  var isEmpty: Bool { terms.isEmpty && runs.isEmpty && filters.isEmpty }

  init(_ query: Query, analyzer: Analyzer) {
    self.analyzer = analyzer
    numbers = query.numbers
    var isPositive = false
    for part in query.parts {
      switch part {
      case .literal(let string):
        if add(.literal(string))?.isPositive ?? false { isPositive = true }
      case .filter(let filter):
        // As it is without what asks for nothing.
        if add(filter)?.isPositive ?? false { isPositive = true }
      case .pattern(let pattern, let boost):
        if let words = WordMatcher(pattern, by: analyzer) {
          let weight = TermWeight.pairThatIsWord * Query.limited(boost)
          addRun(MatchPattern(kind: .words(words)), weight: weight)
        }
      case .text(let string, let boost):
        add(string, Query.limited(boost))
      }
    }
    wantsMatch = !isPositive && !(terms.isEmpty && runs.isEmpty)
  }

  /// A plan of optional terms that are known already, each once.
  init(terms: [Term], analyzer: Analyzer) {
    self.init(Query([]), analyzer: analyzer)
    self.terms = terms
    wantsMatch = !terms.isEmpty
  }

  /// Adds a filter; nil if it asks for nothing.
  private mutating func add(_ filter: Query.Filter) -> DocumentFilter? {
    guard let filter = documentFilter(filter, Scope()) else { return nil }
    if !filters.contains(filter) { filters.append(filter) }
    return filter
  }

  /// What holds for the strings and words inside a filter.
  private struct Scope {
    var field: Query.Field?
    var boost: Float = 1
    var isScored = true
  }

  /// Literals without units are passed over, and so is what is made of such only: nil.
  private mutating func documentFilter(_ filter: Query.Filter, _ scope: Scope) -> DocumentFilter? {
    let asked = asked(filter, scope)
    if asked == nil { emptyFilters.append(filter) }
    return asked
  }

  private mutating func asked(_ filter: Query.Filter, _ scope: Scope) -> DocumentFilter? {
    var inner = scope
    switch filter {
    case .literal(let string):
      let forms = numbers == .all ? NumberForms.forms(of: string) : [string]
      return matches(.literal(literals(forms)), scope)
    case .near(let strings, let distance, let ordered):
      let patterns = literals(strings)
      if patterns.count < 2 { return matches(.literal(patterns), scope) }
      let others = patterns.dropFirst(Query.maximumNear).compactMap {
        matches(.literal([$0]), scope)
      }
      let near = MatchPattern.Kind.near(
        Array(patterns.prefix(Query.maximumNear)), distance: distance, ordered: ordered)
      let filter = matches(near, scope)
      return others.isEmpty ? filter : .all((filter.map { [$0] } ?? []) + others)
    case .pattern(let pattern):
      guard let words = WordMatcher(pattern, by: analyzer) else { return nil }
      return matches(.words(words), scope)
    case .within(let field, let filter):
      inner.field = field
      return documentFilter(filter, inner)
    case .boosted(let filter, let boost):
      inner.boost = Query.limited(inner.boost * Query.limited(boost))
      return documentFilter(filter, inner)
    case .date(let range): return .date(range)
    case .path(let pattern): return .path(pattern)
    case .id(let pattern): return .id(pattern)
    case .all(let filters):
      let parts = filters.compactMap { documentFilter($0, scope) }
      return parts.isEmpty ? nil : .all(parts)
    case .any(let filters):
      let parts = filters.compactMap { documentFilter($0, scope) }
      return parts.isEmpty ? nil : .any(parts)
    case .not(let filter):
      inner.isScored = false
      return documentFilter(filter, inner).map { .not($0) }
    }
  }

  /// The patterns of the strings that have units.
  private func literals(_ strings: [String]) -> [LiteralPattern] {
    strings.map { LiteralPattern(AnalyzedText($0, wantsWords: false, by: analyzer)) }
      .filter { !$0.isEmpty }
  }

  private mutating func matches(_ kind: MatchPattern.Kind, _ scope: Scope) -> DocumentFilter? {
    if kind == .literal([]) { return nil }
    let pattern = MatchPattern(kind: kind, field: scope.field)
    let number = patterns.firstIndex(of: pattern) ?? patterns.count
    if number == patterns.count { patterns.append(pattern) }
    if scope.isScored {
      if let known = scored.firstIndex(where: { $0.pattern == number }) {
        scored[known].boost = max(scored[known].boost, scope.boost)
      } else {
        scored.append(Scored(pattern: number, boost: scope.boost))
      }
    }
    return .matches(number)
  }

  private mutating func add(_ string: String, _ boost: Float) {
    let text = AnalyzedText(string, by: analyzer)
    add(text, boost)
    guard numbers != .none else { return }
    let forms = NumberForms.forms(of: string)
    if forms.count > 1 {
      // Where numbers are written otherwise it stands for their terms: a number and its counter.
      let terms = 2 * Float(NumberForms.count(in: string))
      let weight = TermWeight.pairThatIsWord * terms * boost
      addRun(MatchPattern(kind: .literal(literals(forms))), weight: weight)
    }
  }

  /// Adds the terms of a text.
  ///
  /// A character alone is looked for everywhere, but not what counts or belongs to the word beside
  /// it: the 日 of 5日 would match half of an archive.
  private mutating func add(_ text: AnalyzedText, _ boost: Float) {
    for word in text.listedWords { add(.words, text.term(word), TermWeight.word * boost) }
    let words = Set(text.words)
    var grams: [Int] = []
    for run in QueryPlan.runs(text.units) {
      let first = text.term(text.units[run.lowerBound].range)
      if !text.units[run.lowerBound].isCharacter {
        if let place = add(.grams, first, TermWeight.foreignWord * boost) { grams.append(place) }
      } else if run.count == 1 {
        if text.isBeforeWord(run.lowerBound) {
          let term = first + [UInt8(Gram.word)]
          if let place = add(.grams, term, TermWeight.pair * boost) { grams.append(place) }
        } else if !text.isBehindWord(run.lowerBound) {
          let pattern = LiteralPattern(text, units: text.units[run])
          let weight = TermWeight.pair * TermWeight.factor(of: first) * boost
          addRun(MatchPattern(kind: .literal([pattern])), weight: weight)
        }
      } else {
        for index in run.dropLast() {
          let pair =
            text.units[index].range.lowerBound..<text.units[index + 1].range.upperBound
          let weight = words.contains(pair) ? TermWeight.pairThatIsWord : TermWeight.pair
          let place = add(.grams, text.gram(index), weight * boost)
          if let place { grams.append(place) }
        }
      }
    }
    addWholeText(text, grams, boost)
  }

  /// Adds a text as it stands: documents that hold it are worth more than those that hold its pieces.
  ///
  /// A pair of characters is a gram already; of long texts the pieces decide.
  private mutating func addWholeText(_ text: AnalyzedText, _ grams: [Int], _ boost: Float) {
    guard 2...QueryPlan.maximumRunLength ~= text.units.count, !grams.isEmpty else { return }
    let pattern = LiteralPattern(text)
    guard pattern.atoms.count > 1 else { return }
    let weight = TermWeight.wholeText * boost
    if let known = wholeTexts.firstIndex(where: { $0.pattern == pattern }) {
      wholeTexts[known].weight = max(wholeTexts[known].weight, weight)
    } else {
      wholeTexts.append(WholeText(pattern: pattern, terms: grams, weight: weight))
    }
  }

  /// Adds a term; returns its place among the terms, nil if there are too many.
  @discardableResult
  private mutating func add(_ lane: Lane, _ term: [UInt8], _ weight: Float) -> Int? {
    let key = Key(lane: lane, term: term)
    let weight = weight * TermWeight.factor(of: term)
    if let place = known[key] {
      terms[place].weight = max(terms[place].weight, weight)
      return place
    }
    guard terms.count < QueryPlan.maximumTerms else { return nil }
    known[key] = terms.count
    terms.append(Term(lane: lane, term: term, weight: weight))
    return terms.count - 1
  }

  private mutating func addRun(_ pattern: MatchPattern, weight: Float) {
    if let known = runs.firstIndex(where: { $0.pattern == pattern }) {
      runs[known].weight = max(runs[known].weight, weight)
    } else {
      runs.append(Run(pattern: pattern, weight: weight))
    }
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
