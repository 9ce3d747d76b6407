import TestSupport
import Testing

@testable import SearchIndex

@Suite struct BoundaryTests {
  @Test("Every weight is of a sign and a value that there is")
  func weights() throws {
    let lines = BoundaryWeights.text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.count > BoundarySign.allCases.count / 2)
    for line in lines where line[0] != "bias" {
      let sign = try #require(BoundarySign(name: line[0]), "\(line[0])")
      #expect(line.count % 2 == 1)
      for index in stride(from: 1, to: line.count, by: 2) {
        #expect(Float(line[index + 1]) != nil)
        if sign.count == 0 {
          #expect(line[index].utf16.count == 1)
        } else {
          #expect(try (0..<sign.count).contains(#require(Int(line[index]))))
        }
      }
    }
  }

  @Test("A model has the weights that were written")
  func model() {
    let model = BoundaryModel(
      "bias -1.5\nkind 3 0.5\nunit 启 0.25 告 -1\ncohesion 0 2 9 -3\nheadlineBelow 1 1")
    #expect(model.bias == -1.5)
    #expect(model.weight(.kind, 3) == 0.5)
    #expect(model.weight(.kind, 4) == 0)
    #expect(model.weight(.unit, unit: Array("告".utf16)[0]) == -1)
    #expect(model.weight(.lastUnit, unit: Array("告".utf16)[0]) == 0)
    #expect(model.weight(.unit, unit: Array("天".utf16)[0]) == 0)
    #expect(model.cohesionRange(.long) == -3...2)
    #expect(model.cohesionRange(.short) == -3...3)
  }

  @Test(
    "Texts that are not compared would not decide, and signs have the values that they may",
    arguments: Seeds.count(40))
  func comparing(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let bytes = Array(Self.issue(&random).utf8)
    try bytes.withUnsafeBytes { bytes in
      let signs = ArticleSplitter(IssueLayout.repaired(bytes)).signs
      #expect(BoundaryFinder.starts(signs) == BoundaryFinder.starts(signs, comparesAll: true))
      var copy = signs
      for index in signs.paragraphs.indices {
        var list = BoundaryFinder.List()
        copy.collect(index, into: &list)
        copy.collectCohesion(index, into: &list)
        for name in list.names {
          let parts = name.split(separator: " ")
          let sign = try #require(BoundarySign(name: parts[0]))
          if sign.count > 0 { #expect(try (0..<sign.count).contains(#require(Int(parts[1])))) }
        }
        #expect(Set(list.names).count == list.names.count)
      }
    }
  }

  /// Lines of all kinds in any order.
  private static func issue(_ random: inout SeededRandom) -> String {
    let pieces = [
      "平江日报　1988年1月23日　星期六", "————————", "", "", "简讯", "【读者来信】", "■社会", "末班车延长半小时",
      "图书馆来了新馆员　会走路也会让路", "——一份调查", "本报讯（记者 张三）昨天上午，市图书馆来了一台机器，它能告诉你书在哪里。",
      "　　第二天，读者排起了长队，都说新馆员不爱说话。", "    机器不答。", "张三", "□ 李四", "●西门街道修好了路灯，明天起亮灯。",
      "△图书馆昨日休息", "一、要讲文明", "问：末班车几点？", "（下转第二版）", "（上接第一版）市里的人都来了，", "责任编辑：王五",
      "2", "第三版", "他说，注意以下几点：", "12　　34　　56", "图为新馆员。张三摄", "（摘自《晚报》）", "𠮷祥斋重新开张", "01",
    ]
    return (0..<Int.random(in: 0...60, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined(separator: "\n")
  }

  @Test("Shared pairs are those that sets have", arguments: Seeds.count(40))
  func cohesion(seed: Int) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("天地人和日月风云，a。")
    func text() -> String {
      String(
        (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
          alphabet.randomElement(using: &random)
        })
    }
    func pairs(_ text: String) -> [String] {
      let characters = Array(text)
      return characters.indices.dropLast().map { String(characters[$0...$0 + 1]) }
        .filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x4e00 && $0.value < 0xa000 } }
    }
    var cohesion = Cohesion()
    for _ in 0..<8 {
      let (above, own, below) = (text(), text(), text())
      let bytes = Array((above + own + below).utf8)
      let (first, second) = (above.utf8.count, above.utf8.count + own.utf8.count)
      let shares = bytes.withUnsafeBytes {
        cohesion.shares(
          before: [0..<first], own: own.isEmpty ? [] : [first..<second],
          after: [second..<bytes.count], in: $0)
      }
      let (higher, lower) = (Set(pairs(above)), Set(pairs(below)))
      #expect(
        shares.texts == Float(higher.intersection(lower).count)
          / Float(1 + min(higher.count, lower.count)))
      let all = pairs(own)
      #expect(
        shares.below == Float(all.count { lower.contains($0) }) / Float(1 + all.count)
          || own.isEmpty)
      #expect(
        shares.above == Float(all.count { higher.contains($0) }) / Float(1 + all.count)
          || own.isEmpty)
    }
  }

  @Test("Others of a look are those that counting finds", arguments: Seeds.count(20))
  func looks(seed: Int) {
    var random = SeededRandom(seed: seed)
    var tally = LooksTally()
    let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      (
        look: Int?.some(Int.random(in: 0...3, using: &random)), isNews: Bool.random(using: &random),
        isBehindEnd: Bool.random(using: &random)
      )
    }.map { $0.look == 3 ? (look: nil, isNews: $0.isNews, isBehindEnd: $0.isBehindEnd) : $0 }
    for row in rows { tally.add(row.look, isNews: row.isNews, isBehindEnd: row.isBehindEnd) }
    for index in rows.indices {
      let others = tally.others(of: index)
      guard let look = rows[index].look else {
        #expect(others == nil)
        continue
      }
      let alike = rows.indices.filter { $0 != index && rows[$0].look == look }
      #expect(others?.count == alike.count)
      #expect(others?.news == alike.count { rows[$0].isNews })
      #expect(others?.ends == alike.count { rows[$0].isBehindEnd })
    }
    #expect([0, 1, 2, 3, 4].map { LooksTally.share($0, of: 4) } == [1, 2, 3, 4, 4])
    #expect(LooksTally.share(0, of: 0) == 0)
  }
}
