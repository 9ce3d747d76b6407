internal import CPrefetch

/// Sorts the entries of a ``GramsBuffer`` into posting lists, in the byte order of the terms.
struct GramsSorter {
  /// Into how many rounds the work is divided at most; each looks through all entries, at some instructions
  /// for each of them.
  static let rounds = 14
  /// A round of up to this many occurrences needs no dividing.
  static let roundLength = 1 << 16

  private let buffer: GramsBuffer
  private let limit: Int
  private let hasLarge: Bool
  /// Where the documents begin.
  let documents: DocumentPlaces
  /// By left character: how many pairs.
  private var counts = [UInt32](repeating: 0, count: 1 << 16)
  /// The occurrences of the table's terms, ordinal by ordinal, and where each one's begin.
  private var wide = GrowingArray<Occurrence>(capacity: 16)
  private var wideStarts: [Int] = []
  private var wideOrder: [UInt32] = []
  private var round = GrowingArray<Occurrence>(capacity: 16)
  private var scratch = GrowingArray<Occurrence>(capacity: 16)
  /// The occurrences of rare pairs across separators, of the current left character.
  private var rare = GrowingArray<Occurrence>(capacity: 16)
  /// Pairs across separators that occur less often share a term.
  private static let rareCount = 8

  /// A sorter whose rounds are of up to `room` occurrences, if there are not too many of them then.
  init(_ buffer: GramsBuffer, room: Int) {
    self.buffer = buffer
    hasLarge = buffer.hasLargeOrdinals
    limit = max(GramsSorter.roundLength, buffer.count / GramsSorter.rounds, room)
    documents = DocumentPlaces(starts: buffer.starts)
    counts.withUnsafeMutableBufferPointer { counts in
      let entries = buffer.all
      for index in 0..<buffer.count where entries[index &+ 1] != GramsBuffer.table {
        counts[Int(entries[index] & GramsBuffer.unit)] &+= 1
      }
      for mark in 0...Int(Gram.gap) { counts[mark] = 0 }
    }
    wideOrder = buffer.sortedWideTerms()
    if !wideOrder.isEmpty { gatherWide() }
  }

  func deallocate() {
    wide.deallocate()
    round.deallocate()
    scratch.deallocate()
    rare.deallocate()
  }

  /// Calls `body` with each term in byte order, its occurrences in the order of the texts, how many of the next
  /// terms stand behind them, and where in their keys the right ordinals begin.
  mutating func forEachTerm(
    _ body: (
      _ term: [UInt8], UnsafeBufferPointer<Occurrence>, _ following: Int, _ shift: UInt32,
      _ areRising: Bool
    ) throws(IndexError) -> Void
  ) throws(IndexError) {
    var nextWide = 0
    var wideTerm = ByteWriter()
    var term = ByteWriter()

    func loadWide() {
      wideTerm.removeAll()
      if nextWide < wideOrder.count { buffer.appendTerm(wideOrder[nextWide], to: &wideTerm) }
    }
    func takeWide(before term: [UInt8]?) throws(IndexError) {
      while nextWide < wideOrder.count,
        term.map({ wideTerm.bytes.lexicographicallyPrecedes($0) }) ?? true
      {
        let ordinal = Int(wideOrder[nextWide])
        let range = wideStarts[ordinal]..<wideStarts[ordinal + 1]
        try body(
          wideTerm.bytes, UnsafeBufferPointer(rebasing: wide.elements[range]),
          0, 0, buffer.areRising(wideOrder[nextWide]))
        nextWide += 1
        loadWide()
      }
    }
    func takeRare(of left: Int) throws(IndexError) {
      guard rare.count > 0 else { return }
      // They come term by term.
      var inOrder = UnsafeMutableBufferPointer(start: rare.base, count: rare.count)
      inOrder.sort {
        $0.place & Occurrence.places < $1.place & Occurrence.places
      }
      term.removeAll()
      GramKey.append(UInt16(left), Gram.rare, to: &term)
      try takeWide(before: term.bytes)
      try body(
        term.bytes, UnsafeBufferPointer(inOrder), 0, 0, false)
      rare.removeAll()
    }

    loadWide()
    var first = 0
    while let buckets = nextRound(from: &first) {
      let starts = gather(buckets)
      for bucket in buckets {
        let range = starts[bucket - buckets.lowerBound]..<starts[bucket - buckets.lowerBound + 1]
        guard !range.isEmpty else { continue }
        sort(range)
        var start = range.lowerBound
        while start < range.upperBound {
          let key = round.base[start].key & GramKey.term
          let end = takeTerm(key, of: bucket, from: start, to: range.upperBound)
          defer { start = end }
          if isRare(key, start..<end) { continue }
          if key & GramKey.gap == 0, key > UInt32(Gram.gap) { try takeRare(of: bucket) }
          term.removeAll()
          GramKey.append(UInt16(bucket), key, to: &term)
          try takeWide(before: term.bytes)
          try body(
            term.bytes, UnsafeBufferPointer(start: round.base + start, count: end &- start),
            range.upperBound &- end, hasLarge ? 0 : 16, key != 0)
        }
        try takeRare(of: bucket)
      }
    }
    try takeWide(before: nil)
  }

  /// Where the occurrences of a term end, of which those at `start` are the first.
  ///
  /// From then on their keys hold nothing above the ordinals; if there are ordinals that 15 bits do not hold,
  /// all become the keys.
  private func takeTerm(_ key: UInt32, of left: Int, from start: Int, to limit: Int) -> Int {
    let base = round.base
    var end = start &+ 1
    while end < limit, base[end].key & GramKey.term == key { end &+= 1 }
    if key & GramKey.gap != 0 {
      for index in start..<end { base[index].key &= ~GramKey.gap }
    }
    guard hasLarge else { return end }
    for index in start..<end {
      let ordinal = base[index].key &>> 16
      base[index].key =
        ordinal == UInt32(GramsBuffer.large)
        ? buffer.largeRight(left, at: base[index].place) : ordinal
    }
    return end
  }

  /// Puts the occurrences of a term to the rare ones, if it is a rare pair across separators.
  private mutating func isRare(_ key: UInt32, _ range: Range<Int>) -> Bool {
    guard key & GramKey.gap != 0, range.count < GramsSorter.rareCount,
      let code = Gram.code(ofRare: key & 0xffff)
    else { return false }
    func ordinal(_ index: Int) -> UInt32 {
      hasLarge ? round.base[index].key : round.base[index].key &>> 16
    }
    guard range.allSatisfy({ ordinal($0) < Gram.rareOrdinals }) else { return false }
    for index in range {
      rare.append(
        Occurrence(
          key: ordinal(index) &<< Gram.rareShift | code, place: round.base[index].place))
    }
    return true
  }

  /// The next characters whose occurrences fit into a round; nil at the end.
  private func nextRound(from first: inout Int) -> Range<Int>? {
    guard first < counts.count else { return nil }
    var end = first
    var sum = 0
    while end < counts.count {
      let count = Int(counts[end])
      if sum > 0, sum + count > limit { break }
      sum += count
      end += 1
    }
    defer { first = end }
    return first..<end
  }

  /// Puts the occurrences of some characters into `round`, character by character.
  private mutating func gather(_ buckets: Range<Int>) -> [Int] {
    var starts: [Int] = [0]
    for bucket in buckets {
      starts.append((starts.last ?? 0) + Int(counts[bucket]))
    }
    round.removeAll()
    let total = starts.last ?? 0
    let target = round.room(for: total)
    round.extend(by: total)
    // No pair begins with a mark.
    let low = max(UInt32(buckets.lowerBound), UInt32(Gram.gap) + 1)
    guard low < UInt32(buckets.upperBound) else { return starts }
    let filter = EntryFilter(low..<UInt32(buckets.upperBound))
    let first = Int(low) - buckets.lowerBound
    let entries = buffer.all
    var field = buffer.fields
    var next = starts
    next.withUnsafeMutableBufferPointer { next in
      var begin = 0
      while begin < buffer.count {
        var found = filter.mask(entries + begin)
        let rest = buffer.count &- begin
        if rest < EntryFilter.width { found &= 1 &<< UInt64(rest) &- 1 }
        while found != 0 {
          let index = begin &+ found.trailingZeroBitCount
          found &= found &- 1
          let right = entries[index &+ 1]
          if right == GramsBuffer.table { continue }
          if index >= field.end { field.seek(to: index) }
          let bucket = first &+ Int(entries[index] & GramsBuffer.unit &- low)
          var ordinal = entries[index] &>> GramsBuffer.ordinalShift & GramsBuffer.large
          if ordinal == GramsBuffer.large { ordinal = buffer.largeOrdinal(at: index) }
          let place = next[bucket]
          target[place] = Occurrence(key: right, place: field.start &+ ordinal)
          next[bucket] = place &+ 1
          // The character's next occurrences come when this part of memory has left the cache.
          prefetch(target + place + 8)
        }
        begin &+= EntryFilter.width
      }
    }
    return starts
  }

  /// Sorts occurrences of one left character by their terms, keeping their order.
  private mutating func sort(_ range: Range<Int>) {
    let count = range.count
    let base = round.base + range.lowerBound
    if count <= 24 {
      for index in 1..<max(count, 1) {
        let moved = base[index]
        let order = GramKey.order(moved.key)
        var place = index
        while place > 0, GramKey.order(base[place &- 1].key) > order {
          base[place] = base[place &- 1]
          place &-= 1
        }
        base[place] = moved
      }
      return
    }
    scratch.removeAll()
    let other = scratch.room(for: count)
    var low = InlineArray<256, UInt32>(repeating: 0)
    GramsSorter.distribute(base, count, to: other, &low) { Int($0 & 0xff) }
    // The marks are the only ones of no high bits before those across separators.
    var high = InlineArray<768, UInt32>(repeating: 0)
    GramsSorter.distribute(other, count, to: base, &high) { Int(GramKey.order($0) &>> 8) }
  }

  /// Sorts by a digit; `next` holds a 0 for each that there may be.
  @inline(__always)
  private static func distribute<let digits: Int>(
    _ source: UnsafePointer<Occurrence>, _ count: Int, to target: UnsafeMutablePointer<Occurrence>,
    _ next: inout InlineArray<digits, UInt32>, digit digitOf: (UInt32) -> Int
  ) {
    for index in 0..<count { next[digitOf(source[index].key)] &+= 1 }
    var sum: UInt32 = 0
    for digit in 0..<digits {
      let number = next[digit]
      next[digit] = sum
      sum &+= number
    }
    for index in 0..<count {
      let digit = digitOf(source[index].key)
      target[Int(next[digit])] = source[index]
      next[digit] &+= 1
    }
  }

  /// Sorts the occurrences of the table's terms by ordinal.
  private mutating func gatherWide() {
    var next = [Int](repeating: 0, count: wideOrder.count + 1)
    buffer.forEachOfTable { entry, _ in next[entry.number + 1] += 1 }
    for index in 1..<next.count { next[index] += next[index - 1] }
    wideStarts = next
    let total = next.last ?? 0
    let target = wide.room(for: total)
    wide.extend(by: total)
    var grams = 0
    var document = UInt32.max
    var words: UInt32 = 0
    buffer.forEachOfTable { entry, start in
      let number = entry.number
      let slot = next[number]
      next[number] = slot &+ 1
      guard entry.kind != TableGram.gram else {
        let (left, right) = buffer.wideOrdinals(grams)
        grams &+= 1
        target[slot] = Occurrence(key: right, place: start &+ left)
        return
      }
      if start & Occurrence.places != document {
        document = start & Occurrence.places
        words = 0
      }
      target[slot] = Occurrence(key: entry.kind, place: start &+ words)
      words &+= 1
    }
  }
}
