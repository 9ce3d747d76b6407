import TestSupport
import Testing

/// Issues, split into articles by the program.
@Suite struct ArticleTests {
  private static let repository = #filePath.folder.folder.folder

  private func score(_ path: String, _ archive: Archive) throws -> (
    boundaries: Double, precision: Double, recall: Double
  ) {
    let result = try archive.succeed("bench", "articles", path)
    func value(_ name: String, _ line: String) throws -> Double {
      let text = try #require(result.stdout.split(separator: "\n").first { $0.contains(line) })
      let words = text.split(separator: " ")
      let place = try #require(words.firstIndex { $0 == name })
      return try #require(Double(words[place + 1]))
    }
    return (
      try value("F1", "boundaries"), try value("precision", "repairs"),
      try value("recall", "repairs")
    )
  }

  @Test("The issues labelled by hand are understood")
  func labelled() throws {
    let score = try score(ArticleTests.repository + "/Corpus/labelled", Archive())
    #expect(score.boundaries >= 0.9)
    #expect(score.precision >= 0.98)
    #expect(score.recall >= 0.9)
  }

  @Test(
    "Simulated issues are understood, also in styles that no rule was made on",
    arguments: [1, 1000])
  func simulated(seed: Int) throws {
    let archive = Archive()
    let made = try Command.shell(
      "mkdir issues && \"$(dirname \"$SEARCH\")/generate\" issues --count 12 --seed \(seed) issues",
      directory: archive.folder.path)
    #expect(made.status == 0, "\(made.stderr)")
    let score = try score("issues", archive)
    #expect(score.boundaries >= 0.9)
    #expect(score.precision >= 0.98)
    #expect(score.recall >= 0.9)
  }

  @Test("Literals across repaired breaks are found, and told where they are")
  func literals() throws {
    let archive = Archive()
    let text = """
      青溪日报 2021年5月7日 星期五 第5854期

      河东区织密治理“一张网”
      　　本报讯（记者 王五）河东区把一千二百名网格员编成小组，织密社会治理网

      络，完善上门走访的办法，居民有事在楼下就能说。

      雨伞可以借着走
      　　本报讯（通讯员 李四）从昨天起，十二个公交站装上了共享雨伞架。

      """
    Files.write(Array(text.utf8), to: archive.folder.file("a.txt"))
    try archive.succeed("index", "a.txt")
    #expect(try archive.ids("\"治理网络\"") == ["a.txt#1"])
    #expect(try archive.ids("\"共享雨伞\"") == ["a.txt#2"])
    #expect(try archive.ids("\"第5854期\"") == ["a.txt#0"])
    #expect(try archive.run("query", "\"共享雨伞架\"").stdout.contains("a.txt:9"))
    #expect(
      try archive.run("query", "--json", "\"络，完善\"").stdout.contains("\"line\":6,\"column\":1"))
    #expect(try archive.run("show", "a.txt").stdout.contains("雨伞可以借着走"))
    #expect(try archive.run("show", "a.txt#2").stdout.contains("共享雨伞架"))
    #expect(try archive.run("show", "--lines", "a.txt#1").stdout.contains("     4  　　本报讯"))
    try archive.succeed("index", "--split", "none", "--force", "a.txt")
    #expect(try archive.ids("\"治理网络\"") == ["a.txt"])
  }
}
