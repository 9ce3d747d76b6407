/// Finds the documents of a segment that hold a literal: exactly those that a scan would find.
struct LiteralMatcher {
  private let selection: PlaceSelection
  private var segment: SegmentReader { selection.segment }

  init(_ selection: PlaceSelection) { self.selection = selection }

  func matches(_ pattern: LiteralPattern) -> MatchList {
    if let character = pattern.character { return matches(ofCharacter: character) }
    guard let entries = LiteralCursor.entries(of: pattern, in: segment) else { return MatchList() }
    let last = pattern.atoms.last(where: \.isPrefix)
    if entries.count == 1, last == nil, !selection.needsPlaces, selection.among == nil {
      return allDocuments(entries[0].info)
    }

    var result = MatchList()
    let keepsPlaces = selection.keepsPlaces || last != nil
    let cursor = LiteralCursor(entries, of: segment)
    var next = 0
    while cursor.doc != .end {
      let doc = cursor.doc
      if let among = selection.among {
        while next < among.count, among[next] < doc { next += 1 }
        guard next < among.count else { break }
        guard among[next] == doc else {
          cursor.seek(to: among[next])
          continue
        }
      }
      var count = cursor.findStarts()
      if selection.field != nil, count > 0 {
        count = cursor.keepStarts { selection.holds($0, of: doc) }
      }
      if count > 0 {
        result.append(doc, frequency: count)
        if keepsPlaces { result.places.append(contentsOf: cursor.starts) }
      }
      cursor.advance()
    }
    guard let last else { return result }
    return restrict(result, to: last)
  }

  /// How many documents the literal has at most.
  func bound(_ pattern: LiteralPattern) -> Int {
    guard pattern.character == nil else { return segment.documentCount }
    return pattern.atoms.reduce(segment.documentCount) { bound, atom in
      atom.isPrefix
        ? bound : min(bound, Int(segment.grams.lookup(atom.term)?.documentFrequency ?? 0))
    }
  }

  /// Keeps the matches behind which a gram stands that begins with a character.
  private func restrict(_ matches: MatchList, to last: LiteralPattern.Atom) -> MatchList {
    var isKept = [Bool](repeating: false, count: matches.places.count)
    var owners: [ArraySlice<UInt32>] = []
    matches.forEachPlaces { owners.append($1) }
    forEachGram(beginningWith: last.term) { info in
      let cursor = segment.cursor(info, .grams)
      let positions = segment.positions(cursor)
      cursor.forEachDocument(among: matches.docs) { number in
        let places = owners[number]
        var next = places.startIndex
        for position in positions.positions() {
          while next < places.endIndex, places[next] + last.offset < position { next += 1 }
          guard next < places.endIndex else { return }
          if places[next] + last.offset == position { isKept[next] = true }
        }
      }
    }
    var result = MatchList()
    matches.forEachPlaces { doc, places in
      let kept = places.indices.filter { isKept[$0] }
      guard !kept.isEmpty else { return }
      result.append(doc, frequency: kept.count)
      if selection.keepsPlaces { result.places += kept.map { places[$0] } }
    }
    return result
  }

  private func allDocuments(_ info: TermInfo) -> MatchList {
    var result = MatchList()
    let cursor = segment.cursor(info, .grams)
    while cursor.doc != .end {
      result.append(cursor.doc, frequency: cursor.frequency)
      cursor.advance()
    }
    return result
  }

  /// One character: each of its occurrences begins exactly one gram, so the lists of all grams that
  /// begin with it add up to its own.
  private func matches(ofCharacter character: [UInt8]) -> MatchList {
    var union = TermUnion(selection, areWords: false)
    forEachGram(beginningWith: character) { union.add($0) }
    return union.matches()
  }

  private func forEachGram(beginningWith character: [UInt8], _ body: (TermInfo) -> Void) {
    let terms = TermCursor(segment.grams)
    var found = character.withUnsafeBytes { terms.seek(to: $0) }
    while found, terms.term.starts(with: character) {
      body(terms.info)
      found = terms.advance()
    }
  }
}
