/// Strings that occur, near one that does not.
struct Repairs {
  let searcher: Searcher

  /// More pieces of a query are not repaired.
  static let maximumPieces = 4
  /// Longer pieces are not repaired or completed by sound.
  static let maximumUnits = 48
  /// How many strings are offered of each sort.
  private static let count = 2

  /// What may have been meant by a string, best first.
  func repairs(of piece: String) throws(IndexError) -> [String] {
    let text = AnalyzedText(piece, wantsWords: false, by: searcher.analyzer)
    guard !text.units.isEmpty, text.units.count <= Repairs.maximumUnits else { return [] }
    let corrected = try corrections(text, of: piece)
    return corrected.isEmpty ? try parts(text, of: piece) : corrected
  }

  /// The string with each run of characters, and each word, that is nowhere replaced by one that
  /// sounds or looks like it.
  private func corrections(
    _ text: AnalyzedText, of piece: String
  ) throws(IndexError) -> [String] {
    var wrong: [(source: Range<Int>, choices: [String])] = []
    for run in QueryPlan.runs(text.units) {
      let range =
        text.units[run.lowerBound].range
        .lowerBound..<text.units[run.upperBound - 1].range.upperBound
      let string = text.string(range)
      guard searcher.documents(holding: string) == 0 else { continue }
      let isWord = !text.units[run.lowerBound].isCharacter
      let choices = isWord ? words(near: string) : try homophones(of: string)
      guard !choices.isEmpty else { return [] }
      wrong.append((text.source(range), choices))
    }
    guard let first = wrong.first else { return [] }
    // If one run is wrong, each of its choices; of several the best.
    let combinations = wrong.count == 1 ? first.choices.map { [$0] } : [wrong.map { $0.choices[0] }]
    var corrected: [String] = []
    for combination in combinations where corrected.count < Repairs.count {
      var bytes = Array(piece.utf8)
      for (run, choice) in zip(wrong, combination).reversed() {
        bytes.replaceSubrange(run.source, with: Array(choice.utf8))
      }
      let string = String(decoding: bytes, as: UTF8.self)
      if searcher.documents(holding: string) > 0 { corrected.append(string) }
    }
    return corrected
  }

  private func homophones(of string: String) throws(IndexError) -> [String] {
    guard let found = try searcher.completions(soundingLike: string) else { return [] }
    let words = Completion.ranked(found.others).map(\.text)
    let all = words.contains(found.best.text) ? words : words + [found.best.text]
    return Array(all.prefix(Repairs.count))
  }

  private func words(near word: String) -> [String] {
    let limit = WordNeighbours.maximumDistance(word.unicodeScalars.count)
    guard limit > 0 else { return [] }
    let neighbours = WordNeighbours(segments: searcher.segments, analyzer: searcher.analyzer)
    // Words of deleted documents may be left.
    return neighbours.words(near: word, limit: limit).lazy.map(\.text)
      .filter { searcher.documents(holding: $0) > 0 }.prefix(Repairs.count).map { $0 }
  }

  /// The longest parts of the string that occur and are words, those in most documents first.
  ///
  /// If a part occurs, so does all that is in it: so the ends of the longest parts rise with their
  /// beginnings, and one walk with two ends finds them.
  private func parts(_ text: AnalyzedText, of piece: String) throws(IndexError) -> [String] {
    let units = text.units
    let bytes = Array(piece.utf8)
    func string(_ part: Range<Int>) -> String {
      let last = units[part.upperBound - 1].range.upperBound
      let source = text.source(units[part.lowerBound].range.lowerBound..<last)
      return String(decoding: bytes[source], as: UTF8.self)
    }
    var found: [Range<Int>] = []
    var end = 0
    for start in units.indices {
      let reached = end
      end = max(end, start)
      while end < units.count, searcher.documents(holding: string(start..<end + 1)) > 0 { end += 1 }
      // A part that ends where the one before did is in it.
      guard end > reached, let part = try words(in: start..<end, string) else { continue }
      // Of one character too little is left.
      if part.count > 1 || !units[part.lowerBound].isCharacter { found.append(part) }
    }
    let parts = found.map { part in
      (text: string(part), units: part.count, documents: searcher.documents(holding: string(part)))
    }.sorted {
      if $0.units != $1.units { return $0.units > $1.units }
      return $0.documents != $1.documents ? $0.documents > $1.documents : $0.text < $1.text
    }
    return parts.prefix(Repairs.count).map(\.text)
  }

  /// The most of a part that begins and ends where words of the texts do; nil if nothing does.
  private func words(
    in part: Range<Int>, _ string: (Range<Int>) -> String
  ) throws(IndexError) -> Range<Int>? {
    var part = part
    while !part.isEmpty {
      let text = string(part)
      let read = try searcher.continuations(of: text, documents: 8)
      let folded = AnalyzedText(text, wantsWords: false, by: searcher.analyzer)
      if read.tallies[folded.string(0..<folded.folded.count)] != nil { return part }
      part = read.beginnings == 0 ? part.dropFirst() : part.dropLast()
    }
    return nil
  }
}
