/// Finds the documents of a segment that hold a literal: exactly those that a scan would find.
struct LiteralMatcher {
  let segment: SegmentReader

  func matches(_ pattern: LiteralPattern) -> MatchList {
    if let character = pattern.character { return matches(ofCharacter: character) }
    var entries: [(atom: LiteralPattern.Atom, info: TermInfo)] = []
    for atom in pattern.atoms where !atom.isPrefix {
      guard let info = segment.grams.lookup(atom.term) else { return MatchList() }
      entries.append((atom, info))
    }
    let last = pattern.atoms.last(where: \.isPrefix)
    if entries.count == 1, last == nil { return allDocuments(entries[0].info) }

    // The rarest list leads: the others are asked for its documents only.
    entries.sort { $0.info.documentFrequency < $1.info.documentFrequency }
    let members = entries.map { entry in
      let cursor = segment.cursor(entry.info, .grams)
      return Member(atom: entry.atom, cursor: cursor, positions: segment.positions(cursor))
    }
    var result = MatchList()
    var places: [[UInt32]] = []
    while let doc = nextCommon(members) {
      let found = self.places(members)
      if !found.isEmpty {
        result.append(doc, frequency: found.count)
        if last != nil { places.append(found) }
      }
      members[0].cursor.advance()
    }
    guard let last else { return result }
    return restrict(result, places, to: last)
  }

  /// Keeps the matches, by document the places where they begin, behind which a gram stands that
  /// begins with a character.
  private func restrict(
    _ matches: MatchList, _ places: [[UInt32]], to last: LiteralPattern.Atom
  ) -> MatchList {
    var counts = [Int](repeating: 0, count: matches.count)
    forEachGram(beginningWith: last.term) { info in
      let cursor = segment.cursor(info, .grams)
      let positions = segment.positions(cursor)
      for (index, doc) in matches.docs.enumerated() {
        cursor.seek(to: doc)
        guard cursor.doc == doc else { continue }
        let found = Set(positions.positions())
        // Each place has one gram, so no match is counted twice.
        counts[index] += places[index].count { found.contains($0 + last.offset) }
      }
    }
    var result = MatchList()
    for (index, count) in counts.enumerated() where count > 0 {
      result.append(matches.docs[index], frequency: count)
    }
    return result
  }

  private struct Member {
    var atom: LiteralPattern.Atom
    var cursor: PostingsCursor
    var positions: PositionsCursor

    /// Where the literal would begin for each place of the term in the current document.
    func starts() -> [UInt32] {
      var starts = positions.positions()
      if atom.isWord {
        // See `PostingsWriter`: twice the position, plus one if a separator stands behind.
        if atom.precedesSeparator { starts.removeAll { $0 & 1 == 0 } }
        for index in starts.indices { starts[index] >>= 1 }
      }
      let offset = atom.offset
      if offset > 0 {
        starts.removeAll { $0 < offset }
        for index in starts.indices { starts[index] -= offset }
      }
      return starts
    }
  }

  /// Moves all cursors to the next document that they share.
  private func nextCommon(_ members: [Member]) -> DocID? {
    let lead = members[0].cursor
    search: while lead.doc != .end {
      for member in members.dropFirst() {
        member.cursor.seek(to: lead.doc)
        if member.cursor.doc != lead.doc {
          lead.seek(to: member.cursor.doc)
          continue search
        }
      }
      return lead.doc
    }
    return nil
  }

  /// Where the literal begins in the document that all cursors stand on.
  private func places(_ members: [Member]) -> [UInt32] {
    var places = members[0].starts()
    for member in members.dropFirst() where !places.isEmpty {
      let others = member.starts()
      var kept = 0
      var other = 0
      for place in places {
        while other < others.count, others[other] < place { other += 1 }
        if other < others.count, others[other] == place {
          places[kept] = place
          kept += 1
        }
      }
      places.removeLast(places.count - kept)
    }
    return places
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
    var frequencies = [UInt32](repeating: 0, count: segment.documentCount)
    forEachGram(beginningWith: character) { info in
      segment.cursor(info, .grams).forEachRun(before: .end) { docs, counts, count in
        for index in 0..<count { frequencies[Int(docs[index])] &+= counts[index] &+ 1 }
      }
    }
    var result = MatchList()
    for doc in frequencies.indices where frequencies[doc] > 0 {
      result.append(DocID(doc), frequency: Int(frequencies[doc]))
    }
    return result
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
