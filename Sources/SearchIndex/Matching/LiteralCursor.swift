/// Walks the documents of a segment that hold all terms of a literal, and tells where it begins in
/// them.
///
/// The rarest term leads: the others are asked for its documents only, and their positions are read
/// only where all terms are.
final class LiteralCursor: DocumentCursor {
  /// The current document, which holds all terms, though not always the literal; ``DocID/end``
  /// behind the last.
  private(set) var doc: DocID = .end
  /// No more documents than this have all terms.
  let documentFrequency: Int

  /// The rarest first.
  private let members: [Member]
  /// The same, without the counting of references at each step.
  private let unowned: [Unmanaged<Member>]

  /// An atom of a literal and its term's entry in the segment.
  typealias Entry = (atom: LiteralPattern.Atom, info: TermInfo)

  /// The atoms of a literal that are terms; nil if the segment lacks one.
  static func entries(of pattern: LiteralPattern, in segment: SegmentReader) -> [Entry]? {
    var entries: [Entry] = []
    for atom in pattern.atoms where !atom.isPrefix {
      guard let info = segment.grams.lookup(atom.term) else { return nil }
      entries.append((atom, info))
    }
    return entries
  }

  /// Stands on the first document that holds all terms of the atoms, of which there must be one at
  /// least.
  init(_ atoms: [Entry], of segment: SegmentReader) {
    let atoms = atoms.sorted { $0.info.documentFrequency < $1.info.documentFrequency }
    members = atoms.map { entry in
      Member(entry.atom, segment.cursor(entry.info, .grams), of: segment)
    }
    unowned = members.map { Unmanaged.passUnretained($0) }
    documentFrequency = atoms.first.map { Int($0.info.documentFrequency) } ?? 0
    if !members.isEmpty { align() }
  }

  /// The literal stands in the current document no more often.
  var maxFrequency: Int { unowned[0]._withUnsafeGuaranteedRef { $0.cursor.frequency } }

  /// Goes to the first document that is not before `target`; stays if the current one is not.
  func seek(to target: DocID) {
    guard doc < target else { return }
    unowned[0]._withUnsafeGuaranteedRef { $0.cursor.seek(to: target) }
    align()
  }

  /// Goes to the next document.
  func advance() {
    unowned[0]._withUnsafeGuaranteedRef { $0.cursor.advance() }
    align()
  }

  /// The places where the literal begins in the current document, rising.
  var starts: UnsafeMutableBufferPointer<UInt32> {
    unowned[0]._withUnsafeGuaranteedRef {
      UnsafeMutableBufferPointer(start: $0.starts.base, count: $0.starts.count)
    }
  }

  /// Finds ``starts``; returns how many there are.
  func findStarts() -> Int {
    unowned[0]._withUnsafeGuaranteedRef { lead in
      lead.findStarts()
      for index in 1..<max(unowned.count, 1) where lead.starts.count > 0 {
        unowned[index]._withUnsafeGuaranteedRef { member in
          member.findStarts()
          lead.keepStarts(of: member)
        }
      }
      return lead.starts.count
    }
  }

  /// Keeps the starts that fulfil something; returns how many.
  func keepStarts(_ isKept: (UInt32) -> Bool) -> Int { members[0].keepStarts(isKept) }

  /// Moves all cursors to the next document that they share.
  private func align() {
    let lead = unowned[0]
    search: while true {
      doc = lead._withUnsafeGuaranteedRef { $0.cursor.doc }
      if doc == .end { return }
      for index in 1..<max(unowned.count, 1) {
        let other = unowned[index]._withUnsafeGuaranteedRef { member in
          member.cursor.seek(to: doc)
          return member.cursor.doc
        }
        if other != doc {
          lead._withUnsafeGuaranteedRef { $0.cursor.seek(to: other) }
          continue search
        }
      }
      return
    }
  }

  /// A term of the literal with its cursors.
  private final class Member {
    let atom: LiteralPattern.Atom
    let cursor: PostingsCursor
    private let segment: SegmentReader
    /// Often only documents are asked for.
    private lazy var positions = segment.positions(cursor)
    /// Where the literal would begin for each place of the term in the current document, rising.
    private(set) var starts = GrowingArray<UInt32>()

    init(_ atom: LiteralPattern.Atom, _ cursor: PostingsCursor, of segment: SegmentReader) {
      self.atom = atom
      self.cursor = cursor
      self.segment = segment
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
}
