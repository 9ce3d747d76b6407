import TestSupport
import Testing

/// `search issues`, `search open`, `query --group issue`, and `show` of articles.
@Suite struct IssuesTests {
  private static let repository = #filePath.folder.folder.folder

  private let issue = """
    青溪日报 2021年5月7日 星期五 第5854期

    河东区织密治理“一张网”
    　　本报讯（记者 王五）河东区把一千二百名网格员编成小组，织密社会治理网

    络，完善上门走访的办法，居民有事在楼下就能说。

    雨伞可以借着走
    　　本报讯（通讯员 李四）从昨天起，十二个公交站装上了共享雨伞架，河东区最多。

    """

  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write(issue, to: "papers/a.txt")
    archive.folder.write("一篇文章\n河东区只有一篇。\n", to: "papers/2021/04/01.txt")
    archive.folder.write(
      "{\"id\":\"x\",\"text\":\"河东区\",\"date\":\"2020-01-02\"}\n{\"text\":\"雨伞\",\"date\":\"2020年1月3日\"}\n",
      to: "papers/b.jsonl")
    try archive.succeed("index", "papers")
    return archive
  }

  @Test("Every issue of the sample corpus has its date, number and paper")
  func corpus() throws {
    let archive = Archive()
    for folder in ["Corpus", "Corpus/issues"] {
      Files.copyFolder(IssuesTests.repository + "/" + folder, to: archive.folder.file(folder))
    }
    let expected = [
      "0702.txt 2021-07-02 5910", "2021-03-26.txt 2021-03-26 5812",
      "2021-09-10_第5980期.txt 2021-09-10 5980", "2021.06.09.txt 2021-06-09 5887",
      "20210402.txt 2021-04-02 5819", "20211109A.txt 2021-11-09 6040",
      "2021年6月18日第5896期.txt 2021-06-18 5896", "issue-2021-10-15.txt 2021-10-15 6015",
      "qxrb_20210514.txt 2021-05-14 5861", "二〇二一年八月六日.txt 2021-08-06 5945",
      "第5840期.txt 2021-04-23 5840", "青溪日報2021年5月28日.txt 2021-05-28 1206",
      "青溪日報_20210716.txt 2021-07-16 1213", "青溪日报2021年4月9日.txt 2021-04-09 5826",
    ]
    for split in ["articles", "none"] {
      try archive.succeed("index", "--split", split, "Corpus/issues")
      let json = try archive.succeed("issues", "--json").json()
      let issues = try json.objects("issues")
      let found = try issues.map {
        let name = try $0.string("path").split(separator: "/").last ?? ""
        return "\(name) \(try $0.string("date")) \(try $0.int("number"))"
      }
      #expect(Set(found) == Set(expected), "\(split)")
      #expect(try issues.allSatisfy { try ["青溪日报", "青溪日報"].contains($0.string("paper")) })
      let dates = try issues.map { try $0.string("date") }
      #expect(dates == dates.sorted())
      #expect(try json.int("articles") == (split == "none" ? 14 : 90))
    }
    let july = try archive.ids("青溪 date:2021-07")
    #expect(july.sorted() == ["Corpus/issues/0702.txt", "Corpus/issues/青溪日報_20210716.txt"])
    let sorted = try archive.ids("青溪", "--sort", "date", "--from", "2021-06")
    #expect(sorted.first == "Corpus/issues/2021.06.09.txt")
    #expect(sorted.last == "Corpus/issues/20211109A.txt")
  }

  @Test("issues: as a table and as JSON")
  func list() throws {
    let archive = try archive()
    let table = try archive.succeed("issues").stdout
    #expect(
      table == """
        date        number  articles  paper     file
        2020-01-02       -         1  -         papers/b.jsonl
        2020-01-03       -         1  -         papers/b.jsonl
        2021-04-01       -         1  -         papers/2021/04/01.txt
        2021-05-07    5854         2  青溪日报  papers/a.txt
        4 issues, 5 articles

        """)
    let json = try archive.succeed("issues", "--json", "--path", "a.txt", "--from", "2021-05")
      .json()
    #expect(json.keys == ["total", "articles", "tookMilliseconds", "issues"])
    #expect(try json.int("total") == 1 && json.int("articles") == 2)
    let issue = try json.objects("issues")[0]
    #expect(issue.keys == ["path", "date", "number", "paper", "articles", "documents"])
    #expect(try issue.string("path") == "papers/a.txt" && issue.string("date") == "2021-05-07")
    #expect(try issue.int("number") == 5854 && issue.string("paper") == "青溪日报")
    #expect(try issue.int("articles") == 2 && issue.int("documents") == 3)
    #expect(
      try archive.run("issues", "--to", "2020", in: "papers").stdout.contains(
        "\n2020-01-02       -         1  -      b.jsonl\n"))
    let none = try archive.run("issues", "--from", "2022")
    #expect(
      none.status == 1 && none.stdout.isEmpty && none.errors == ["search: there are no such issues"]
    )
    let noneAsJSON = try archive.run("issues", "--json", "--path", "c*")
    #expect(noneAsJSON.status == 1)
    #expect(try noneAsJSON.json().objects("issues").isEmpty)
    #expect(try archive.run("issues", "--from", "x").status == 2)
    #expect(try Archive().run("issues").status == 2)
  }

  @Test("Articles of JSON Lines keep their date, and files without one have none")
  func dates() throws {
    let archive = try archive()
    archive.folder.write("无题\n没有日期的河东区。\n", to: "papers/c.txt")
    try archive.succeed("index", "papers")
    let hits = try archive.run("query", "--json", "河东区").json().objects("hits")
    let dates = try Dictionary(
      uniqueKeysWithValues: hits.map {
        (try $0.string("id"), $0.isNull("date") ? "" : try $0.string("date"))
      })
    #expect(
      dates == [
        "x": "2020-01-02", "papers/a.txt#1": "2021-05-07", "papers/a.txt#2": "2021-05-07",
        "papers/2021/04/01.txt": "2021-04-01", "papers/c.txt": "",
      ])
    #expect(
      try archive.run("issues").stdout.contains(
        "\n-                -         1  -         papers/c.txt\n"))
  }

  @Test("query --group issue")
  func groups() throws {
    let archive = try archive()
    let text = try archive.succeed("query", "--group", "issue", "“河东区”").stdout
    #expect(text.contains("   1 more in this issue:\n     "))
    #expect(text.contains("4 documents of 3 issues in "))
    let json = try archive.succeed("query", "--group", "issue", "--json", "-k", "3", "“河东区”").json()
    #expect(
      json.keys == [
        "query", "note", "total", "totalIsExact", "tookMilliseconds", "pieces", "relaxations",
        "suggestions", "totalIssues", "issues",
      ])
    #expect(try json.int("totalIssues") == 3 && json.int("total") == 4)
    let issues = try json.objects("issues")
    #expect(issues.count == 3)
    #expect(issues.allSatisfy { $0.keys == ["rank", "path", "date", "total", "hits"] })
    let paper = try #require(try issues.first { try $0.string("path") == "papers/a.txt" })
    #expect(try paper.int("total") == 2 && paper.string("date") == "2021-05-07")
    #expect(try paper.objects("hits").map { try $0.int("rank") } == [1, 2])
    #expect(try paper.objects("hits")[0].keys.contains("snippet"))
    let rest = try archive.succeed(
      "query", "--group", "issue", "--json", "--offset", "2", "“河东区”"
    ).json().objects("issues")
    #expect(try rest.map { try $0.int("rank") } == [3])
    let none = try archive.run("query", "--group", "issue", "--json", "“绝无”")
    #expect(none.status == 1)
    #expect(try none.json().objects("issues").isEmpty && none.json().int("totalIssues") == 0)
    #expect(try archive.run("query", "--group", "page", "河东").status == 2)
  }

  @Test("open prints places")
  func open() throws {
    let archive = try archive()
    #expect(try archive.succeed("open", "“治理网络”").stdout == "papers/a.txt:4:34\n")
    #expect(try archive.run("open", "“治理网络”", in: "papers").stdout == "a.txt:4:34\n")
    #expect(try archive.succeed("open", "papers/a.txt#2").stdout == "papers/a.txt:8:1\n")
    #expect(try archive.run("open", "a.txt#2", in: "papers").stdout == "a.txt:8:1\n")
    #expect(try archive.succeed("open", "papers/2021/04/01.txt#1").stdout.hasSuffix("01.txt:1:1\n"))
    #expect(try archive.succeed("open", "x").stdout == "papers/b.jsonl\n")
    #expect(try archive.succeed("open", "papers/b.jsonl#2").stdout == "papers/b.jsonl:2\n")
    let many = try archive.succeed("open", "-k", "9", "--from", "2021", "“河东区”").stdout
    #expect(many.split(separator: "\n").count == 3)
    let json = try archive.succeed("open", "--json", "“治理网络”").json()
    #expect(json.keys == ["query", "places"])
    let place = try json.objects("places")[0]
    #expect(place.keys == ["id", "path", "line", "column", "byte"])
    #expect(try place.string("id") == "papers/a.txt#1" && place.int("line") == 4)
    #expect(try place.int("column") == 34)
    let byte = try place.int("byte")
    #expect(Array(Array(issue.utf8)[byte...].prefix(9)) == Array("治理网".utf8))
    let none = try archive.run("open", "“绝无”")
    #expect(none.status == 1 && none.stdout.isEmpty && none.errors == ["search: nothing found"])
    try archive.succeed("index", "-", input: Array("{\"id\":\"s\",\"text\":\"无处\"}".utf8))
    let nowhere = try archive.run("open", "“无处”")
    #expect(nowhere.status == 1 && nowhere.stderr.contains("did not come from a file"))
    #expect(try archive.run("open", "-k", "0", "x").status == 2)
  }

  @Test("show prints an article, from the file or from the index")
  func show() throws {
    let archive = try archive()
    let head = try archive.succeed("show", "papers/a.txt").stdout
    #expect(head.contains(", UTF-8, 青溪日报, 2021-05-07 by its masthead, 第5854期\n"))
    let json = try archive.succeed("show", "--json", "papers/a.txt").json()
    #expect(try json.string("date") == "2021-05-07" && json.string("dateSource") == "masthead")
    #expect(try json.int("number") == 5854 && json.string("paper") == "青溪日报")
    // The index's folder tells what path it would have.
    #expect(
      try archive.run("show", "01.txt", in: "papers/2021/04").stdout.contains(
        "2021-04-01 by its path"))
    #expect(try archive.succeed("show", "papers/b.jsonl#2").stdout == "\n雨伞\n")
    let missing = try archive.run("show", "papers/a.txt#3")
    #expect(missing.status == 1)
    #expect(
      missing.errors == ["search: papers/a.txt has no article 3: it has 2 articles, #1 to #2"])
    let file = try archive.succeed("show", "papers/a.txt#2").stdout
    Files.remove(archive.folder.file("papers/a.txt"))
    Files.remove(archive.folder.file("papers/2021/04/01.txt"))
    #expect(try archive.succeed("show", "papers/a.txt#2").stdout == file)
    #expect(try archive.run("show", "a.txt#2", in: "papers").stdout == file)
    #expect(try archive.succeed("show", "papers/2021/04/01.txt#1").stdout.hasPrefix("一篇文章\n"))
    let gone = try archive.run("show", "papers/a.txt#3")
    #expect(gone.status == 1 && gone.errors == missing.errors)
    #expect(
      try archive.run("show", "papers/z.txt#3").errors == [
        "search: there is no file and no document papers/z.txt#3"
      ])
  }
}
