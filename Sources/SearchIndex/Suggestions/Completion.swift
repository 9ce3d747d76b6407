/// A string that completes what was typed, found in the index.
struct Completion: Equatable {
  var text: String
  /// Documents that hold it.
  var documents: Int
  /// What it is ranked by: its documents, less if it is a bold guess.
  var value: Double
  /// It is offered beside longer ones that have nearly all its documents: it is all that was typed,
  /// in other letters, or a word of its own.
  var isKept = false

  init(text: String, documents: Int, share: Double = 1, isKept: Bool = false) {
    self.text = text
    self.documents = documents
    self.isKept = isKept
    value = Double(documents) * share
  }

  /// Best first, equal ones by text; each once, and none without documents.
  static func ranked(_ completions: [Completion]) -> [Completion] {
    var known: Set<String> = []
    return completions.filter { $0.documents > 0 }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.text < $1.text
    }.filter { known.insert($0.text).inserted }
  }

  /// Leaves out what is only the beginning of another: a longer one has nearly all its documents.
  static func distinct(_ completions: [Completion]) -> [Completion] {
    completions.filter { completion in
      completion.isKept
        || !completions.contains {
          $0.text.utf8.count > completion.text.utf8.count
            && $0.text.utf8.starts(with: completion.text.utf8)
            && $0.documents * 10 >= completion.documents * 9
        }
    }
  }
}

extension Searcher {
  /// Strings that begin with `base` and go on as the texts do, and titles that hold it.
  func continued(
    _ base: Completion
  ) throws(IndexError) -> (completions: [Completion], titles: [String]) {
    let continuations = try continuations(of: base.text, documents: Continuations.sample)
    // A guess that nowhere begins a word is no word that could go on.
    if base.isKept, continuations.beginnings == 0 { return ([], []) }
    var strings = Set(continuations.best(24))
    strings.formUnion(words(withPrefix: base.text, limit: 12))
    let share = base.value / Double(max(1, base.documents))
    var completions: [Completion] = []
    // One character is no more than a beginning.
    for text in strings
    where text.unicodeScalars.count > 1 && !OpenEnds.contains(endOf: text, by: analyzer) {
      completions.append(Completion(text: text, documents: documents(holding: text), share: share))
    }
    return (completions, continuations.titles)
  }

  /// Reads the documents that are best for a string.
  func continuations(
    of string: String, documents: Int
  ) throws(IndexError) -> Continuations {
    var continuations = Continuations(of: string, by: analyzer)
    let plan = QueryPlan(Query([.literal(string)]), analyzer: analyzer)
    for hit in try rank(plan, limit: documents).hits {
      continuations.add(try segments[hit.segment].documents.document(hit.doc))
    }
    return continuations
  }

  /// Words of the words lane that begin with `prefix`, most documents first.
  private func words(withPrefix prefix: String, limit: Int) -> [String] {
    let bytes = Array(AnalyzedText(prefix, wantsWords: false, by: analyzer).folded)
    let folded = Array(String(decoding: bytes, as: UTF16.self).utf8)
    var documents: [String: Int] = [:]
    for segment in segments {
      let terms = TermCursor.over(segment.words)
      var found = folded.withUnsafeBytes { terms.seek(to: $0) }
      while found, terms.term.starts(with: folded) {
        documents[String(decoding: terms.term, as: UTF8.self), default: 0] +=
          Int(terms.info.documentFrequency)
        found = terms.advance()
      }
    }
    let sorted = documents.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return sorted.prefix(limit).map(\.key)
  }

  /// Words of scripts with spaces that begin with `word`, behind what was typed before it.
  func completions(ofWord word: String, behind lead: String) -> [Completion] {
    let words = WordNeighbours(segments: segments, analyzer: analyzer)
      .words(withPrefix: word)
    return words.prefix(24).map {
      Completion(text: lead + $0.text, documents: documents(holding: lead + $0.text), isKept: true)
    }
  }

  /// Strings that sound as `letters` are spelt, behind characters that stand.
  func completions(
    ofPinyin letters: String, behind lead: String
  ) throws(IndexError) -> [Completion] {
    let lead = lead.characters
    guard 2...Repairs.maximumUnits ~= letters.utf8.count + lead.count else { return [] }
    let pinyin = self.pinyin()
    let spellings = PinyinSpelling.all(of: letters, pinyin)
    guard let least = spellings.first?.incomplete else { return [] }
    let pairs = PairTable(segments)
    var completions: [Completion] = []
    for spelling in spellings {
      let given = lead.map { CharacterLattice.Place.some([$0: 0]) }
      var lattice = CharacterLattice(places: given + spelling.places(pinyin))
      // One character is no completion: pairs that begin with it are.
      let isSingle = lattice.places.count == 1
      if isSingle { lattice.places.append(.any) }
      var share = 1.0
      for _ in least..<spelling.incomplete { share /= 4 }
      // Initials alone may as well be a word.
      if spelling.incomplete == spelling.pieces.count { share /= 4 }
      for string in strings(of: lattice, through: pairs, limit: 24) {
        completions.append(
          Completion(
            text: string.text, documents: string.documents, share: share, isKept: !isSingle))
      }
    }
    return try standing(completions)
  }

  /// The homophone of a string that is nowhere which is worth most, and others that are words.
  func completions(
    soundingLike string: String
  ) throws(IndexError) -> (best: Completion, others: [Completion])? {
    // One character sounds like too many; and only neighbours have pairs.
    let units = AnalyzedText(string, wantsWords: false, by: analyzer).units
    guard 2...Repairs.maximumUnits ~= units.count, units[0].isCharacter,
      QueryPlan.runs(units).count == 1
    else { return nil }
    let lattice = homophones(of: string.characters)
    let found = strings(of: lattice, through: PairTable(segments), limit: 8).map {
      Completion(
        text: $0.text, documents: $0.documents, share: $0.value / Double(max(1, $0.documents)),
        isKept: true)
    }
    guard let best = found.first else { return nil }
    return (best, try standing(found))
  }

  /// Characters that sound like those of a string, each a change of it.
  func homophones(of characters: [UInt32]) -> CharacterLattice {
    var pinyin = self.pinyin()
    pinyin.add(characters)
    var places: [CharacterLattice.Place] = []
    for character in characters {
      var choices: [UInt32: Int] = [:]
      for other in pinyin.homophones(of: character) { choices[other] = other == character ? 0 : 1 }
      places.append(.some(choices))
    }
    return CharacterLattice(places: places)
  }

  /// The best of some completions, weighed by how often they begin and end where words do: 然气 is
  /// frequent, but within 天然气.
  private func standing(_ completions: [Completion]) throws(IndexError) -> [Completion] {
    var kept: [Completion] = []
    for var completion in Completion.ranked(completions).prefix(24)
    where !OpenEnds.contains(endOf: completion.text, by: analyzer) {
      let read = try continuations(of: completion.text, documents: 8)
      let count = Double(max(1, read.documents))
      // A word may end wherever it begins, for ICU does not know every word.
      let weight = max(
        Double(read.tallies[completion.text] ?? 0) / count,
        Double(read.beginnings) / count / 8)
      guard Double(completion.documents) * weight >= 1 else { continue }
      completion.value *= weight
      kept.append(completion)
    }
    return kept
  }

  /// A string of a lattice that occurs.
  struct LatticeString {
    var text: String
    var documents: Int
    var changes: Int
    var value: Double { CharacterLattice.value(documents: documents, changes: changes) }
  }

  /// The best strings of a lattice, by their documents, less for each change.
  ///
  /// Paths come by what they may be worth at most, so the search ends when none can be better, or
  /// behind so many `tries`.
  func strings(
    of lattice: CharacterLattice, through pairs: PairTable, limit: Int, tries: Int = 96
  ) -> [LatticeString] {
    var found: [LatticeString] = []
    var values: [Double] = []
    for path in lattice.paths(through: pairs).prefix(tries) {
      if values.count >= limit, values[limit - 1] >= path.value { break }
      let text = String(characters: path.characters)
      let string = LatticeString(
        text: text, documents: documents(holding: text), changes: path.changes)
      guard string.documents > 0 else { continue }
      found.append(string)
      values.append(string.value)
      values.sort(by: >)
    }
    found.sort { $0.value != $1.value ? $0.value > $1.value : $0.text < $1.text }
    return Array(found.prefix(limit))
  }

  /// The sounds of the index's characters, read once.
  func pinyin() -> Pinyin {
    if let pinyin = knownPinyin { return pinyin }
    let pinyin = Pinyin(PairTable(segments).hanCharacters())
    knownPinyin = pinyin
    return pinyin
  }
}
