import TestSupport
import Testing

/// `search similar`.
@Suite struct SimilarTests {
  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write("管道检查\n燃气公司更换老化的管道。\n", to: "news/a.txt")
    archive.folder.write("管道改造\n燃气公司更换管道，也要检查。\n", to: "news/b.txt")
    archive.folder.write("天气\n明天有雨。\n", to: "news/c.txt")
    try archive.succeed("index", "news")
    return archive
  }

  @Test("As JSON, key by key")
  func json() throws {
    let archive = try archive()
    let result = try archive.succeed("similar", "--json", "news/a.txt")
    #expect(result.stderr.isEmpty && result.stdout.split(separator: "\n").count == 1)
    let json = try result.json()
    #expect(json.keys == ["id", "words", "total", "totalIsExact", "tookMilliseconds", "hits"])
    #expect(try json.string("id") == "news/a.txt")
    #expect(try json.int("total") == 1 && json.bool("totalIsExact"))
    #expect(try json.number("tookMilliseconds") > 0)
    let words = try json.strings("words")
    #expect(words.contains("管道") && words.contains("检查") && !words.contains("老化"))
    let hits = try json.objects("hits")
    let keys: Set = [
      "rank", "id", "score", "title", "path", "date", "line", "page", "snippet",
      "highlights",
    ]
    #expect(hits.count == 1 && hits.allSatisfy { $0.keys == keys })
    #expect(try hits[0].string("id") == "news/b.txt" && hits[0].int("rank") == 1)
    #expect(try !hits[0].objects("highlights").isEmpty)

    let told = try archive.succeed("similar", "--json", "--explain", "news/a.txt").json()
    let parts = try told.objects("hits")[0].object("explanation").objects("parts")
    #expect(try Set(parts.map { try $0.string("text") }) == Set(words))
  }

  @Test("0 if something is similar, 1 if nothing is, 2 after an error")
  func exitCodes() throws {
    let archive = try archive()
    let found = try archive.run("similar", "-k", "1", "news/b.txt")
    #expect(found.status == 0 && found.stderr.isEmpty)
    #expect(found.stdout.contains("news/a.txt") && !found.stdout.contains("news/b.txt"))
    #expect(found.stdout.contains("1 document in"))
    let nothing = try archive.run("similar", "news/c.txt")
    #expect(nothing.status == 1 && nothing.stdout.isEmpty)
    #expect(nothing.errors == ["search: nothing similar found"])
    let json = try archive.run("similar", "--json", "news/c.txt")
    #expect(json.status == 1)
    #expect(try json.json().int("total") == 0 && json.json().objects("hits").isEmpty)
    let missing = try archive.run("similar", "news/d.txt")
    #expect(missing.status == 2 && missing.stdout.isEmpty)
    #expect(missing.stderr.contains("no document of the index has the id news/d.txt"))
    for arguments in [["similar"], ["similar", "-k", "0", "x"], ["similar", "a", "b"]] {
      let result = try Command.run(arguments, directory: archive.path)
      #expect(result.status == 2 && result.stderr.contains("Usage: search similar"))
    }
    let none = try Archive().run("similar", "a")
    #expect(none.status == 2 && none.stderr.contains("there is no index"))
  }
}
