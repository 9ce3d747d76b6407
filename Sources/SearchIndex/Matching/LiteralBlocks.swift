/// Finds the documents of a literal of frequent pairs: whole blocks of their lists at a time.
///
/// ``LiteralCursor`` goes from document to document, which is right where the rarest pair leads to few. If the
/// documents of all pairs are much the same, as those of 中华人民共和国 are, most of its time would be spent on
/// finding each of them again in every list. Here the lists are compared block by block, the rarest first; then the
/// pairs are chained, each for all documents that are left, before the next.
struct LiteralBlocks {
  /// The rarest first.
  private let members: [Member]
  /// In the order of the literal.
  private let row: [Member]

  /// The lists of so many times as many documents as the rarest has at most.
  private static let density = 32
  /// Fewer documents are walked one by one.
  private static let fewest = 64

  /// Nil if the literal is not of frequent pairs only.
  init?(_ atoms: [LiteralCursor.Entry], of segment: SegmentReader, fewest: Int = fewest) {
    let frequencies = atoms.map { Int($0.info?.documentFrequency ?? 0) }
    guard let least = frequencies.min(), least >= max(fewest, 2), let most = frequencies.max(),
      most <= least * LiteralBlocks.density,
      atoms.allSatisfy({ $0.rare == nil && $0.atom.areRising })
    else { return nil }
    var row: [Member] = []
    for (number, entry) in atoms.enumerated() {
      guard let info = entry.info else { return nil }
      row.append(
        Member(info, of: segment, isFirst: number == 0, isLast: number == atoms.count - 1))
    }
    self.row = row
    members = row.sorted { $0.cursor.documentFrequency < $1.cursor.documentFrequency }
  }

  func matches() -> MatchList {
    var result = MatchList()
    let lead = members[0].cursor
    let chain = Chain()
    while lead.doc != .end {
      chain.begin(lead)
      var next = lead.lastDocOfBlock &+ 1
      for member in members.dropFirst() where chain.count > 0 {
        next = member.keep(chain, of: lead.blockDocs, before: next)
      }
      for member in row where chain.count > 0 { member.pass(chain) }
      chain.forEach { result.append(lead.blockDocs[$0], frequency: $1) }
      lead.seek(to: next)
    }
    return result
  }

  /// What is left of the documents of the rarest pair, and how the pairs hang together in them so far.
  private final class Chain {
    /// Places in the block of the rarest pair.
    var places = GrowingArray<UInt32>(capacity: PostingList.blockLength)
    /// By document that is left: how many ordinals the next pair may begin with.
    var counts = GrowingArray<UInt32>(capacity: PostingList.blockLength)
    /// These ordinals, rising in each document.
    var wanted = GrowingArray<UInt32>()
    /// Those for the pair behind.
    var passed = GrowingArray<UInt32>()
    /// How many documents are left.
    var count = 0

    deinit {
      places.deallocate()
      counts.deallocate()
      wanted.deallocate()
      passed.deallocate()
    }

    /// Begins with the documents of the block from the current one on.
    func begin(_ lead: PostingsCursor) {
      let first = lead.indexInBlock
      count = lead.blockDocs.count &- first
      for index in 0..<count {
        places.base[index] = UInt32(truncatingIfNeeded: first &+ index)
      }
    }

    func forEach(_ body: (_ place: Int, _ frequency: Int) -> Void) {
      for index in 0..<count { body(Int(places.base[index]), Int(counts.base[index])) }
    }
  }

  /// A pair of the literal.
  private final class Member {
    let cursor: PostingsCursor
    private let ordinals: BlockOrdinals
    private let isFirst: Bool
    /// Of so many documents of the block one at most is asked for: then they are looked up.
    private static let few = 8
    /// By place in the block of the rarest pair: that in the own block.
    private var places = GrowingArray<UInt32>(capacity: PostingList.blockLength)

    init(_ info: TermInfo, of segment: SegmentReader, isFirst: Bool, isLast: Bool) {
      cursor = segment.cursor(info, .grams)
      ordinals = segment.blockOrdinals(cursor, lefts: !isFirst, rights: !isLast)
      self.isFirst = isFirst
      // Those of the rarest pair are the places themselves, and stay so.
      for place in 0..<PostingList.blockLength {
        places.append(UInt32(truncatingIfNeeded: place))
      }
    }

    deinit { places.deallocate() }

    /// Drops the documents that do not hold the pair, and those behind its current block.
    ///
    /// - Parameters:
    ///   - chain: what is left, a document at least.
    ///   - docs: those of the rarest pair's block.
    ///   - next: the documents before this one are looked at.
    /// - Returns: the first document that may hold all pairs and has not been looked at.
    func keep(_ chain: Chain, of docs: UnsafeBufferPointer<DocID>, before next: DocID) -> DocID {
      let (left, places) = (chain.places.base, self.places.base)
      cursor.seek(to: docs[Int(left[0])])
      let own = cursor.blockDocs
      let count = chain.count
      var (index, place, kept) = (0, cursor.indexInBlock, 0)
      if count &* Member.few < own.count &- place {
        while index < count {
          let leading = left[index]
          let doc = docs[Int(leading)]
          place = cursor.index(of: doc, from: place)
          if own[place] == doc {
            left[kept] = leading
            places[Int(leading)] = UInt32(truncatingIfNeeded: place)
            kept &+= 1
          }
          index &+= 1
        }
      }
      // Each is written down, and written over if it is none: no branch that cannot be foreseen.
      while index < count, place < own.count {
        let leading = left[index]
        let (doc, other) = (docs[Int(leading)], own[place])
        left[kept] = leading
        places[Int(leading)] = UInt32(truncatingIfNeeded: place)
        kept &+= doc == other ? 1 : 0
        index &+= doc <= other ? 1 : 0
        place &+= other <= doc ? 1 : 0
      }
      chain.count = kept
      let end = min(next, cursor.lastDocOfBlock &+ 1)
      return kept == 0 ? max(end, cursor.doc) : end
    }

    /// Drops the documents where the pair does not go on from the one before, and passes on with what the
    /// next has to begin.
    func pass(_ chain: Chain) {
      guard ordinals.read() else {
        chain.count = 0
        return
      }
      let (docs, counts) = (chain.places.base, chain.counts.base)
      let (starts, lefts, rights) = (
        ordinals.starts.base, ordinals.lefts.base, ordinals.rights.base
      )
      let wanted = chain.wanted.base
      let passed = chain.passed.room(for: ordinals.lefts.count)
      var (next, end, kept, total) = (0, 0, 0, 0)
      for index in 0..<chain.count {
        let doc = docs[index]
        let place = Int(places.base[Int(doc)])
        let first = total
        var (left, right) = (UInt32(0), UInt32(0))
        if isFirst {
          for occurrence in Int(starts[place])..<Int(starts[place &+ 1]) {
            right &+= rights[occurrence]
            passed[total] = right
            total &+= 1
            right &+= 1
          }
        } else {
          end &+= Int(counts[index])
          for occurrence in Int(starts[place])..<Int(starts[place &+ 1]) {
            left &+= lefts[occurrence]
            right &+= rights[occurrence]
            while next < end, wanted[next] < left { next &+= 1 }
            if next == end { break }
            passed[total] = right
            total &+= wanted[next] == left ? 1 : 0
            left &+= 1
            right &+= 1
          }
          next = end
        }
        docs[kept] = doc
        counts[kept] = UInt32(truncatingIfNeeded: total &- first)
        kept &+= total > first ? 1 : 0
      }
      chain.count = kept
      swap(&chain.wanted, &chain.passed)
    }
  }
}
