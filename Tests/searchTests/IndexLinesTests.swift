import TestSupport
import Testing

/// `search index` of JSON Lines.
@Suite struct IndexLinesTests {
  private let lines = """
    {"id":"a","title":"燃气安全","text":"社区检查","date":"2021-03-26"}
    {"id":"b","text":"broken
    [1,2]

    {"id":7,"text":"数字的号 燃气"}
    {"id":"c"}
    {"text":"没有号的燃气","other":{"x":[1,true,null]}}
    {"id":"a\\u4e00","text":"转义 \\u71c3\\u6c14 \\ud83d\\ude00"}

    """

  @Test("Bad lines are reported with file and line, the others indexed")
  func badLines() throws {
    let archive = Archive()
    archive.folder.write(lines, to: "x.jsonl")
    let result = try archive.run("index", "x.jsonl")
    #expect(result.status == 0)
    #expect(result.stdout.hasPrefix("4 documents from 1 file,"))
    #expect(result.errors.count == 3)
    #expect(result.errors[0].hasPrefix("search: x.jsonl:2: invalid JSON"))
    #expect(result.errors[1] == "search: x.jsonl:3: not a JSON object (skipped)")
    #expect(result.errors[2] == "search: x.jsonl:6: it has no \"text\" (skipped)")
    #expect(Set(try archive.ids("燃气")) == ["a", "7", "x.jsonl#7", "a一"])
    #expect(try archive.ids("😀") == ["a一"])
  }

  @Test("Bad lines are listed in JSON")
  func badLinesInJSON() throws {
    let archive = Archive()
    archive.folder.write(lines, to: "x.jsonl")
    let result = try archive.run("index", "--json", "x.jsonl")
    #expect(result.status == 0)
    #expect(result.stderr.isEmpty)
    let errors = try result.json().objects("errors")
    #expect(try errors.map { try $0.int("line") } == [2, 3, 6])
    #expect(try errors.map { try $0.string("path") } == ["x.jsonl", "x.jsonl", "x.jsonl"])
    #expect(try errors[1].string("reason") == "not a JSON object")
    #expect(errors.allSatisfy { $0.keys == ["path", "line", "kind", "reason"] })
  }

  @Test("Standard input holds JSON Lines")
  func standardInput() throws {
    let archive = Archive()
    let input = Array((lines + #"{"text":"最后一行没有换行的燃气"}"#).utf8)
    let result = try archive.run("index", "-", input: input)
    #expect(result.status == 0)
    #expect(result.errors.count == 3)
    #expect(result.errors.allSatisfy { $0.hasPrefix("search: -:") })
    let ids = Set(try archive.ids("燃气"))
    let own = ids.filter { $0.hasPrefix("#") && $0.count == 17 }
    #expect(own.count == 2 && ids.subtracting(own) == ["a", "7", "a一"])
    // Other lines take the place of none, the same ones of themselves.
    let other = Array("{\"text\":\"另一行燃气\"}\n{\"text\":\"最后一行没有换行的燃气\"}\n".utf8)
    #expect(try archive.run("index", "-", input: other).status == 0)
    let all = Set(try archive.ids("燃气"))
    #expect(all.isSuperset(of: ids) && all.count == ids.count + 1)
    let hits = try archive.run("query", "--json", "\"社区检查\"").json().objects("hits")
    #expect(hits.count == 1)
    #expect(hits.allSatisfy { $0.isNull("path") })
    #expect(try hits.map { try $0.string("date") } == ["2021-03-26"])
  }

  @Test("Standard input may come in any pieces")
  func slowStandardInput() throws {
    let archive = Archive()
    let script = """
      { printf '{"id":"a","te'; sleep 0.1; printf 'xt":"\\347\\207'; sleep 0.1
      printf '\\203\\346\\260\\224"}'; sleep 0.1; printf '\\n{"id":"b","text":"x"}'; } \
      | "$SEARCH" index --json -
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(try result.json().int("documents") == 2)
    #expect(try result.json().objects("errors").isEmpty)
    #expect(try archive.ids("燃气") == ["a"])
  }

  @Test("An id that comes again replaces, also within a file")
  func replaces() throws {
    let archive = Archive()
    let input = """
      {"id":"a","text":"第一次 燃气"}
      {"id":"b","text":"燃气"}
      {"id":"a","text":"第二次 供水"}

      """
    try archive.succeed("index", "-", input: Array(input.utf8))
    #expect(try archive.ids("燃气") == ["b"])
    #expect(try archive.ids("供水") == ["a"])
    try archive.succeed("index", "-", input: Array("{\"id\":\"b\",\"text\":\"天气\"}".utf8))
    #expect(try archive.ids("燃气").isEmpty)
    #expect(try archive.succeed("stats", "--json").json().int("documents") == 2)
  }

  @Test("Line ends, byte order marks, blank lines and space are no errors")
  func forms() throws {
    let archive = Archive()
    archive.folder.write(
      "\u{FEFF}{\"id\":\"a\",\"text\":\"燃气\"}\r\n\r\n  \t\n { \"id\" : \"b\" , \"text\" : \"燃气\" } \r\n",
      to: "x.jsonl")
    let result = try archive.succeed("index", "--strict", "--json", "x.jsonl").json()
    #expect(try result.int("documents") == 2)
    #expect(Set(try archive.ids("燃气")) == ["a", "b"])
  }

  @Test("Strict: any bad line fails and changes nothing")
  func strict() throws {
    let archive = Archive()
    archive.folder.write("{\"id\":\"a\",\"text\":\"燃气\"}\n", to: "good.jsonl")
    archive.folder.write(lines, to: "x.jsonl")
    try archive.succeed("index", "--strict", "good.jsonl")
    let before = archive.indexFiles()
    let result = try archive.run("index", "--strict", "x.jsonl")
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.errors.last == "search: nothing was changed, because of --strict")
    #expect(result.errors.contains { $0.hasPrefix("search: x.jsonl:2: ") })
    #expect(try archive.ids("社区检查").isEmpty)
    #expect(try archive.ids("燃气") == ["a"])
    #expect(archive.indexFiles() == before)
    let json = try archive.run("index", "--strict", "--json", "x.jsonl")
    #expect(json.status == 2)
    #expect(try json.json().int("documents") == 0)
    #expect(try json.json().objects("errors").count == 3)
  }

  @Test("A file of nothing but bad lines is an error")
  func allBad() throws {
    let archive = Archive()
    archive.folder.write("no\njson\n", to: "x.jsonl")
    let result = try archive.run("index", "x.jsonl")
    #expect(result.status == 2)
    #expect(result.errors.last == "search: nothing could be indexed")
    #expect(result.errors.count == 3)
  }
}
