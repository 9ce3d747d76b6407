/// Finds the documents of a segment that hold a literal: exactly those that a scan would find.
struct LiteralMatcher {
  private let selection: PlaceSelection
  private var segment: SegmentReader { selection.segment }

  init(_ selection: PlaceSelection) { self.selection = selection }

  func matches(_ pattern: LiteralPattern) -> MatchList {
    if let character = pattern.character { return matches(ofCharacter: character) }
    var entries: [(atom: LiteralPattern.Atom, info: TermInfo)] = []
    for atom in pattern.atoms where !atom.isPrefix {
      guard let info = segment.grams.lookup(atom.term) else { return MatchList() }
      entries.append((atom, info))
    }
    let last = pattern.atoms.last(where: \.isPrefix)
    if entries.count == 1, last == nil, !selection.needsPlaces, selection.among == nil {
      return allDocuments(entries[0].info)
    }

    // The rarest list leads: the others are asked for its documents only.
    entries.sort { $0.info.documentFrequency < $1.info.documentFrequency }
    let members = entries.map { entry in
      let cursor = segment.cursor(entry.info, .grams)
      return Member(entry.atom, cursor, segment.positions(cursor))
    }
    // Without the counting of references at each step.
    let unowned = members.map { Unmanaged.passUnretained($0) }
    var result = MatchList()
    let keepsPlaces = selection.keepsPlaces || last != nil
    var next = 0
    withExtendedLifetime(members) {
      while let doc = nextCommon(unowned) {
        if let among = selection.among {
          while next < among.count, among[next] < doc { next += 1 }
          guard next < among.count else { break }
          guard among[next] == doc else {
            members[0].cursor.seek(to: among[next])
            continue
          }
        }
        var count = keepCommonStarts(unowned)
        if selection.field != nil, count > 0 {
          count = members[0].keepStarts { selection.holds($0, of: doc) }
        }
        if count > 0 {
          result.append(doc, frequency: count)
          if keepsPlaces { result.places.append(contentsOf: members[0].starts.elements) }
        }
        members[0].cursor.advance()
      }
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
    forEachGram(beginningWith: last.term) { info in
      let cursor = segment.cursor(info, .grams)
      let positions = segment.positions(cursor)
      matches.forEachPlaces { doc, places in
        cursor.seek(to: doc)
        guard cursor.doc == doc else { return }
        let found = Set(positions.positions())
        for index in places.indices where found.contains(places[index] + last.offset) {
          isKept[index] = true
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

  /// A term of the literal with its cursors.
  private final class Member {
    let atom: LiteralPattern.Atom
    let cursor: PostingsCursor
    private let positions: PositionsCursor
    /// Where the literal would begin for each place of the term in the current document, rising.
    private(set) var starts = GrowingArray<UInt32>()

    init(
      _ atom: LiteralPattern.Atom, _ cursor: PostingsCursor, _ positions: PositionsCursor
    ) {
      self.atom = atom
      self.cursor = cursor
      self.positions = positions
    }

    deinit { starts.deallocate() }

    func findStarts() {
      starts.removeAll()
      positions.append(to: &starts)
      let base = starts.base
      let offset = atom.offset
      var kept = 0
      for index in 0..<starts.count {
        var place = base[index]
        if atom.isWord {
          // See `PostingsWriter`: twice the position, plus one if a separator stands behind.
          if atom.precedesSeparator, place & 1 == 0 { continue }
          place >>= 1
        }
        guard place >= offset else { continue }
        base[kept] = place &- offset
        kept &+= 1
      }
      starts.removeLast(starts.count &- kept)
    }

    /// Keeps the starts that fulfil something; returns how many.
    func keepStarts(_ isKept: (UInt32) -> Bool) -> Int {
      var kept = 0
      for index in 0..<starts.count where isKept(starts.base[index]) {
        starts.base[kept] = starts.base[index]
        kept += 1
      }
      starts.removeLast(starts.count - kept)
      return kept
    }

    /// Keeps the starts that another term has too.
    func keepStarts(of other: Member) {
      let (base, others) = (starts.base, other.starts)
      var kept = 0
      var place = 0
      for index in 0..<starts.count {
        let start = base[index]
        while place < others.count, others.base[place] < start { place &+= 1 }
        guard place < others.count else { break }
        if others.base[place] == start {
          base[kept] = start
          kept &+= 1
        }
      }
      starts.removeLast(starts.count &- kept)
    }
  }

  /// Moves all cursors to the next document that they share.
  private func nextCommon(_ members: [Unmanaged<Member>]) -> DocID? {
    let lead = members[0]
    search: while true {
      let doc = lead._withUnsafeGuaranteedRef { $0.cursor.doc }
      guard doc != .end else { return nil }
      for index in 1..<max(members.count, 1) {
        let other = members[index]._withUnsafeGuaranteedRef { member in
          member.cursor.seek(to: doc)
          return member.cursor.doc
        }
        if other != doc {
          lead._withUnsafeGuaranteedRef { $0.cursor.seek(to: other) }
          continue search
        }
      }
      return doc
    }
  }

  /// Leaves with the first member where the literal begins in the document that all cursors stand
  /// on; returns in how many places.
  private func keepCommonStarts(_ members: [Unmanaged<Member>]) -> Int {
    members[0]._withUnsafeGuaranteedRef { lead in
      lead.findStarts()
      for index in 1..<max(members.count, 1) where lead.starts.count > 0 {
        members[index]._withUnsafeGuaranteedRef { member in
          member.findStarts()
          lead.keepStarts(of: member)
        }
      }
      return lead.starts.count
    }
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
