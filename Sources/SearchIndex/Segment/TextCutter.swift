internal import CPrefetch

/// Cuts texts into the strings of a ``TextMatcher``, several side by side.
///
/// Each step through the trie needs the one before and waits for memory, and where a string ends cannot be
/// foreseen. So the lanes take one step each in turn, of which the others need not wait, and no step has a branch.
struct TextCutter: ~Copyable {
  static let lanes = 16
  /// A stretch has at most so many bytes.
  static let stretchLength = capacity * 3
  /// Symbols that a lane holds at once.
  private static let capacity = 512

  /// How far a lane has come, one line of the cache.
  private struct Lane: BitwiseCopyable {
    /// What the next step looks for, and where it would be.
    var key: UInt64 = 0
    var entry: UnsafeMutablePointer<TextMatcher.Entry>
    /// The symbol that the string begins with.
    var begin: UnsafeMutablePointer<UInt16>
    /// How many symbols the trie has been walked through with.
    var depth = 0
    /// The longest string so far, or one unit that is none.
    var cut = TextCutter.noString
    var nextCut: UnsafeMutablePointer<UInt32>
    /// Strings begin before this; those that begin later may need symbols that are not yet there.
    var stop: UnsafeMutablePointer<UInt16>
    var unused = 0
  }

  /// A text that is being cut.
  private struct Source {
    var text: Int
    var bytes: UnsafePointer<UInt8>
    var byteCount: Int
    /// Which memory for symbols and cuts it uses.
    var room: Int
    /// Where in the text the first symbol begins, and what is behind the last.
    var start = 0
    var end = 0
    var count = 0
  }

  private static let noString: UInt64 = 1 << 24

  private let matcher: TextMatcher
  private let symbols: UnsafeMutablePointer<UInt16>
  private let ends: UnsafeMutablePointer<UInt16>
  private let cuts: UnsafeMutablePointer<UInt32>
  private let state: UnsafeMutablePointer<Lane>
  private let sources: UnsafeMutablePointer<Source>

  init(_ matcher: TextMatcher) {
    self.matcher = matcher
    let room = TextCutter.lanes * (TextCutter.capacity + 1)
    symbols = .allocate(capacity: room)
    ends = .allocate(capacity: room)
    cuts = .allocate(capacity: room)
    state = .allocate(capacity: TextCutter.lanes)
    sources = .allocate(capacity: TextCutter.lanes)
  }

  deinit {
    symbols.deallocate()
    ends.deallocate()
    cuts.deallocate()
    state.deallocate()
    sources.deallocate()
  }

  /// Cuts `count` texts and calls `body` with their stretches: those of a text in their order, those of different
  /// texts in any.
  @inline(__always)
  borrowing func cut(
    _ count: Int, text: (Int) -> UnsafeRawBufferPointer, _ body: (TextCuts) -> Void
  ) {
    var next = 0
    var lanes = 0
    /// Has a lane begin the next text that is not empty; false if there is none.
    func begin(_ lane: Int, _ room: Int) -> Bool {
      while next < count {
        let buffer = text(next)
        next += 1
        guard let bytes = buffer.assumingMemoryBound(to: UInt8.self).baseAddress,
          !buffer.isEmpty
        else { continue }
        sources[lane] = Source(text: next - 1, bytes: bytes, byteCount: buffer.count, room: room)
        fill(lane)
        return true
      }
      return false
    }
    while lanes < TextCutter.lanes, begin(lanes, lanes) { lanes += 1 }
    while lanes > 0 {
      let lane = step(lanes)
      let source = sources[lane]
      let room = source.room * (TextCutter.capacity + 1)
      let units = state[lane].begin - (symbols + room)
      body(
        TextCuts(
          text: source.text, bytes: source.bytes, start: source.start,
          cuts: UnsafeBufferPointer(start: cuts + room, count: state[lane].nextCut - (cuts + room)),
          ends: UnsafePointer(ends + room), end: source.start + Int(ends[room + units - 1])))
      if source.end < source.byteCount {
        fill(lane, dropping: units)
      } else if !begin(lane, source.room) {
        // The last lane takes the place of the one that has ended.
        lanes -= 1
        (state[lane], sources[lane]) = (state[lanes], sources[lanes])
      }
    }
  }

  /// Goes on with all lanes until one has come to the end of what it holds; returns which.
  @inline(__always)
  private borrowing func step(_ lanes: Int) -> Int {
    let tables = matcher.tables
    let state = state
    while true {
      for index in 0..<lanes {
        let lane = state + index
        let entry = lane.pointee.entry.pointee
        let isFound = entry.isOf(lane.pointee.key)
        let child = entry.child
        let depth = lane.pointee.depth &+ 1
        let isString = isFound & tables.isString(child)
        let longer = child | UInt64(truncatingIfNeeded: depth) &<< 24
        let cut = lane.pointee.cut ^ (lane.pointee.cut ^ longer) & isString
        let goesOn = isFound & entry.hasChildren
        lane.pointee.nextCut.pointee = UInt32(truncatingIfNeeded: cut)
        lane.pointee.nextCut += 1 &+ Int(truncatingIfNeeded: goesOn)
        let begin = lane.pointee.begin + Int(truncatingIfNeeded: cut &>> 24 & ~goesOn)
        lane.pointee.begin = begin
        let nextDepth = depth & Int(truncatingIfNeeded: goesOn)
        lane.pointee.depth = nextDepth
        lane.pointee.cut = (cut ^ TextCutter.noString) & goesOn ^ TextCutter.noString
        let key = (child & goesOn) &<< 16 | UInt64(begin[nextDepth])
        lane.pointee.key = key
        let place = tables.place(key)
        lane.pointee.entry = place
        prefetch(place)
        if begin >= lane.pointee.stop { return index }
      }
    }
  }

  /// Drops the first units of a lane, which are cut, moves the others to its front and takes as many symbols behind it as
  /// there is room for.
  @inline(never)
  private borrowing func fill(_ lane: Int, dropping cut: Int = 0) {
    var source = sources[lane]
    let room = source.room * (TextCutter.capacity + 1)
    let symbols = symbols + room
    let ends = ends + room
    if cut > 0 {
      let length = ends[cut - 1]
      source.start += Int(length)
      for unit in cut..<source.count {
        symbols[unit - cut] = symbols[unit]
        ends[unit - cut] = ends[unit] - length
      }
      source.count -= cut
    }
    let numbers = matcher.tables.symbols
    var count = source.count
    var end = source.end
    while count < TextCutter.capacity, end < source.byteCount {
      let unit = TextUnit.next(source.bytes, end, source.byteCount)
      end &+= unit.length
      symbols[count] = numbers[Int(unit.number)]
      ends[count] = UInt16(truncatingIfNeeded: end &- source.start)
      count &+= 1
    }
    // No string goes on with this.
    symbols[count] = 0
    (source.count, source.end) = (count, end)
    sources[lane] = source
    let isLast = end == source.byteCount
    let key = UInt64(symbols[0])
    state[lane] = Lane(
      key: key, entry: matcher.tables.place(key), begin: symbols, nextCut: cuts + room,
      stop: symbols + (isLast ? count : count - TextCodebook.maximumLength))
  }
}
