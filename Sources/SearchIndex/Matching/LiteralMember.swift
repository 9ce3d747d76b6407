/// An atom of a literal with the cursors of its lists: one, or two if it is a pair across a separator that may
/// be told by the list of a character's rare ones.
final class LiteralMember {
  let atom: LiteralPattern.Atom
  private let main: Part
  /// A second list.
  private let other: Part?

  /// Nil if the segment has no list of the atom.
  init?(_ entry: LiteralCursor.Entry, of segment: SegmentReader) {
    atom = entry.atom
    let own = entry.info.map { Part(segment.cursor($0, .grams), code: nil, of: segment) }
    let rare = entry.rare.map {
      Part(segment.cursor($0, .grams), code: entry.atom.rare?.code, of: segment)
    }
    guard let main = own ?? rare else { return nil }
    self.main = main
    other = own == nil ? nil : rare
  }

  /// No more documents than this hold the atom.
  var documentFrequency: Int {
    main.cursor.documentFrequency + (other?.cursor.documentFrequency ?? 0)
  }

  /// The current document; it may hold other rare pairs only.
  var doc: DocID {
    guard let other else { return main.cursor.doc }
    return min(main.cursor.doc, other.cursor.doc)
  }

  /// The atom stands in the current document no more often.
  var frequency: Int {
    guard let other else { return main.cursor.frequency }
    let doc = doc
    return (main.cursor.doc == doc ? main.cursor.frequency : 0)
      + (other.cursor.doc == doc ? other.cursor.frequency : 0)
  }

  /// Goes to the first document that is not before `target`.
  func seek(to target: DocID) {
    main.cursor.seek(to: target)
    if let other { other.cursor.seek(to: target) }
  }

  /// Goes to the first document.
  func rewind() {
    main.cursor.rewind(toBlock: 0)
    if let other { other.cursor.rewind(toBlock: 0) }
  }

  /// Goes to the next document.
  func advance() {
    guard let other else { return main.cursor.advance() }
    let doc = doc
    if main.cursor.doc == doc { main.cursor.advance() }
    if other.cursor.doc == doc { other.cursor.advance() }
  }

  /// Passes on with what the next atom has to begin, rising, for each occurrence in the current document
  /// that begins with something wanted, or anything if nil; returns how many do.
  func pass(
    _ wanted: GrowingArray<UInt32>?, _ field: Query.Field?, to target: inout GrowingArray<UInt32>
  ) -> Int {
    guard let other else { return main.pass(atom, wanted, field, to: &target) }
    let doc = doc
    var count = 0
    if main.cursor.doc == doc { count += main.pass(atom, wanted, field, to: &target) }
    guard other.cursor.doc == doc else { return count }
    let first = count
    count += other.pass(atom, wanted, field, to: &target)
    if first > 0, count > first {
      var all = UnsafeMutableBufferPointer(start: target.base, count: target.count)
      all.sort()
    }
    return count
  }

  /// A list of the atom.
  private final class Part {
    let cursor: PostingsCursor
    /// The character of which the list tells, if it is one of rare pairs.
    private let code: UInt32?
    private let segment: SegmentReader
    /// Often only documents are asked for.
    private lazy var ordinals = segment.ordinals(cursor)

    init(_ cursor: PostingsCursor, code: UInt32?, of segment: SegmentReader) {
      self.cursor = cursor
      self.code = code
      self.segment = segment
    }

    func pass(
      _ atom: LiteralPattern.Atom, _ wanted: GrowingArray<UInt32>?, _ field: Query.Field?,
      to target: inout GrowingArray<UInt32>
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
      let needsRights = atom.link == .right || atom.end != nil || code != nil
      guard needsLefts || needsRights else { return end &- first }
      let ordinals = self.ordinals
      ordinals.read(
        lefts: needsLefts, rights: needsRights, areRising: atom.areRising && code == nil)
      // Fewer only if the bytes are damaged.
      end = min(end, needsLefts ? ordinals.lefts.count : ordinals.rights.count)
      guard first < end else { return 0 }
      let (lefts, rights) = (ordinals.lefts.base, ordinals.rights.base)
      let step: UInt32 = atom.link == .following ? 1 : 0
      let shift = code == nil ? 0 : Gram.rareShift
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
        if let code, rights[index] & Gram.rareCodes != code { continue }
        room[count] =
          atom.link == .right ? rights[index] &>> shift : passesLefts ? lefts[index] &+ step : 0
        count &+= 1
      }
      target.extend(by: count)
      return count
    }
  }
}
