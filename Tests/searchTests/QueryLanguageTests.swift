import TestSupport
import Testing

@Suite struct QueryLanguageTests {
  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write(
      """
      {"id":"a","title":"燃气安全检查","text":"社区检查了管道。","date":"2021-03-26"}
      {"id":"b","title":"天气","text":"燃气管道和LNG储罐的安全，二〇二一年三月二十六日。","date":"2021-04-02"}
      {"id":"c","title":"報紙","text":"燃氣公司的广告，COVID与LPG","date":"2020"}
      {"id":"d","title":"无日期","text":"燃气"}

      """, to: "x/y.jsonl")
    try archive.succeed("index", "x")
    return archive
  }

  @Test("Fields, dates, distances and words of a kind")
  func language() throws {
    let archive = try archive()
    for (query, ids) in [
      ("title:燃气", ["a"]), ("text:燃气", ["b", "c", "d"]), ("title:(燃气 OR 報紙)", ["a", "c"]),
      ("date:2021", ["a", "b"]), ("date：2021-03..2021-04-01", ["a"]), ("燃气 date:..2020", ["c"]),
      ("燃气 -date:2021", ["c", "d"]), ("path:y.jsonl AND title:天气", ["b"]), ("path:*/z*", []),
      ("id:b", ["b"]), ("id:*", ["a", "b", "c", "d"]), ("管道 NEAR/8 安全", ["b"]), ("安全 PRE/9 管道", []),
      ("“管道 安全”~8", ["b"]), ("+L*G", ["b", "c"]), ("+covif~1", ["c"]), ("\"报纸\"", ["c"]),
      ("+２０２１年３月２６日", []), ("检查 -社区", []),
    ] as [(String, [String])] {
      let result = try archive.run("query", query, "--json")
      let found = try result.json().objects("hits").map { try $0.string("id") }
      #expect(found.sorted() == ids, "\(query)")
      #expect(result.status == (ids.isEmpty ? 1 : 0))
      #expect(result.stderr.isEmpty || ids.isEmpty)
    }
    #expect(try archive.ids("+2021年3月26日", "--fold", "numbers") == ["b"])
    #expect(try archive.ids("2021年3月26日").first == "b")
  }

  @Test("Dates as options, and as an order")
  func dates() throws {
    let archive = try archive()
    #expect(try archive.ids("燃气", "--from", "2021-03", "--to", "2021-03").sorted() == ["a"])
    #expect(try archive.ids("燃气", "--to", "2020").sorted() == ["c"])
    #expect(try archive.ids("燃气", "--sort", "date") == ["c", "a", "b", "d"])
    #expect(try archive.ids("燃气", "--sort", "-date") == ["b", "a", "c", "d"])
    #expect(try archive.ids("燃气", "--sort=-date", limit: 1) == ["b"])
    for arguments in [
      ["--from", "x"], ["--to", "2021-13"], ["--from", "2022", "--to", "2021"],
      ["--sort", "title"],
      ["--fold", "hans"],
    ] {
      let result = try Command.run(["query", "燃气"] + arguments, directory: archive.path)
      #expect(result.status == 2 && result.stdout.isEmpty && !result.stderr.isEmpty)
    }
  }

  @Test("What may have been meant keeps filters and options")
  func alternatives() throws {
    let archive = try archive()
    func question(_ arguments: String...) throws -> String? {
      let result = try Command.run(["query"] + arguments, directory: archive.path)
      return result.errors.first { $0.hasPrefix("did you mean") }
    }
    #expect(try question("“燃器”") == "did you mean: “燃气” (4 documents)?")
    #expect(try question("“燃器” date:2021") == "did you mean: “燃气” date:2021 (2 documents)?")
    #expect(try question("“燃器”", "--to", "2020") == "did you mean: “燃气” (1 document)?")
    #expect(try question("“燃器”", "--from", "2022") == nil)
    #expect(try question("“燃器” -title:燃汽") == "did you mean: “燃气” -title:燃汽 (4 documents)?")
    // Fields and options that nothing fulfils are not guessed at.
    #expect(try question("id:e") == nil)
    #expect(try question("燃气 date:1999") == nil)
    #expect(try question("燃气 -燃氣") == nil)
  }

  @Test("A malformed field is an error that shows its place")
  func malformed() throws {
    let archive = try archive()
    let result = try archive.run("query", "燃气 date:三月", "--json")
    #expect(result.status == 2 && result.stdout.isEmpty)
    #expect(result.stderr.hasSuffix("\n  燃气 date:三月\n            ^^^^\n"))
    #expect(try archive.run("query", "燃气 AND").stderr.contains("taken as text"))
  }

  @Test("An index keeps the forms of characters that it was made with")
  func folding() throws {
    let archive = try archive()
    #expect(try archive.ids("\"燃氣\"").sorted() == ["a", "b", "c", "d"])
    let other = try archive.run("index", "x", "--fold", "none")
    #expect(other.status == 2 && other.stderr.contains("was made with another --fold"))
    try archive.succeed("index", "x", "--fold", "hans")
    try archive.succeed("index", "x", "--index", "plain", "--fold", "none")
    try archive.succeed("index", "x", "--index", "plain")
    #expect(try archive.ids("\"燃氣\"", "--index", "plain") == ["c"])
    #expect(try archive.run("query", "“报纸”", "--index", "plain").status == 1)
    let page = try archive.succeed("query", "报纸").stdout
    #expect(page.contains("【報紙】"))
    #expect(try archive.succeed("analyze", "報紙").stdout.contains("folded  报纸"))
    #expect(try archive.succeed("analyze", "報紙", "--fold", "none").stdout.contains("folded  報紙"))
  }
}
