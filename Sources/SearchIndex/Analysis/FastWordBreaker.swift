/// Finds the segments that ICU's word iterator finds, several times as fast.
///
/// Runs of Chinese characters, ASCII words and numbers, and plain punctuation are cut by code of
/// our own where their surroundings cannot matter; everything else is given to ICU, from a border
/// that both agree on to the next one. That is sound because ICU's rules begin anew at each border
/// and look only ahead: a stretch that begins at a border, and ends before a character that nothing
/// attaches to or joins with, is cut the same alone as within its text.
///
/// Not to be shared between threads.
final class FastWordBreaker {
  private let icu: WordBreaker
  private var segmenter: CJKSegmenter
  private let classes = BreakClassTable()

  init(icu: WordBreaker, trie: WordTrie) {
    self.icu = icu
    segmenter = CJKSegmenter(trie)
  }

  deinit { segmenter.deallocate() }

  /// A breaker over the dictionary of the running ICU; nil if there is none, or if it does not find
  /// ICU's words in a text that tells differences in the rules or the dictionary.
  static func checked() throws(IndexError) -> FastWordBreaker? {
    guard let trie = ICU.wordTrie else { return nil }
    let breaker = FastWordBreaker(icu: try WordBreaker(), trie: trie)
    return breaker.agrees(on: Array(checkText.utf16)) ? breaker : nil
  }

  private static let checkText = """
    平城区柳园社区的网格员和燃气公司的安检人员一起，敲开了3号楼居民王阿姨家的门。\
    “中华人民共和国”（北京大学生前来应聘）研究生命起源，结合成分子时，南京市长江大桥！
    约翰·史密斯's PM2.5为1,234.5；12:30 a.b c:d e'f g,h 5G+AI a@b a_b ガスの安全 한국어 e\u{301}燃\u{301}气　々
    """

  /// True if the segments of a text are those that ICU finds.
  func agrees(on units: [UInt16]) -> Bool {
    units.withUnsafeBufferPointer { text in
      var expected: [Segment] = []
      icu.forEachSegment(of: text) { range, status in
        expected.append(Segment(end: range.upperBound, isWord: WordBreaker.isWord(status)))
      }
      var found: [Segment] = []
      forEachSegment(of: text) { range, isWord in
        found.append(Segment(end: range.upperBound, isWord: isWord))
      }
      return found == expected
    }
  }

  private struct Segment: Equatable {
    var end: Int
    var isWord: Bool
  }

  /// Calls `body` with each segment of `text` and whether it is a word.
  @inline(__always)
  func forEachSegment(
    of text: UnsafeBufferPointer<UInt16>, _ body: (_ range: Range<Int>, _ isWord: Bool) -> Void
  ) {
    guard let units = text.baseAddress else { return }
    let count = text.count
    var start = 0
    segmenter.begin()
    while start < count {
      var end = start &+ 1
      switch classes.breakClass(units[start]) {
      case .han:
        while end < count, WordTrie.isHan(units[end]) { end &+= 1 }
        if isFollowed(units, end, count, byOther: true) || end &- start > CJKSegmenter.maximumRun {
          start = giveToICU(text, start, end, body)
        } else {
          segmenter.forEachWord(of: start..<end, in: text) { body($0, true) }
          start = end
        }
      case .letter, .digit:
        if scanWord(units, &end, count) {
          body(start..<end, true)
          start = end
        } else {
          start = giveToICU(text, start, end, body)
        }
      case .space:
        while end < count, units[end] == 0x20 { end &+= 1 }
        if isFollowed(units, end, count, byOther: false) {
          start = giveToICU(text, start, end, body)
        } else {
          body(start..<end, false)
          start = end
        }
      case .plain, .midNumber, .midBoth, .midLetter, .midOther:
        if isFollowed(units, end, count, byOther: false) {
          start = giveToICU(text, start, end, body)
        } else {
          body(start..<end, false)
          start = end
        }
      case .newline:
        body(start..<end, false)
        start = end
      case .carriageReturn:
        if end < count, units[end] == 0x0a { end &+= 1 }
        body(start..<end, false)
        start = end
      case .other, .attaching:
        start = giveToICU(text, start, end, body)
      }
    }
  }

  /// True if what stands at `index` may attach to what is before it or, if so asked, join with it.
  @inline(__always)
  private func isFollowed(
    _ units: UnsafePointer<UInt16>, _ index: Int, _ count: Int, byOther: Bool
  ) -> Bool {
    guard index < count else { return false }
    let next = classes.breakClass(units[index])
    return next == .attaching || (byOther && next == .other)
  }

  /// Goes to the end of the word of ASCII letters and digits that holds the unit before `end`; false
  /// if it may not end where it seems to.
  @inline(__always)
  private func scanWord(
    _ units: UnsafePointer<UInt16>, _ end: inout Int, _ count: Int
  ) -> Bool {
    var isDigit = classes.breakClass(units[end &- 1]) == .digit
    while end < count {
      let next = classes.breakClass(units[end])
      switch next {
      case .letter, .digit:
        isDigit = next == .digit
        end &+= 1
      case .midNumber, .midBoth, .midLetter, .midOther:
        guard end &+ 1 < count else { return true }
        let behind = classes.breakClass(units[end &+ 1])
        if behind == .attaching || behind == .other { return false }
        // Whether these join is for ICU to say.
        if next == .midLetter { return isDigit || behind != .letter }
        if next == .midOther { return behind != .letter && behind != .digit }
        let joins =
          isDigit ? behind == .digit : next == .midBoth && behind == .letter
        guard joins else { return true }
        end &+= 2
        isDigit = behind == .digit
      case .other, .attaching: return false
      default: return true
      }
    }
    return true
  }

  /// Has ICU cut the text from `start` to the next sure border not before `end`, which it returns.
  @inline(never)
  private func giveToICU(
    _ text: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int,
    _ body: (_ range: Range<Int>, _ isWord: Bool) -> Void
  ) -> Int {
    var stop = end
    while stop < text.count {
      let next = classes.breakClass(text[stop])
      if next == .plain || next == .newline || next == .carriageReturn { break }
      stop += 1
    }
    let stretch = UnsafeBufferPointer(rebasing: text[start..<stop])
    icu.forEachSegment(of: stretch) { range, status in
      body(start + range.lowerBound..<start + range.upperBound, WordBreaker.isWord(status))
    }
    return stop
  }
}
