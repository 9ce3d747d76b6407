import TestSupport
import Testing

@testable import SearchIndex

@Suite struct JoinTests {
  @Test(
    "The dictionary is asked wherever it could decide, and signs have the values that they may",
    arguments: Seeds.count(40))
  func joins(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let bytes = Array(Self.columns(&random).utf8)
    try bytes.withUnsafeBytes { bytes in
      let found = IssueLayout.repaired(bytes).joins
      let repair = IssueLayout.classified(bytes)
      var lists: [SignList<JoinSign>] = []
      repair.run { second, first, isAcross in
        var list = SignList<JoinSign>()
        repair.collect(second, continuing: first, isAcross: isAcross, into: &list)
        let gain = repair.gain(second, continuing: first)
        list.add(.gain, gain)
        lists.append(list)
        var sum = SignSum(LineRepair.weights)
        repair.collect(second, continuing: first, isAcross: isAcross, into: &sum)
        sum.add(.gain, gain)
        let (last, next) = (repair.lines[first].last, repair.lines[second].first)
        let isLatin = [last, next].allSatisfy {
          $0 < 0x80 && Character(Unicode.Scalar($0) ?? " ").isLetter
        }
        let isOpening =
          repair.lines[first].end == .sentence && repair.columns.isOpening(second)
        if isLatin || isOpening || repair.isTitle(first) { return false }
        return repair.isNarrowed(second, behind: first) || sum.value >= LineRepair.threshold
      }
      #expect(repair.joins == found)
      for list in lists { try list.check() }
    }
  }

  /// Sentences cut into columns of any width among lines of all kinds.
  private static func columns(_ random: inout SeededRandom) -> String {
    let words = [
      "图书馆", "昨天", "来了", "一台", "机器", "，", "。", "ABC", "12", "（", "）", "“", "”", "读者", "排起长队", "的",
    ]
    var lines: [String] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      lines.append(MadeUpIssue.text(&random))
      let text = (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in
        words.randomElement(using: &random)
      }.joined()
      let width = Int.random(in: 4...20, using: &random)
      var rest = text[...]
      while !rest.isEmpty {
        lines.append(String(rest.prefix(width)))
        rest = rest.dropFirst(width)
        if Int.random(in: 0..<12, using: &random) == 0 { lines.append("") }
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test("The most common extent is that which counting finds", arguments: Seeds.count(40))
  func tally(seed: Int) {
    var random = SeededRandom(seed: seed)
    let lines = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      var line = SourceLine(range: 0..<1, content: 0..<1)
      line.indent = Int.random(in: 0...4, using: &random)
      line.width = Int.random(in: 0...100, using: &random) * Int.random(in: 0...2, using: &random)
      line.end = [.open, .clause, .bracket, .sentence].randomElement(using: &random) ?? .open
      return line
    }
    let roles = lines.map { _ in
      [LineRole.text, .item, .byline, .blank].randomElement(using: &random) ?? .text
    }
    let tally = LineTally(lines, roles)
    let texts = lines.indices.filter { roles[$0] == .text || roles[$0] == .item }.map { lines[$0] }
    #expect(tally.all == texts.count)
    #expect(tally.long == texts.count { $0.width > 90 })
    #expect(tally.open == texts.count { $0.end == .open || $0.end == .clause })
    let extents = texts.map(\.extent)
    func sum(_ extent: Int) -> Int {
      extents.filter { $0 < 128 }.map {
        [2, 2, 1][min(2, abs($0 - extent))] * (abs($0 - extent) < 3 ? 1 : 0)
      }
      .reduce(0, +)
    }
    let candidates = Set(extents.filter { (8..<128).contains($0) })
    let best = candidates.map(sum).max() ?? 0
    #expect(tally.common == best / 2)
    let parts = [tally.common, tally.long, tally.open].map {
      texts.count < 6 ? JoinSigns.shareCount : JoinSigns.share($0, of: texts.count)
    }
    #expect([tally.shares.common, tally.shares.long, tally.shares.open] == parts)
    #expect(candidates.isEmpty ? tally.commonExtent == 0 : sum(tally.commonExtent) == best)
    let indents = Dictionary(texts.map { ($0.indent, 1) }, uniquingKeysWith: +)
    #expect(indents.isEmpty || indents[tally.margin] == indents.values.max())
  }

  @Test("Values are put in the classes that their limits make")
  func values() {
    #expect(
      [-50, -38, 0, 1, 39].map { JoinSigns.distances.place(of: $0) } == [
        0, 0, 9, 10, 19,
      ])
    #expect([0, 1, 49, 50, 99, 100].map { JoinSigns.share($0, of: 100) } == [0, 1, 5, 6, 10, 11])
    #expect(JoinSigns.share(0, of: 0) == 0)
    let classes = "五字7Ｚ，。：（）—●¥".unicodeScalars.map { JoinSigns.characters.place(of: $0.value) }
    #expect(classes == [3, 4, 1, 2, 5, 6, 7, 8, 9, 10, 11, 0])
    #expect(classes.allSatisfy { $0 < JoinSigns.classCount })
  }
}
