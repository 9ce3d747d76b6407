import TestSupport
import Testing

@testable import SearchIndex

@Suite struct BoundaryTests {
  @Test("A model has the weights that were written")
  func model() {
    let model = BoundaryModel(
      "headline kind 3 0.5\nline unit 启 0.25 告 -1\ntext unit 告 2\nline follows headline 1 text -2")
    let unit = Array("告".utf16)[0]
    #expect(model[.kind, 3][ArticlePart.headline.rawValue] == 50)
    #expect(model[.kind, 3].wrappedSum() == 50)
    #expect(model[.kind, 4] == BoundaryModel.Hundredths())
    #expect(model[.unit, unit: unit][ArticlePart.line.rawValue] == -100)
    #expect(model[.unit, unit: unit][ArticlePart.text.rawValue] == 200)
    #expect(model[.lastUnit, unit: unit] == BoundaryModel.Hundredths())
    #expect(model[.unit, unit: Array("天".utf16)[0]] == BoundaryModel.Hundredths())
    var sum = PartSum(model)
    sum.add(.kind, 3)
    sum.add(.unit, unit: unit)
    sum.add(.lastUnit, unit: unit)
    var expected = BoundaryModel.Parts()
    expected[ArticlePart.headline.rawValue] = 0.5
    expected[ArticlePart.line.rawValue] = -1
    expected[ArticlePart.text.rawValue] = 2
    #expect(sum.parts == expected)
    let line = ArticlePart.line.rawValue
    #expect(abs(model.steps[ArticlePart.headline.rawValue][line] - 2.718_281_8) < 1e-5)
    #expect(abs(model.steps[ArticlePart.text.rawValue][line] - 0.135_335_28) < 1e-6)
    #expect(model.steps[line][line] == 1)
  }

  @Test(
    "Signs have the values that they may, and probabilities are some", arguments: Seeds.count(40))
  func signs(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let bytes = Array(MadeUpIssue.text(&random).utf8)
    try bytes.withUnsafeBytes { bytes in
      let signs = ArticleSplitter(IssueLayout.repaired(bytes)).signs
      let probabilities = BoundaryFinder.probabilities(signs)
      for told in probabilities {
        #expect(told.beginning >= 0 && told.outside >= 0 && told.beginning + told.outside <= 1.001)
      }
      let places = BoundaryFinder.places(signs)
      #expect(places.count == probabilities.count)
      let hasBeginning = places.contains(.beginning)
      for index in signs.paragraphs.indices {
        let told = probabilities[index]
        if places[index] == .beginning { #expect(told.beginning >= 0.33) }
        if places[index] == .outside { #expect(told.outside >= 0.5 && hasBeginning) }
        var list = SignList<BoundarySign>()
        signs.collect(index, into: &list)
        signs.collectCohesion(index, into: &list)
        try list.check()
      }
    }
  }

  @Test("No paragraph has weights that a sum of hundredths has no room for")
  func largestSums() {
    // Most signs are added once, those of words and characters once for each.
    let times: [BoundarySign: Int] = [.unit: 40, .flag: BoundarySigns.flagCount]
    let sorts = LineWords.Sort.allCases.count
    var largest: [ArticlePart: [BoundarySign: Float]] = [:]
    for line in BoundaryWeights.text.split(separator: "\n").map({ $0.split(separator: " ") }) {
      guard let part = ArticlePart.byName[line[0]], let sign = BoundarySign.byName[line[1]] else {
        continue
      }
      let weights = stride(from: 3, to: line.count, by: 2).map { abs(Float(line[$0]) ?? 0) }
      let isOfWords = [.words, .kindWords, .wordsAround].contains(sign)
      let most = (weights.max() ?? 0) * Float(times[sign] ?? (isOfWords ? sorts : 1))
      largest[part, default: [:]][sign] = max(most, largest[part]?[sign] ?? 0)
    }
    #expect(largest.count == ArticlePart.allCases.count)
    for (part, signs) in largest {
      let most = signs.values.reduce(0, +)
      #expect(most < 327, "\(part) \(most)")
    }
  }

  @Test("Probabilities are those of all ways together", arguments: Seeds.count(20))
  func chain(seed: Int) {
    var random = SeededRandom(seed: seed)
    let count = ArticlePart.allCases.count
    func parts(_ range: ClosedRange<Float>) -> BoundaryModel.Parts {
      var parts = BoundaryModel.Parts()
      for place in 0..<count { parts[place] = Float.random(in: range, using: &random) }
      return parts
    }
    let steps = (0..<count).map { _ in parts(-4...4) }
    let sums = (0..<Int.random(in: 1...4, using: &random)).map { _ in parts(-9...9) }
    var all = 0.0
    var begun = [Double](repeating: 0, count: sums.count)
    var outside = begun
    func go(_ way: [Int], _ weight: Double) {
      guard way.count < sums.count else {
        all += weight
        for index in way.indices where way[index] < ArticlePart.beginnings {
          begun[index] += weight
        }
        for index in way.indices where way[index] == ArticlePart.outside.rawValue {
          outside[index] += weight
        }
        return
      }
      for part in 0..<count {
        let step = way.last.map { Double(steps[$0][part]) } ?? 0
        go(way + [part], weight * exponential(step + Double(sums[way.count][part])))
      }
    }
    go([], 1)
    var chain = PartChain(PartSteps(steps))
    for (index, found) in chain.probabilities(sums).enumerated() {
      #expect(abs(Double(found.beginning) - begun[index] / all) < 1e-4)
      #expect(abs(Double(found.outside) - outside[index] / all) < 1e-4)
    }
    #expect(chain.probabilities([]).isEmpty)
  }

  @Test("Powers of e are near those of their series", arguments: Seeds.count(20))
  func powers(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      var parts = BoundaryModel.Parts()
      for part in 0..<BoundaryModel.Parts.scalarCount {
        parts[part] = Float.random(in: -80...80, using: &random)
      }
      let found = parts.exponential
      for part in 0..<BoundaryModel.Parts.scalarCount {
        let expected = exponential(Double(parts[part]))
        #expect(abs(Double(found[part]) / expected - 1) < 1e-6)
      }
    }
    #expect(BoundaryModel.Parts().exponential == BoundaryModel.Parts(repeating: 1))
  }

  @Test("What speaks strongly against parts leaves numbers")
  func strongly() {
    let steps = PartSteps(ArticlePart.allCases.map { _ in BoundaryModel.Parts() })
    var sums: [BoundaryModel.Parts] = []
    for index in 0..<200 {
      var parts = BoundaryModel.Parts(repeating: -1000)
      parts[index % 2 * 7] = 1000
      sums.append(parts)
    }
    var chain = PartChain(steps)
    for (index, found) in chain.probabilities(sums).enumerated() {
      #expect(abs(found.beginning - (index % 2 == 0 ? 1 : 0)) < 0.001)
    }
  }

  @Test("A law is one article, whatever its chapters are called")
  func laws() {
    func law(_ name: String, _ chapters: [String]) -> String {
      var number = 0
      let parts = chapters.enumerated().map { index, chapter in
        let articles = (0..<3).map { _ in
          number += 1
          return "第\(number)条　各单位应当建立登记制度，按照规定报送材料，并对材料的真实性负责。\n"
            + "转让、出租场地的，应当在十日内办理手续。联系电话应当公布。"
        }
        return "第\(index + 1)章\n\(chapter)\n\n" + articles.joined(separator: "\n")
      }
      return name + "\n\n" + parts.joined(separator: "\n\n")
    }
    let one = law("河东市场管理条例", ["总则", "登记与公告", "法律责任", "附则"])
    #expect(IssueLayout(Array(one.utf8)).articleCount == 1)
    let two = one + "\n\n\n关于加强冬季防火工作的通知\n\n" + law("河东养犬管理办法", ["总则", "附则"])
    let layout = IssueLayout(Array(two.utf8))
    let owners = Set(layout.lines.prefix(30).map(\.article))
    #expect(owners.count <= 2, "\(owners)")
  }

  @Test("Of beginnings those of parts are taken back")
  func together() {
    let lines = [
      "河东市场管理条例", "第一章", "总则", "第一条　各单位应当建立登记制度，按照规定报送材料，并对真实性负责。",
      "转让、出租场地的，应当在十日内办理手续。联系电话应当公布，并且报告。", "第二条　本条例自公布之日起施行，以前的规定同时废止，不再有效。",
      "关于冬季防火的通知", "各单位应当检查取暖设备，及时清除隐患，并且安排人员值班，不得擅离职守。",
    ]
    let bytes = Array(lines.joined(separator: "\n\n").utf8)
    bytes.withUnsafeBytes { bytes in
      let signs = ArticleSplitter(IssueLayout.repaired(bytes)).signs
      var places = [ParagraphPlace](repeating: .beginning, count: signs.paragraphs.count)
      BoundaryFinder.keepTogether(&places, signs)
      let first = signs.paragraphs.map { $0.first / 2 }
      let begun = zip(first, places).filter { $0.1 == .beginning }.map(\.0)
      // Behind the last article of the law anything may begin.
      #expect(first == Array(lines.indices) && begun == [0, 6, 7], "\(begun)")
    }
  }

  @Test(
    "Chapters, and articles of laws",
    arguments: [
      ("第二章　登记", true), ("## 第一节", true), ("第十二条　本市", true), ("第3版", false), ("第二天早上", false),
      ("# 标题", false),
    ])
  func parts(text: String, expected: Bool) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { bytes in
      var signs = LineSigns()
      let line = LineScanner.lines(of: bytes)[0]
      #expect(signs.isNumberedPart(line, in: bytes) == expected)
    }
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

/// A slow exponential, as the tests import no mathematics.
private func exponential(_ value: Double) -> Double {
  var result = 1.0
  var term = 1.0
  let small = value / 64
  for index in 1...20 {
    term *= small / Double(index)
    result += term
  }
  return (0..<6).reduce(result) { power, _ in power * power }
}
