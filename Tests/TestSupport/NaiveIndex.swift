private import Glibc
public import SearchIndex

/// An index that scans: every answer is computed from all texts, by the definitions.
///
/// The oracle for what is found and how it scores.
public struct NaiveIndex {
  private struct Entry {
    var document: Document
    var fields: [NaiveText]
    var words: [String] { fields.flatMap(\.words) }
    var grams: [String] { fields.flatMap { NaiveIndex.grams($0.tokens) } }
    var unitCount: Int { fields.reduce(0) { $0 + $1.unitCount } }
  }

  private var entries: [String: Entry] = [:]

  /// An empty index.
  public init() {}

  /// The ids of all documents, in order.
  public var ids: [String] {
    entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The documents.
  public var documents: [Document] { ids.compactMap { entries[$0]?.document } }

  /// Adds a document, or replaces the one of its id.
  public mutating func add(_ document: Document) {
    entries[document.id] = Entry(
      document: document, fields: [NaiveText(document.title), NaiveText(document.text)])
  }

  /// Deletes the document of an id.
  public mutating func delete(id: String) { entries[id] = nil }

  /// The ids of the documents that hold a literal in their title or their text.
  public func holding(_ literal: String) -> Set<String> {
    let wanted = NaiveText(literal)
    return Set(entries.values.filter { occurrences(wanted, $0) > 0 }.map(\.document.id))
  }

  private func occurrences(_ literal: NaiveText, _ entry: Entry) -> Int {
    entry.fields.reduce(0) { $0 + $1.occurrences(of: literal) }
  }

  /// The score of each document that matches a query.
  public func scores(_ query: Query) -> [String: Double] {
    var parts: [Part] = []
    var required: [Set<String>] = []
    var literals: [[NaiveText.Token]] = []
    var textParts: [Part] = []
    for part in query.parts {
      switch part {
      case .literal(let string):
        let literal = NaiveText(string)
        guard literal.unitCount > 0, !literals.contains(literal.tokens) else { continue }
        literals.append(literal.tokens)
        required.append(holding(string))
        parts.append(.literal(literal.tokens, 1))
      case .text(let string):
        appendText(NaiveText(string), to: &textParts)
      }
    }
    var scores: [String: Double] = [:]
    for part in parts + textParts {
      for (id, score) in self.scores(of: part) { scores[id, default: 0] += score }
    }
    for ids in required { scores = scores.filter { ids.contains($0.key) } }
    return scores
  }

  /// What is scored as one term.
  private enum Part: Equatable {
    case word(String)
    case gram(String)
    case literal([NaiveText.Token], Double)
  }

  private func appendText(_ text: NaiveText, to parts: inout [Part]) {
    var new: [Part] = []
    let isPair = text.tokens.count == 2 && NaiveIndex.runs(text.tokens).count == 1
    if text.unitCount >= 2, text.unitCount <= 16, !isPair { new.append(.literal(text.tokens, 2)) }
    new += text.words.map { .word($0) }
    for run in NaiveIndex.runs(text.tokens) {
      if run.count == 1, case .character = run[0] {
        new.append(.literal(run, 0.6))
      } else {
        new += NaiveIndex.grams(run).map { .gram($0) }
      }
    }
    for part in new where !parts.contains(part) { parts.append(part) }
  }

  /// BM25 with k1 = 1.2 and b = 0.75, from the definition.
  private func scores(of part: Part) -> [String: Double] {
    let weight: Double
    let isWord: Bool
    var frequencies: [String: Int] = [:]
    for (id, entry) in entries {
      switch part {
      case .word(let word): frequencies[id] = entry.words.count { $0 == word }
      case .gram(let gram): frequencies[id] = entry.grams.count { $0 == gram }
      case .literal(let tokens, _):
        frequencies[id] = entry.fields.reduce(0) { $0 + NaiveIndex.count(tokens, in: $1.tokens) }
      }
    }
    switch part {
    case .word: (weight, isWord) = (1, true)
    case .gram: (weight, isWord) = (0.6, false)
    case .literal(_, let given): (weight, isWord) = (given, false)
    }
    let lengths = entries.mapValues { isWord ? $0.words.count : $0.unitCount }
    let total = Double(entries.count)
    let average = max(1, Double(lengths.values.reduce(0, +)) / total)
    let found = frequencies.filter { $0.value > 0 }
    let idf = log(1 + (total - Double(found.count) + 0.5) / (Double(found.count) + 0.5))
    var scores: [String: Double] = [:]
    for (id, frequency) in found {
      let length = Double(NaiveIndex.rounded(lengths[id] ?? 0))
      let norm = 1.2 * (1 - 0.75 + 0.75 * length / average)
      scores[id] = weight * idf * Double(frequency) / (Double(frequency) + norm)
    }
    return scores
  }

  private static func count(_ wanted: [NaiveText.Token], in tokens: [NaiveText.Token]) -> Int {
    guard tokens.count >= wanted.count else { return 0 }
    return (0...tokens.count - wanted.count).count {
      tokens[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
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
