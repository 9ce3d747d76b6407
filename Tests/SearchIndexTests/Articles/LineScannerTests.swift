import TestSupport
import Testing

@testable import SearchIndex

@Suite struct LineScannerTests {
  /// What lines are made of: set words, marks, digits, white space and letters of all kinds.
  private static let pieces: [String] = {
    let all = Words.shared
    let lists = [
      all.papers, all.weekdays, all.imprint, all.calendar, all.guides, all.captions, all.pictures,
      all.bylines, all.editors, all.agencies, all.reporters, all.signatures, all.continues,
      all.periodicals, all.notEditors, all.credits, all.navigation, all.briefs, all.greetings,
      all.records, all.newsParts, all.advertisements, all.givers,
    ]
    let words = lists.flatMap(\.words) + all.sections
    return words.map { String(decoding: $0, as: UTF16.self) }
  }()
  private static let characters = Array(
    "第年月日期号版页报0123９０ＡＢa.．,，。！？…、；：:—-《》（）()【】「」“”[]■●□◆△*·〇○一二三十甲乙丙的是在中国人民"
      + " \t\u{3000}\u{a0}\u{2003}\u{feff}é🙂𠮷\u{0}"
  ).map(String.init)

  private func line(_ random: inout SeededRandom) -> String {
    (0..<random.below(random.chance(3) ? 40 : 8)).map { _ in
      random.chance(3) ? random.pick(Self.pieces) : random.pick(Self.characters)
    }.joined()
  }

  private func text(_ random: inout SeededRandom) -> String {
    (0..<random.below(12)).map { _ in
      line(&random) + random.pick(["\n", "\r\n", "\r", "\u{c}", "\n\n", ""])
    }.joined()
  }

  @Test("Lines are told as a scan by scalars tells them", arguments: Seeds.count(200))
  func lines(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let text = text(&random)
      let bytes = Array(text.utf8)
      let lines = bytes.withUnsafeBytes { LineScanner.lines(of: $0) }
      #expect(lines == SourceLine.lines(of: text), "seed \(seed) \(text)")
    }
  }

  @Test("Lines that are not searched for words have none", arguments: Seeds.count(200))
  func roles(seed: Int) {
    var random = SeededRandom(seed: seed)
    var fast = LineClassifier()
    var slow = LineClassifier()
    slow.skipsText = false
    for _ in 0..<40 {
      let bytes = Array(line(&random).utf8)
      bytes.withUnsafeBytes { bytes in
        for line in LineScanner.lines(of: bytes) {
          let text = String(decoding: bytes[line.range], as: UTF8.self)
          let role = slow.role(of: line, in: bytes)
          #expect(fast.role(of: line, in: bytes) == role, "seed \(seed) \(text)")
        }
      }
    }
  }

  @Test func eachWordOfAMastheadHasAKey() {
    let all = Words.shared
    let lists: [(WordList, UnitSet)] = [
      (all.papers, all.paperKeys), (all.weekdays, all.weekdayKeys), (all.imprint, all.imprintKeys),
      (all.calendar, all.calendarKeys),
    ]
    for (list, keys) in lists {
      for word in list.words {
        #expect(word.contains { keys.contains($0) }, "\(String(decoding: word, as: UTF16.self))")
      }
    }
  }

  @Test("Scalars are counted as Swift counts them", arguments: Seeds.count(50))
  func scalarCount(seed: Int) {
    var random = SeededRandom(seed: seed)
    for length in [0, 1, 7, 8, 9, 100, 2039, 2040, 2041, 5000] {
      let text = String((0..<length).map { _ in Character(random.pick(["a", "é", "中", "🙂"])) })
      let bytes = Array(text.utf8)
      #expect(bytes.withUnsafeBytes(\.scalarCount) == text.unicodeScalars.count, "seed \(seed)")
    }
  }
}

/// What characters that are no letters are to the looks of a line.
private enum LineMarks {
  static let openers = "“‘「『《〈【〔（［(["
  static let closers = "”’」』》〉】〕）］)]"
  static let sentences = "。！？…．｡.!?"
  static let clauses = "，、：；—―,:;"
  static let spaces = " \t\u{b}\u{3000}\u{a0}\u{2003}\u{feff}"
}

/// The slow and obvious account of the lines of a text.
extension SourceLine {
  fileprivate static func lines(of text: String) -> [SourceLine] {
    var lines: [SourceLine] = []
    var scalars = Array(text.unicodeScalars)[...]
    var place = 0
    while !scalars.isEmpty {
      let line = scalars.prefix { !"\n\r\u{c}".unicodeScalars.contains($0) }
      scalars.removeFirst(line.count)
      var end = String(String.UnicodeScalarView(scalars.prefix(1)))
      if scalars.starts(with: "\r\n".unicodeScalars) { end = "\r\n" }
      scalars.removeFirst(end.unicodeScalars.count)
      lines.append(SourceLine(Array(line), end: end, at: place))
      place = lines[lines.count - 1].range.upperBound
    }
    return lines
  }

  private init(_ scalars: [Unicode.Scalar], end lineEnd: String, at place: Int) {
    self.init(range: place..<place, content: place..<place)
    func has(_ set: String, _ scalar: Unicode.Scalar) -> Bool {
      set.unicodeScalars.contains(scalar)
    }
    func width(_ scalar: Unicode.Scalar) -> Int {
      scalar == "\t" ? 4 : UTF8.width(scalar) > 2 ? 2 : 1
    }
    let length = scalars.reduce(0) { $0 + UTF8.width($1) }
    range = place..<place + length + lineEnd.utf8.count
    endsPage = lineEnd == "\u{c}"
    guard let start = scalars.firstIndex(where: { !has(LineMarks.spaces, $0) }),
      let stop = scalars.lastIndex(where: { !has(LineMarks.spaces, $0) })
    else { return }
    indent = scalars[..<start].reduce(0) { $0 + width($1) }
    let before = scalars[..<start].reduce(0) { $0 + UTF8.width($1) }
    let inner = scalars[start...stop]
    content = place + before..<place + before + inner.reduce(0) { $0 + UTF8.width($1) }
    self.width = inner.reduce(0) { $0 + width($1) }
    gaps = inner.split { !has(LineMarks.spaces, $0) }.count { $0.reduce(0) { $0 + width($1) } > 1 }
    let letters = inner.filter { !has(LineMarks.spaces, $0) }
    count = letters.count
    first = letters[0].value
    last = letters[letters.count - 1].value
    for (index, scalar) in inner.enumerated() where !has(LineMarks.spaces, scalar) {
      let previous = inner.prefix(index).last { !has(LineMarks.spaces, $0) } ?? "\0"
      let next = inner.dropFirst(index + 1).first ?? "\0"
      marks.formUnion(LineCharacters.marks(ofPlain: plain(scalar)))
      if has(LineMarks.openers, scalar) {
        depth += 1
        self.end = .open
      } else if has(LineMarks.closers, scalar) {
        depth = max(0, depth - 1)
        if self.end != .sentence { self.end = .bracket }
      } else if has(LineMarks.clauses, scalar) {
        clauses += 1
        self.end = .clause
      } else if has(LineMarks.sentences, scalar),
        !(scalar == "." && ("0"..."9").contains(previous)),
        !(scalar == "．" && ("０"..."９").contains(previous)),
        !(scalar == "." && isLetter(previous) && isLetter(next)),
        !(scalar == "．" && isWideLetter(previous) && isWideLetter(next))
      {
        sentences += 1
        self.end = .sentence
      } else {
        self.end = .open
        let isUnit = scalar.properties.isAlphabetic || has("0123456789０１２３４５６７８９🙂", scalar)
        if isUnit { units += 1 }
      }
    }
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private func isWideLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("ａ"..."ｚ").contains(scalar) || ("Ａ"..."Ｚ").contains(scalar)
  }

  private func plain(_ scalar: Unicode.Scalar) -> UInt16 {
    scalar.value > 0xffff ? 0xfffd : LineText.plain(UInt16(scalar.value))
  }
}
