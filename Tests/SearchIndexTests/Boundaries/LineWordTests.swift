import TestSupport
import Testing

@testable import SearchIndex

@Suite struct LineWordTests {
  private func words(_ line: String) -> LineWords {
    let bytes = Array(line.utf8)
    var reader = LineWordReader()
    return bytes.withUnsafeBytes { bytes in
      let lines = LineScanner.lines(of: bytes)
      return lines.isEmpty ? LineWords() : reader.words(of: lines[0], in: bytes)
    }
  }

  @Test("Names of columns, notices, signatures and headlines have their words")
  func examples() {
    #expect(words("读者信箱")[.column] == 2)
    #expect(words("【读　者　信　箱】")[.column] == 2)
    #expect(words("寻物启事")[.announcement] == 2)
    #expect(words("啟事")[.announcement] == 1)
    #expect(words("高峙县农机局")[.office] == 4)
    #expect(words("龙湾中学退休教师　路为安")[.named] == 0)
    #expect(words("龙湾中学退休教师　张为安")[.named] == 3)
    #expect(words("张三")[.name] == 1)
    #expect(words("市政府召开座谈会")[.event] > 0)
    #expect(words("热烈庆祝国庆")[.appeal] == 7)
    #expect(words("") == LineWords())
    #expect(words("2021 A") == LineWords())
  }

  @Test("What is found is what a search of the lists finds", arguments: Seeds.count(60))
  func oracle(seed: Int) {
    var random = SeededRandom(seed: seed)
    let pieces =
      ["张", "李三", "的", "　", " ", "。", "9", "A"]
      + [
        HeadlineWords.columns, HeadlineWords.events, HeadlineWords.offices, HeadlineWords.imprints,
      ]
      .flatMap { $0.split(separator: " ").map(String.init).shuffled(using: &random).prefix(6) }
    let line = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
      pieces.randomElement(using: &random)
    }.joined()
    let found = words("x" + line)
    let units = line.unicodeScalars.filter { (0x3400..<0xa000).contains($0.value) }.prefix(40)
    let text = String(String.UnicodeScalarView(units))
    func list(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
    func rest(_ word: String?) -> Int {
      guard let word else { return 0 }
      let left = text.count - word.count
      return left == 0 ? 1 : left <= 2 ? 2 : left <= 4 ? 3 : left <= 8 ? 4 : 5
    }
    func longest(_ words: [String]) -> String? { words.max { $0.count < $1.count } }
    for (sort, words) in [
      (LineWords.Sort.column, HeadlineWords.columns), (.collection, HeadlineWords.collections),
      (.announcement, HeadlineWords.announcements), (.subtitle, HeadlineWords.subtitles),
      (.saying, HeadlineWords.sayings), (.office, HeadlineWords.offices),
      (.person, HeadlineWords.persons),
    ] {
      #expect(found[sort] == rest(longest(list(words).filter { text.hasSuffix($0) })))
    }
    for (sort, words) in [
      (LineWords.Sort.announces, HeadlineWords.announcements),
      (.columnFirst, HeadlineWords.columns), (.personFirst, HeadlineWords.persons),
    ] {
      let heads = list(words).filter { $0.count > 1 && text.hasPrefix($0) }
      #expect(found[sort] == rest(longest(heads)))
    }
    for (sort, words) in [
      (LineWords.Sort.event, HeadlineWords.events), (.appeal, HeadlineWords.appeals),
      (.imprint, HeadlineWords.imprints),
    ] {
      let all = list(words)
      let count = text.indices.count { start in all.contains { text[start...].hasPrefix($0) } }
      let width = text.count <= 8 ? 1 : text.count <= 14 ? 2 : 3
      #expect(found[sort] == (count == 0 ? 0 : (min(3, count) - 1) * 3 + width))
    }
    var told: [Int: Int] = [:]
    found.forEach { told[$0] = $1 }
    for sort in LineWords.Sort.allCases {
      #expect(told[sort.rawValue] ?? 0 == found[sort])
      if found[sort] > 0 {
        #expect((1...3).contains(LineWords.rough(sort.rawValue, found[sort])))
        #expect(found[sort] < LineWords.values)
      }
    }
  }

  @Test("A table has the words of its lists, each with its classes, and no others")
  func table() {
    let table = WordTable([(1, "天 天地 山川日月"), (2, "天地 人 日月星辰风")])
    func classes(_ word: String) -> UInt16 { table[word.utf16.reduce(0) { $0 << 16 | UInt64($1) }] }
    #expect(["天", "天地", "山川日月", "人", "地", "山川"].map(classes) == [1, 3, 1, 2, 0, 0])
  }

  @Test("Texts begin, go on and end with their words")
  func edges() {
    func edges(_ first: String, _ last: String) -> TextEdges {
      let bytes = Array((first + "\n" + last).utf8)
      var reader = TextEdgeReader()
      return bytes.withUnsafeBytes { bytes in
        let lines = LineScanner.lines(of: bytes)
        return reader.edges(lines[0], lines[lines.count - 1], in: bytes)
      }
    }
    #expect(edges("　　日前，", "完工。").beginning == .first)
    #expect(edges("据了解，", "完工。").beginning == .later)
    #expect(edges("但是天", "完工。").beginning == .later)
    #expect(edges("３月５日，", "完工。").beginning == .date)
    #expect(edges("三月五日，", "完工。").beginning == .date)
    #expect(edges("三个人", "完工。").beginning == .other)
    #expect(!edges("三个人", "完工。").isEnd)
    #expect(edges("三个人", "特此公告。").isEnd)
    #expect(edges("三个人", "聯繫電話12345678").isEnd)
    #expect(!edges("三个人", "特此公告" + String(repeating: "。", count: 20)).isEnd)
  }

  @Test("Runs are those that looking around finds", arguments: Seeds.count(20))
  func runs(seed: Int) {
    var random = SeededRandom(seed: seed)
    let bytes = Array(MadeUpIssue.text(&random).utf8)
    bytes.withUnsafeBytes { bytes in
      let signs = ArticleSplitter(IssueLayout.repaired(bytes)).signs
      for index in signs.paragraphs.indices {
        func isOfRun(_ place: Int) -> Bool {
          signs.kinds[place].isShort || signs.kinds[place] == .byline
        }
        var (start, end) = (index, index)
        if isOfRun(index) {
          while start > 0, isOfRun(start - 1) { start -= 1 }
          while end + 1 < signs.kinds.count, isOfRun(end + 1) { end += 1 }
        }
        #expect(signs.runs.starts[index] == start)
        #expect(signs.runs.ends[index] == end)
        let widest = signs.paragraphs[start...end].map(\.width).max()
        #expect(
          signs.runs.isWidest(index, signs.paragraphs[index])
            == (signs.paragraphs[index].width == widest))
      }
    }
  }
}
