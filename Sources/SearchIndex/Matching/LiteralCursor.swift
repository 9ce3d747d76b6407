/// Walks the documents of a segment that hold all terms of a literal, and tells how often it stands in
/// them.
///
/// The rarest term leads: the others are asked for its documents only, and their ordinals are read
/// only where all terms are.
final class LiteralCursor: DocumentCursor {
  /// The current document, which holds all terms, though not always the literal; ``DocID/end``
  /// behind the last.
  private(set) var doc: DocID = .end
  /// No more documents than this have all terms.
  let documentFrequency: Int

  /// The rarest first.
  private let members: [LiteralMember]
  /// The same, without the counting of references at each step.
  private let unowned: [Unmanaged<LiteralMember>]
  /// In the order of the literal.
  private let row: [Unmanaged<LiteralMember>]
  /// The ordinals that the next atom has to begin with, and those that the one behind has to.
  private var wanted = GrowingArray<UInt32>()
  private var passed = GrowingArray<UInt32>()

  /// An atom of a literal and its terms' entries in the segment, one of them at least.
  struct Entry {
    var atom: LiteralPattern.Atom
    var info: TermInfo?
    /// Of the term that it shares with others, see ``LiteralPattern/Rare``.
    var rare: TermInfo?

    /// No more documents than this hold the atom.
    var documentFrequency: Int {
      Int(info?.documentFrequency ?? 0) + Int(rare?.documentFrequency ?? 0)
    }
  }

  /// The atoms of a literal that are terms; nil if the segment lacks one.
  ///
  /// - Parameters:
  ///   - pattern: the literal.
  ///   - segment: where its terms are looked up.
  ///   - known: by number of an atom, its term's entry, if that is known.
  /// - Returns: an entry for each atom, in their order.
  static func entries(
    of pattern: LiteralPattern, in segment: SegmentReader, known: (Int) -> TermInfo?? = { _ in nil }
  ) -> [Entry]? {
    var entries: [Entry] = []
    for (number, atom) in pattern.atoms.enumerated() {
      let entry = Entry(
        atom: atom, info: known(number) ?? segment.grams.lookup(atom.term),
        rare: atom.rare.flatMap { segment.grams.lookup($0.term) })
      guard entry.info != nil || entry.rare != nil else { return nil }
      entries.append(entry)
    }
    return entries
  }

  /// Stands on the first document that holds all terms of the atoms, of which there must be one at
  /// least, or nowhere yet.
  init(_ atoms: [Entry], of segment: SegmentReader, standsOnFirst: Bool = true) {
    let inOrder = atoms.compactMap { LiteralMember($0, of: segment) }
    row = inOrder.map { Unmanaged.passUnretained($0) }
    members = inOrder.sorted { $0.documentFrequency < $1.documentFrequency }
    unowned = members.map { Unmanaged.passUnretained($0) }
    documentFrequency = members.first?.documentFrequency ?? 0
    if !members.isEmpty, standsOnFirst { align() }
  }

  deinit {
    wanted.deallocate()
    passed.deallocate()
  }

  /// The literal stands in the current document no more often.
  var maxFrequency: Int { unowned[0]._withUnsafeGuaranteedRef { $0.frequency } }

  /// Goes to the first document that is not before `target`; stays if the current one is not.
  func seek(to target: DocID) {
    guard doc < target else { return }
    unowned[0]._withUnsafeGuaranteedRef { $0.seek(to: target) }
    align()
  }

  /// Whether a document, which is not before the last that was asked for, holds all terms; the cursor then
  /// stands on it.
  ///
  /// No other document is looked for: that might go through all of the list that leads.
  func holds(_ target: DocID) -> Bool {
    for member in unowned {
      let isFound = member._withUnsafeGuaranteedRef { member in
        member.seek(to: target)
        return member.doc == target
      }
      if !isFound { return false }
    }
    doc = target
    return true
  }

  /// Any document may be asked for next.
  func rewind() {
    for member in members { member.rewind() }
  }

  /// Goes to the next document.
  func advance() {
    unowned[0]._withUnsafeGuaranteedRef { $0.advance() }
    align()
  }

  /// How often the literal stands in a field of the current document, or in both.
  func count(in field: Query.Field? = nil) -> Int {
    var count = 0
    var isLinked = false
    for member in row {
      passed.removeAll()
      count = member._withUnsafeGuaranteedRef {
        $0.pass(isLinked ? wanted : nil, field, to: &passed)
      }
      if count == 0 { return 0 }
      swap(&wanted, &passed)
      isLinked = member._withUnsafeGuaranteedRef { $0.atom.link != .none }
    }
    return count
  }

  /// Moves all cursors to the next document that they share.
  private func align() {
    let lead = unowned[0]
    search: while true {
      doc = lead._withUnsafeGuaranteedRef { $0.doc }
      if doc == .end { return }
      for index in 1..<max(unowned.count, 1) {
        let other = unowned[index]._withUnsafeGuaranteedRef { member in
          member.seek(to: doc)
          return member.doc
        }
        if other != doc {
          lead._withUnsafeGuaranteedRef { $0.seek(to: other) }
          continue search
        }
      }
      return
    }
  }
}
