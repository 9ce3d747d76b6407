import TestSupport
import Testing

/// `search count`, `kwic`, `terms`, `duplicates` and `query --collapse`.
@Suite struct ResearchTests {
  private let article = "网格员和燃气公司的安检人员一起，敲开了居民家的门，沿着灶具、阀门、软管走一遍，再看热水器的排烟管是否伸出室外。"

  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write(
      """
      {"id":"a","title":"燃气安全","text":"\(article)","date":"2021-03-26"}
      {"id":"b","title":"另一个标题","text":"\(article)完。","date":"2021-05"}
      {"id":"c","title":"天气","text":"明天有雨,燃氣\\n停供。"}

      """, to: "news/x.jsonl")
    try archive.succeed("index", "news/x.jsonl")
    return archive
  }

  @Test("count, as JSON key by key")
  func countJSON() throws {
    let archive = try archive()
    let result = try archive.succeed("count", "--json", "--by", "month", "“燃气”")
    #expect(result.stderr.isEmpty && result.stdout.split(separator: "\n").count == 1)
    let json = try result.json()
    #expect(json.keys == ["query", "note", "by", "tookMilliseconds", "rows", "rest", "total"])
    #expect(try json.string("query") == "“燃气”" && json.string("by") == "month")
    let rows = try json.objects("rows")
    #expect(rows.allSatisfy { $0.keys == ["name", "documents", "occurrences", "all", "share"] })
    #expect(try rows.map { try $0.string("name") } == ["2021-03", "2021-04", "2021-05"])
    #expect(try rows.map { try $0.int("documents") } == [1, 0, 1])
    #expect(try rows.map { try $0.int("occurrences") } == [2, 0, 1])
    #expect(try json.object("rest").int("documents") == 1)
    let total = try json.object("total")
    #expect(total.keys == ["documents", "occurrences", "all", "share"])
    #expect(try total.int("documents") == 3 && total.int("occurrences") == 4)
    let text = try archive.succeed("count", "--json", "燃气").json()
    #expect(try text.object("total").isNull("occurrences"))
    let issues = try archive.succeed("count", "--json", "--by", "issue", "--to", "2021-04").json()
    #expect(try issues.objects("rows").map { try $0.string("name") } == ["news/x.jsonl"])
    #expect(try issues.objects("rows")[0].string("date") == "2021-03-26")
  }

  @Test("count, as a table with a chart and as separated values")
  func countTable() throws {
    let archive = try archive()
    let table = try archive.run(
      "count", "--by", "month", "--occurrences", "--relative", "“燃气”",
      environment: ["COLUMNS": "60"])
    let lines = table.stdout.split(separator: "\n").map(String.init)
    #expect(lines[0] == "month    documents  occurrences  of     share")
    #expect(lines[1] == "2021-03          1            2   1  100.00 %  █████████████")
    #expect(lines[2] == "2021-04          0            0   0    0.00 %")
    #expect(lines[4] == "undated          1            1   1  100.00 %")
    #expect(lines[5] == "total            3            4   3  100.00 %")
    let csv = try archive.succeed("count", "--csv", "--by", "month", "“燃气”").stdout
    #expect(csv.hasPrefix("month,documents,occurrences,all,share\n2021-03,1,2,1,1.000000\n"))
    let tsv = try archive.succeed("count", "--tsv", "--by", "folder", "燃气").stdout
    #expect(tsv == "folder\tdocuments\tall\tshare\nnews\t3\t3\t1.000000\n")
    // A mark behind a quote makes another character of it, but no other quote.
    let quoted = Archive()
    quoted.folder.write("燃气\n", to: "a\"\u{301},b/a.txt")
    try quoted.succeed("index", ".")
    let row = try quoted.succeed("count", "--csv", "--by", "folder", "燃气").stdout
    #expect(
      Array(row.utf8)
        == Array("folder,documents,all,share\n\"a\"\"\u{301},b\",1,1,1.000000\n".utf8))
    let terminal = try Command.onTerminal(
      ["count", "“燃气”"], environment: ["TERM": "xterm"], directory: archive.path)
    #expect(terminal.stdout.contains("\u{1b}[34m█"))
    let plain = try Command.onTerminal(
      ["count", "“燃气”"], environment: ["NO_COLOR": "1"], directory: archive.path)
    #expect(plain.stdout.contains("█") && !plain.stdout.contains("\u{1b}"))
  }

  @Test("kwic, as JSON key by key and aligned")
  func kwic() throws {
    let archive = try archive()
    let result = try archive.succeed("kwic", "--json", "--sort", "date", "--width", "8", "“燃气”")
    #expect(result.stderr.isEmpty)
    let json = try result.json()
    #expect(json.keys == ["query", "note", "total", "documents", "tookMilliseconds", "lines"])
    #expect(try json.int("total") == 4 && json.int("documents") == 3)
    let lines = try json.objects("lines")
    let keys: Set = [
      "id", "title", "path", "date", "field", "line", "column", "byte", "left", "keyword", "right",
    ]
    #expect(lines.count == 4 && lines.allSatisfy { $0.keys == keys })
    #expect(try lines.map { try $0.string("id") } == ["a", "a", "b", "c"])
    #expect(try lines.map { try $0.string("field") } == ["title", "text", "text", "text"])
    #expect(try lines[1].string("left") == "网格员和" && lines[1].string("right") == "公司的安")
    #expect(try lines[3].string("keyword") == "燃氣" && lines[3].string("right") == " 停供。")

    let text = try archive.run("kwic", "-k", "3", "--width", "8", "“燃气”")
    #expect(text.status == 0)
    #expect(
      text.stdout.hasPrefix(
        "        【燃气】安全      2021-03-26  a\n网格员和【燃气】公司的安  2021-03-26  a\n"))
    #expect(text.errors == ["search: 1 more occurrence is not shown: -k 4 shows all"])
    let terminal = try Command.onTerminal(
      ["kwic", "“燃气”"], environment: ["TERM": "xterm"], directory: archive.path)
    #expect(terminal.stdout.contains("\u{1b}[1;31m燃气\u{1b}[0m") && !terminal.stdout.contains("【"))
  }

  @Test("terms, as JSON key by key and as a table")
  func terms() throws {
    let archive = try archive()
    let json = try archive.succeed("terms", "--json", "-k", "3").json()
    #expect(json.keys == ["query", "tookMilliseconds", "periods"])
    let period = try json.objects("periods")[0]
    #expect(
      period.keys == ["period", "documents", "occurrences", "words"] && period.isNull("period"))
    let words = try period.objects("words")
    #expect(words.count == 3)
    #expect(
      words.allSatisfy { $0.keys == ["text", "documents", "occurrences", "distinctiveness"] })
    #expect(words.allSatisfy { $0.isNull("distinctiveness") })
    let typical = try archive.succeed(
      "terms", "--json", "--distinctive", "--query", "天气"
    ).json().objects("periods")[0]
    let first = try typical.objects("words").map { try $0.string("text") }
    #expect(first.contains("天气") && !first.contains("阀门"))
    let months = try archive.succeed("terms", "--by", "month", "-k", "1")
    #expect(months.stdout.hasPrefix("2021-03\nword") && months.stdout.contains("\n2021-05\n"))
    #expect(try archive.run("terms", "--distinctive").status == 2)
  }

  @Test("duplicates and collapsed hits, as JSON key by key")
  func duplicates() throws {
    let archive = try archive()
    let json = try archive.succeed("duplicates", "--json", "--min-length", "20").json()
    #expect(
      json.keys == ["query", "compared", "groups", "documents", "tookMilliseconds", "duplicates"])
    #expect(try json.int("groups") == 1 && json.int("documents") == 2 && json.int("compared") == 2)
    let table = try archive.succeed("duplicates", "--min-length", "20").stdout
    #expect(table.hasPrefix("1. 燃气安全  2 documents\n   1.00  2021-03-26  news/x.jsonl  a\n"))
    #expect(try archive.run("duplicates", "天气").status == 1)

    let hits = try archive.succeed("query", "--json", "--collapse", "“燃气”").json()
    #expect(try hits.int("total") == 3)
    let best = try hits.objects("hits")
    #expect(best.count == 2 && best.allSatisfy { $0.keys.contains("similar") })
    let similar = try best.flatMap { try $0.objects("similar") }
    #expect(similar.count == 1)
    #expect(similar[0].keys == ["id", "title", "path", "date", "similarity"])
    #expect(try similar[0].number("similarity") > 0.9)
    let plain = try archive.succeed("query", "--json", "“燃气”").json().objects("hits")
    #expect(plain.count == 3 && plain.allSatisfy { !$0.keys.contains("similar") })
    let text = try archive.succeed("query", "--collapse", "“燃气”").stdout
    #expect(text.contains("   1 similar:\n     0.9"))
  }

  @Test("1 if nothing is found, 2 after an error")
  func exitCodes() throws {
    let archive = try archive()
    for command in ["count", "kwic", "duplicates"] {
      let result = try archive.run(command, "“没有这个”")
      #expect(result.status == 1 && result.stdout.isEmpty && result.errors.count == 1, "\(command)")
      let json = try archive.run(command, "--json", "“没有这个”")
      #expect(json.status == 1 && !json.stdout.isEmpty && json.stderr.isEmpty)
    }
    #expect(try archive.run("terms", "--query", "“没有这个”").status == 1)
    let mistakes = [
      ["count", "--by", "week", "a"], ["count", "--from", "x", "a"], ["count", "--csv", "--tsv"],
      ["count", "--occurrences", "燃气"], ["kwic"], ["kwic", "-k", "0", "a"],
      ["kwic", "--width", "0", "a"], ["terms", "--min-length", "0"], ["terms", "a"],
      ["duplicates", "--similarity", "0.3"], ["kwic", "date:x"], ["count", "--threads", "2", "a"],
    ]
    for arguments in mistakes {
      let result = try Command.run(arguments, directory: archive.path)
      #expect(result.status == 2 && result.stdout.isEmpty && !result.stderr.isEmpty, "\(arguments)")
    }
    for command in ["count", "kwic", "duplicates"] {
      #expect(try Archive().run(command, "a").stderr.contains("there is no index"))
    }
  }
}
