import TestSupport
import Testing

/// `search bench`, and the options that say how indexing works.
@Suite struct BenchTests {
  private func archive() -> Archive {
    let archive = Archive()
    for number in 0..<20 {
      archive.folder.write(
        "第\(number)期\n燃气安全检查，平城区柳园社区的网格员上门。PM2.5为3\(number)。\n", to: "news/\(number).txt")
    }
    return archive
  }

  @Test("bench segment compares both segmenters")
  func segment() throws {
    let archive = archive()
    let result = try archive.run("bench", "segment", "--json", "--rounds", "1", "news/1.txt").json()
    #expect(try result.int("differences") == 0)
    #expect(try result.int("segments") > 10)
    let text = try archive.run("bench", "segment", "news/1.txt")
    #expect(text.status == 0 && text.stdout.contains("differences  0"))
    archive.folder.write("", to: "empty.txt")
    #expect(try archive.run("bench", "segment", "empty.txt").status == 2)
    #expect(try archive.run("bench", "segment", "nowhere.txt").status == 2)
  }

  @Test("bench index measures, and leaves nothing behind")
  func index() throws {
    let archive = archive()
    let before = Files.names(in: archive.path)
    let result = try archive.run("bench", "index", "--json", "--rounds", "2", "news").json()
    #expect(try result.int("documents") == 20)
    #expect(try result.int("indexBytes") > 0)
    #expect(try archive.run("bench", "index", "news").stdout.contains("grams-postings"))
    #expect(Files.names(in: archive.path) == before)
  }

  @Test("bench query times the queries of a file")
  func query() throws {
    let archive = archive()
    try archive.succeed("index", "news")
    archive.folder.write("燃气安全\n2\t“平城”\n", to: "queries.tsv")
    for threads in 1...2 {
      let result = try archive.run(
        "bench", "query", "--json", "--threads", "\(threads)", "queries.tsv"
      ).json()
      #expect(result.keys == ["queries", "threads", "ranking", "withSnippets"])
      #expect(try result.int("queries") == 2 && result.int("threads") == threads)
      for part in ["ranking", "withSnippets"] {
        let times = try result.object(part)
        #expect(
          times.keys == [
            "p50Milliseconds", "p95Milliseconds", "p99Milliseconds", "queriesPerSecond", "seconds",
            "cpuSeconds",
          ])
        #expect(try times.number("queriesPerSecond") > 0)
      }
    }
    #expect(try archive.run("bench", "query", "queries.tsv").stdout.contains("with snippets"))
    archive.folder.write("\n", to: "none.tsv")
    #expect(try archive.run("bench", "query", "none.tsv").status == 2)
  }

  @Test("bench writing commits and queries, and leaves the index as it was")
  func writing() throws {
    let archive = archive()
    try archive.succeed("index", "news")
    archive.folder.write("燃气安全\n2\t“平城”\n", to: "queries.tsv")
    archive.folder.write("{\"text\":\"燃气公司\"}\n{\"text\":\"社区\"}\n", to: "more.jsonl")
    let names = Files.names(in: archive.path)
    let before = archive.indexFiles()
    let arguments = ["--commits", "12", "--queries", "queries.tsv", "more.jsonl"]
    let result = try Command.run(
      ["bench", "writing", "--json"] + arguments, directory: archive.path
    ).json()
    #expect(
      result.keys == [
        "documents", "queriesAlone", "commits", "queriesBehindCommits", "queriesWhileWriting",
        "written",
      ])
    #expect(try result.int("documents") == 20)
    #expect(try result.object("commits").int("count") == 12)
    #expect(try result.object("commits").number("p99Milliseconds") > 0)
    #expect(try result.object("queriesAlone").int("count") == 2)
    #expect(try result.object("queriesWhileWriting").keys.contains("refreshes"))
    #expect(try result.object("written").int("documents") == 2)
    let text = try Command.run(["bench", "writing"] + arguments, directory: archive.path)
    #expect(text.stdout.contains("one commit"))
    #expect(archive.indexFiles() == before && Files.names(in: archive.path) == names)
    #expect(try archive.run("verify").status == 0)
  }

  @Test("Threads, memory and segmenter change no answer")
  func resources() throws {
    let archive = archive()
    try archive.succeed("index", "news")
    let expected = try archive.ids("燃气安全 PM2.5")
    for options in [
      ["--threads", "1"], ["--threads", "3", "--memory", "1G"], ["--segmenter", "icu"],
      ["--memory", "64m"],
    ] {
      let index = archive.folder.file("other-" + options.joined())
      let arguments = ["index", "--index", index] + options + ["news"]
      #expect(try Command.run(arguments, directory: archive.path).status == 0)
      let hits = try archive.run("query", "--json", "-k", "100", "--index", index, "燃气安全 PM2.5")
      #expect(try hits.json().objects("hits").map { try $0.string("id") } == expected)
    }
  }

  @Test(
    "Impossible resources are refused",
    arguments: [
      ["--threads", "0"], ["--threads", "x"], ["--memory", "63M"], ["--memory", "-1G"],
      ["--memory", "1Q"], ["--memory", ""], ["--memory", "9999999999T"], ["--segmenter", "none"],
    ])
  func refused(options: [String]) throws {
    let archive = archive()
    let result = try Command.run(["index"] + options + ["news"], directory: archive.path)
    #expect(result.status == 2, "\(options)")
    #expect(!Files.names(in: archive.path).contains(".search-index"))
  }
}
