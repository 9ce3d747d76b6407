import TestSupport
import Testing

/// `search query` for people.
@Suite struct QueryTests {
  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n社区的网格员上门。\n", to: "news/a.txt")
    archive.folder.write("供水\n燃气公司和水务公司，安全生产。ＡＢＣ\n", to: "news/b.txt")
    try archive.succeed("index", "news")
    return archive
  }

  @Test("0 if something was found, 1 if nothing was, 2 after an error")
  func exitCodes() throws {
    let archive = try archive()
    #expect(try archive.run("query", "燃气").status == 0)
    let nothing = try archive.run("query", "\"绝无此词\"")
    #expect(nothing.status == 1)
    #expect(nothing.stdout.isEmpty)
    #expect(nothing.errors == ["search: nothing found"])
    for blank in ["", "，。！", "“”"] {
      let result = try archive.run("query", blank)
      #expect(result.status == 1)
      #expect(result.stderr.contains("no letter, digit or character"))
    }
    for arguments in [
      ["query"], ["query", "-k", "0", "燃"], ["query", "-k", "x", "燃"], ["query", "--no", "燃"],
    ] {
      let result = try Command.run(arguments, directory: archive.path)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.stdout.isEmpty)
      #expect(result.stderr.contains("Usage: search query"))
    }
  }

  @Test("When nothing is found, each piece is told with its documents")
  func honestZero() throws {
    let archive = try archive()
    let result = try archive.run("query", "燃气 AND 绝无此词 社区检查 -供水")
    #expect(result.status == 1)
    #expect(result.stdout.isEmpty)
    #expect(
      result.errors == [
        "search: nothing found", "  “燃气”  2 documents", "  “绝无此词”  0 documents",
        "  社区  1 document", "  检查  1 document",
        "  without “绝无此词”  1 document",
      ])
  }

  @Test("When nothing is found, what may have been meant is asked")
  func didYouMean() throws {
    let archive = try archive()
    let result = try archive.run("query", "“然气安全”")
    #expect(result.status == 1)
    #expect(result.stdout.isEmpty)
    #expect(
      result.errors == ["search: nothing found", "did you mean: “燃气安全” (1 document)?"])
    #expect(
      try archive.run("query", "\"然汽\"").errors.last == "did you mean: \"燃气\" (2 documents)?")
    #expect(try archive.run("query", "acb").errors.last == "did you mean: abc (1 document)?")
    // Nothing is asked if there are hits, whatever word is nowhere.
    #expect(try archive.run("query", "燃气 acb").stderr.isEmpty)
  }

  @Test("No index: the message says how to make one", arguments: ["query", "stats", "verify"])
  func noIndex(command: String) throws {
    let archive = Archive()
    let result = try Command.run(
      command == "query" ? ["query", "燃气"] : [command], directory: archive.path)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains("there is no index in .search-index"))
    #expect(result.stderr.contains("search index PATH"))
  }

  @Test("Hits stand with title, place and marked passage")
  func page() throws {
    let archive = try archive()
    let result = try archive.run("query", "\"燃气安全\"")
    let lines = result.stdout.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("1. 【燃气安全】检查  "))
    #expect(lines[1] == "   news/a.txt:1")
    #expect(lines[2].isEmpty)
    #expect(lines[3].hasPrefix("1 document in "))
    let text = try archive.run("query", "\"安全生产\"").stdout
    #expect(text.contains("燃气公司和水务公司，【安全生产】。"))
  }

  @Test("Only a terminal gets colours")
  func colours() throws {
    let archive = try archive()
    for arguments in [["query", "燃气"], ["stats"], ["verify"], ["query", "绝无"], ["help"]] {
      let result = try Command.run(
        arguments, environment: ["TERM": "xterm-256color"], directory: archive.path)
      #expect(!(result.stdout + result.stderr).unicodeScalars.contains("\u{1b}"), "\(arguments)")
      #expect(!(result.stdout + result.stderr).isEmpty)
    }
  }

  @Test("Quotes require, other words rank; width and case are folded")
  func language() throws {
    let archive = try archive()
    #expect(try archive.ids("燃气安全") == ["news/a.txt", "news/b.txt"])
    for quoted in ["\"燃气安全\"", "“燃气安全”", "「燃气安全」", "『燃气安全』", "”燃气安全“"] {
      #expect(try archive.ids(quoted) == ["news/a.txt"])
    }
    #expect(try archive.ids("\"燃气\" 生产") == ["news/b.txt", "news/a.txt"])
    #expect(try archive.ids("abc") == ["news/b.txt"])
  }

  @Test("Operators require, forbid and offer, in either width")
  func operators() throws {
    let archive = try archive()
    for query in ["燃气 -水务", "燃气 NOT 水务", "燃气 非 水务", "燃气 －（水务 供水）", "+燃气 AND 社区", "燃气安全 与 检查"] {
      #expect(try archive.ids(query) == ["news/a.txt"], "\(query)")
    }
    for query in ["社区 OR 水务", "社区 或 水务", "(社区 OR 水务) AND 燃气", "+燃气", "NOT 绝无此词"] {
      #expect(Set(try archive.ids(query)) == ["news/a.txt", "news/b.txt"], "\(query)")
    }
    #expect(try archive.run("query", "燃气 AND 绝无此词").status == 1)
    let senseless = try archive.run("query", "--json", "燃气 AND")
    #expect(senseless.status == 0)
    #expect(
      senseless.stderr.contains("nothing follows AND: operators and brackets are taken as text"))
    #expect(try senseless.json().string("note") == "nothing follows AND")
  }

  @Test("Several arguments are one query, and -- ends the options")
  func arguments() throws {
    let archive = try archive()
    let joined = try archive.run("query", "--json", "燃气", "安全").json()
    #expect(try joined.string("query") == "燃气 安全")
    #expect(try archive.run("query", "--json", "--", "-供水").json().int("total") == 1)
  }

  @Test("The limit cuts the hits, not the total")
  func limit() throws {
    let archive = try archive()
    let result = try archive.run("query", "--json", "-k", "1", "燃气").json()
    #expect(try result.objects("hits").count == 1)
    #expect(try result.int("total") == 2)
    #expect(
      try archive.run("query", "--json", "--limit", "3", "燃气").json().objects("hits").count == 2)
  }

  @Test("The offset leaves the first hits out, and counts them")
  func offset() throws {
    let archive = try archive()
    let all = try archive.run("query", "--json", "燃气").json().objects("hits")
    let rest = try archive.run("query", "--json", "--offset", "1", "燃气").json()
    #expect(try rest.objects("hits").map { try $0.string("id") } == [all[1].string("id")])
    #expect(try rest.objects("hits")[0].int("rank") == 2 && rest.int("total") == 2)
    #expect(try archive.run("query", "--offset", "1", "燃气").stdout.hasPrefix("2. "))
    let behind = try archive.run("query", "--offset", "5", "燃气")
    #expect(behind.status == 0 && behind.stdout.hasPrefix("2 documents in "))
    for wrong in ["-1", "99999999999", "x"] {
      #expect(try archive.run("query", "--offset=\(wrong)", "燃气").status == 2)
    }
  }

  @Test("The nearest index is found from a subfolder; paths are shown as they can be opened")
  func nearest() throws {
    let archive = try archive()
    archive.folder.write("", to: "news/deep/er/.keep")
    let below = try archive.run("query", "--json", "\"燃气安全\"", in: "news").json().objects("hits")
    #expect(try below.map { try $0.string("path") } == ["a.txt"])
    #expect(try below.map { try $0.string("id") } == ["news/a.txt"])
    let deep = try archive.run("query", "--json", "\"燃气安全\"", in: "news/deep/er").json()
    #expect(
      try deep.objects("hits").map { try $0.string("path") } == [archive.folder.file("news/a.txt")])
  }

  @Test("SEARCH_INDEX names the index, --index goes before it")
  func environment() throws {
    let archive = try archive()
    let other = Archive()
    other.folder.write("别处的供电\n", to: "c.txt")
    try other.succeed("index", "c.txt")
    let variable = ["SEARCH_INDEX": other.index]
    #expect(try archive.run("query", "供电", environment: variable).status == 0)
    #expect(try archive.run("query", "燃气", environment: variable).status == 1)
    #expect(
      try archive.run("query", "--index", archive.index, "燃气", environment: variable).status == 0)
    #expect(try archive.run("query", "燃气", environment: ["SEARCH_INDEX": ""]).status == 0)
    #expect(try archive.run("query", "燃气", environment: ["SEARCH_INDEX": "nowhere"]).status == 2)
    archive.folder.write("新的供电\n", to: "d.txt")
    #expect(try archive.run("index", "d.txt", environment: variable).status == 0)
    #expect(Set(try other.ids("供电")) == ["c.txt", archive.folder.file("d.txt")])
  }
}
