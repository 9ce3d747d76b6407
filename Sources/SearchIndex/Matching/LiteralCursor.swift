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
  private let members: [Member]
  /// The same, without the counting of references at each step.
  private let unowned: [Unmanaged<Member>]
  /// In the order of the literal.
  private let row: [Unmanaged<Member>]
  /// The ordinals that the next atom has to begin with, and those that the one behind has to.
  private var wanted = GrowingArray<UInt32>()
  private var passed = GrowingArray<UInt32>()

  /// An atom of a literal and its term's entry in the segment.
  typealias Entry = (atom: LiteralPattern.Atom, info: TermInfo)

  /// The atoms of a literal that are terms; nil if the segment lacks one.
  static func entries(of pattern: LiteralPattern, in segment: SegmentReader) -> [Entry]? {
    var entries: [Entry] = []
    for atom in pattern.atoms {
      guard let info = segment.grams.lookup(atom.term) else { return nil }
      entries.append((atom, info))
    }
    return entries
  }

  /// Stands on the first document that holds all terms of the atoms, of which there must be one at
  /// least.
  init(_ atoms: [Entry], of segment: SegmentReader) {
    let inOrder = atoms.map { entry in
      Member(entry.atom, segment.cursor(entry.info, .grams), of: segment)
    }
    row = inOrder.map { Unmanaged.passUnretained($0) }
    members = inOrder.sorted { $0.cursor.documentFrequency < $1.cursor.documentFrequency }
    unowned = members.map { Unmanaged.passUnretained($0) }
    documentFrequency = members.first?.cursor.documentFrequency ?? 0
    if !members.isEmpty { align() }
  }

  deinit {
    wanted.deallocate()
    passed.deallocate()
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
    private lazy var ordinals = segment.ordinals(cursor)

    init(_ atom: LiteralPattern.Atom, _ cursor: PostingsCursor, of segment: SegmentReader) {
      self.atom = atom
      self.cursor = cursor
      self.segment = segment
    }

    /// Passes on with what the next atom has to begin, for each occurrence in the current document that
    /// begins with something wanted, or anything if nil; returns how many do.
    func pass(
      _ wanted: GrowingArray<UInt32>?, _ field: Query.Field?, to target: inout GrowingArray<UInt32>
    ) -> Int {
      var (first, end) = (0, cursor.frequency)
      // What is linked is in the field of what it is linked to.
      if let field, wanted == nil {
        let titles = ordinals.countInTitle()
        if field == .title { end = titles } else { first = titles }
        if first == end { return 0 }
      }
      let passesLefts = atom.link == .same || atom.link == .following
      let needsLefts = passesLefts || wanted != nil
      let needsRights = atom.link == .right || atom.end != nil
      guard needsLefts || needsRights else { return end &- first }
      let ordinals = self.ordinals
      ordinals.read(lefts: needsLefts, rights: needsRights, areRising: atom.areRising)
      // Fewer only if the bytes are damaged.
      end = min(end, needsLefts ? ordinals.lefts.count : ordinals.rights.count)
      guard first < end else { return 0 }
      let (lefts, rights) = (ordinals.lefts.base, ordinals.rights.base)
      let step: UInt32 = atom.link == .following ? 1 : 0
      let room = target.room(for: end &- first)
      var next = 0
      var count = 0
      for index in first..<end {
        if let wanted {
          while next < wanted.count, wanted.base[next] < lefts[index] { next &+= 1 }
          guard next < wanted.count else { break }
          if wanted.base[next] != lefts[index] { continue }
        }
        if let behind = atom.end, rights[index] != behind.rawValue { continue }
        room[count] =
          atom.link == .right ? rights[index] : passesLefts ? lefts[index] &+ step : 0
        count &+= 1
      }
      target.extend(by: count)
      return count
    }
  }
}
