import TestSupport
import Testing

/// `search suggest` for people.
@Suite struct SuggestTests {
  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n社区的网格员上门，燃气表换新。\n", to: "news/a.txt")
    archive.folder.write("供水\n燃气公司和水务公司，安全生产。ＡＢＣ\n", to: "news/b.txt")
    archive.folder.write("燃气\n燃气公司通气了。\n", to: "news/c.txt")
    try archive.succeed("index", "news")
    return archive
  }

  @Test("Each suggestion is a line with its documents")
  func lines() throws {
    let archive = try archive()
    let result = try archive.run("suggest", "燃")
    #expect(result.status == 0 && result.stderr.isEmpty)
    let lines = result.stdout.split(separator: "\n")
    #expect(lines.prefix(2) == ["燃气  3 documents", "燃气公司  2 documents"])
    #expect(try archive.run("suggest", "ab").stdout == "abc  1 document\n")
    #expect(try archive.run("suggest", "-k", "1", "燃").stdout == "燃气  3 documents\n")
    #expect(try archive.run("suggest", "社区", "燃").stdout.hasPrefix("社区 燃气  3 documents\n"))
  }

  @Test("Pinyin", arguments: ["ranqigongsi", "rqgs", "ranqgs", "燃气gongs", "ranqi'gongsi"])
  func pinyin(letters: String) throws {
    let result = try archive().run("suggest", letters)
    #expect(result.stdout.hasPrefix("燃气公司  2 documents\n"), "\(result.stdout)")
  }

  @Test("0 if there are suggestions, 1 if not, 2 after an error")
  func exitCodes() throws {
    let archive = try archive()
    #expect(try archive.run("suggest", "燃").status == 0)
    for prefix in ["驫", "", "，", "燃气 "] {
      let none = try archive.run("suggest", prefix)
      #expect(none.status == 1 && none.stdout.isEmpty)
      #expect(none.errors == ["search: nothing to suggest"])
    }
    for arguments in [["suggest"], ["suggest", "-k", "0", "燃"], ["suggest", "--no", "燃"]] {
      let result = try Command.run(arguments, directory: archive.path)
      #expect(result.status == 2 && result.stdout.isEmpty)
      #expect(result.stderr.contains("Usage: search suggest"))
    }
    let nowhere = try archive.run("suggest", "--index", "nowhere", "燃")
    #expect(nowhere.status == 2)
    #expect(nowhere.stderr.contains("there is no index in nowhere"))
  }
}
