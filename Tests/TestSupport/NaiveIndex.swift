private import Glibc
public import SearchIndex

/// An index that scans: every answer is computed from all texts, by the definitions.
///
/// The oracle for what is found and how it scores.
public struct NaiveIndex {
  struct Entry {
    var document: Document
    var fields: [NaiveText]
    /// Those that have lists of their own.
    var words: [String] { fields.flatMap(\.words).filter { !NaiveIndex.isInGrams($0) } }
    var grams: [String] { fields.flatMap { NaiveIndex.grams($0.tokens) } }
    var unitCount: Int { fields.reduce(0) { $0 + $1.unitCount } }
  }

  private(set) var entries: [String: Entry] = [:]
  private let folding: Folding

  /// An empty index.
  public init(folding: Folding = .hans) { self.folding = folding }

  func cut(_ text: String) -> NaiveText { NaiveText(text, folding: folding) }

  /// The ids of all documents, in order.
  public var ids: [String] {
    entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The documents.
  public var documents: [Document] { ids.compactMap { entries[$0]?.document } }

  /// Adds a document, or replaces the one of its id.
  public mutating func add(_ document: Document) {
    entries[document.id] = Entry(
      document: document, fields: [cut(document.title), cut(document.text)])
  }

  /// Deletes the document of an id.
  public mutating func delete(id: String) { entries[id] = nil }

  /// The ids of the documents that hold a literal in their title or their text.
  public func holding(_ literal: String) -> Set<String> { holding(.literal(cut(literal).tokens)) }

  /// The ids of the documents in which a part occurs.
  func holding(_ part: Part) -> Set<String> {
    Set(entries.filter { frequency(of: part, in: $0.value) > 0 }.keys)
  }

  /// The score of each document that matches a query.
  public func scores(_ query: Query) -> [String: Double] {
    var required: [Set<String>] = []
    var scored: [Part: Double] = [:]
    var textParts: [Part: Double] = [:]
    var isPositive = false
    for part in query.parts {
      switch part {
      case .literal(let string):
        guard let documents = fulfilling(.literal(string)) else { continue }
        required.append(documents)
        isPositive = true
        scored.merge(positive(.literal(string), nil, 1)) { max($0, $1) }
      case .filter(let filter):
        guard let documents = fulfilling(filter) else { continue }
        required.append(documents)
        if self.isPositive(filter) ?? false { isPositive = true }
        scored.merge(positive(filter, nil, 1)) { max($0, $1) }
      case .pattern(let pattern, let boost):
        guard isPattern(pattern) else { continue }
        textParts.merge([.pattern(pattern, nil): 1.6 * Double(boost)]) { max($0, $1) }
      case .text(let string, let boost):
        appendText(cut(string), Double(boost), to: &textParts)
      }
    }
    var scores: [String: Double] = [:]
    for (part, weight) in Array(scored) + Array(textParts) {
      for (id, score) in self.scores(of: part, weight: weight) { scores[id, default: 0] += score }
    }
    // What is required may be held without being scored.
    if let first = required.first, isPositive || textParts.isEmpty {
      for id in first { scores[id, default: 0] += 0 }
    }
    for ids in required { scores = scores.filter { ids.contains($0.key) } }
    return scores
  }

  /// What is scored as one term.
  enum Part: Hashable {
    case word(String)
    case gram(String)
    case literal([NaiveText.Token], Query.Field? = nil)
    /// A character right before a word of a script with spaces.
    case beforeWord(NaiveText.Token)
    /// A text as it stands, and its terms.
    case text([NaiveText.Token], Set<Part>)
    case pattern(WordPattern, Query.Field?)
    case near([[NaiveText.Token]], distance: Int, ordered: Bool, Query.Field?)
  }

  private func appendText(
    _ text: NaiveText, _ boost: Double, to parts: inout [Part: Double]
  ) {
    var new: [Part: Double] = [:]
    let runs = NaiveIndex.runs(text.tokens)
    let isPair = text.tokens.count == 2 && runs.count == 1
    for run in runs where run.count > 1 || !run[0].isCharacter {
      for gram in NaiveIndex.grams(run) { new[.gram(gram)] = 0.6 }
      // A word of a script with spaces counts as a word however ICU cuts it.
      if case .run(let word) = run[0] { new[.gram(word)] = 2.2 }
    }
    var terms = Set(runs.flatMap { NaiveIndex.grams($0) }.map { Part.gram($0) })
    for (index, token) in text.tokens.enumerated() where token.isCharacter {
      let before = index > 0 ? text.tokens[index - 1] : .gap
      let behind = index + 1 < text.tokens.count ? text.tokens[index + 1] : .gap
      guard !before.isCharacter, !behind.isCharacter else { continue }
      if behind != .gap {
        new[.beforeWord(token)] = 0.6
        terms.insert(.beforeWord(token))
      } else if before == .gap {
        new[.literal([token])] = 0.6
      }
    }
    // The text as it stands, which weighs what its rarest gram tells.
    if 2...16 ~= text.unitCount, !isPair, !terms.isEmpty { new[.text(text.tokens, terms)] = 2 }
    for word in text.words {
      if !NaiveIndex.isInGrams(word) {
        new[.word(word)] = 1
      } else if case .character = NaiveText(word).tokens.first {
        new[.gram(word)] = 1.6
      }
    }
    for (part, weight) in new where NaiveIndex.asks(part) { new[part] = weight * 0.1 }
    parts.merge(new.mapValues { $0 * boost }) { max($0, $1) }
  }

  /// True for words that ask, which count a tenth.
  private static func asks(_ part: Part) -> Bool {
    switch part {
    case .word(let term), .gram(let term):
      return TermWeight.interrogatives.contains(Array(term.utf8))
    case .literal(let tokens, nil):
      guard tokens.count == 1, case .character(let term) = tokens[0] else { return false }
      return TermWeight.interrogatives.contains(Array(term.utf8))
    default: return false
    }
  }

  /// True for two characters, which are a gram, and for words of scripts with spaces.
  private static func isInGrams(_ word: String) -> Bool {
    let tokens = NaiveText(word).tokens
    switch tokens.first {
    case .run: return true
    case .character:
      return tokens.count == 2 && word.utf16.count == 2 && tokens.allSatisfy(\.isCharacter)
    default: return false
    }
  }

  /// BM25 with k1 = 1.2 and b = 0.75, from the definition.
  private func scores(of part: Part, weight: Double) -> [String: Double] {
    let frequencies = entries.mapValues { frequency(of: part, in: $0) }
    let lengths = entries.mapValues(\.unitCount)
    let total = Double(entries.count)
    let average = max(1, Double(lengths.values.reduce(0, +)) / total)
    let found = frequencies.filter { $0.value > 0 }
    var rarest = found.count
    if case .text(_, let terms) = part { rarest = terms.map { holding($0).count }.min() ?? 0 }
    let idf = log(1 + (total - Double(rarest) + 0.5) / (Double(rarest) + 0.5))
    var scores: [String: Double] = [:]
    for (id, frequency) in found {
      let length = Double(NaiveIndex.rounded(lengths[id] ?? 0))
      let norm = 1.2 * (1 - 0.75 + 0.75 * length / average)
      scores[id] = weight * idf * Double(frequency) / (Double(frequency) + norm)
    }
    return scores
  }

  /// A length as the index keeps it: the four highest bits of what it has over 24.
  private static func rounded(_ length: Int) -> Int {
    guard length >= 40 else { return length }
    var step = 1
    while (length - 24) / step >= 16 { step *= 2 }
    return 24 + (length - 24) / step * step
  }

  /// Characters that stand together, and words.
  private static func runs(_ tokens: [NaiveText.Token]) -> [[NaiveText.Token]] {
    var runs: [[NaiveText.Token]] = []
    var joins = false
    for token in tokens {
      switch token {
      case .gap: joins = false
      case .run:
        runs.append([token])
        joins = false
      case .character:
        if joins { runs[runs.count - 1].append(token) } else { runs.append([token]) }
        joins = true
      }
    }
    return runs
  }

  private static func grams(_ tokens: [NaiveText.Token]) -> [String] {
    runs(tokens).flatMap { run -> [String] in
      if case .run(let word) = run[0] { return [word] }
      let characters = run.map { if case .character(let character) = $0 { character } else { "" } }
      return zip(characters, characters.dropFirst()).map { $0 + $1 }
    }
  }
}
