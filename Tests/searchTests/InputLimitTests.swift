import Glibc
import TestSupport
import Testing

/// What is too much, too odd, or not allowed: a message that says so, and the rest is indexed.
@Suite struct InputLimitTests {
  /// Begins a command that has no more rights than the owner of the files, even if root runs the tests.
  private static let unprivileged =
    geteuid() == 0 ? "setpriv --bounding-set=-all --inh-caps=-all \"$SEARCH\"" : "\"$SEARCH\""

  @Test("Documents and lines that are too long are refused, and memory is bounded")
  func lengths() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "texts/good.txt")
    // Holes: they take no space, and read as zeros.
    try #require(truncate(archive.folder.write("", to: "texts/big.txt"), 70 << 20) == 0)
    var expected = [
      "search: texts/big.txt: it has 73400320 bytes, a document at most 67108864: split it (skipped)"
    ]
    // Takes minutes without optimization; LineReaderTests has shorter lines and a lower limit.
    if Seeds.factor > 1 {
      try #require(truncate(archive.folder.write("", to: "texts/line.jsonl"), 300 << 20) == 0)
      expected += ["search: texts/line.jsonl:1: the line is longer than 268435456 bytes (skipped)"]
    }
    // What the longest line, its buffers and the program fit into.
    let result = try Command.shell(
      "ulimit -v 3000000; \"$SEARCH\" index texts", directory: archive.path)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.errors == expected)
    #expect(try archive.ids("燃气") == ["texts/good.txt"])
  }

  @Test("Ids have up to 32 KiB")
  func ids() throws {
    let archive = Archive()
    func line(_ id: String, _ text: String) -> String {
      "{\"id\":\"\(id)\",\"text\":\"\(text)\"}\n"
    }
    let (long, longest) = (
      String(repeating: "x", count: 65536), String(repeating: "y", count: 32768)
    )
    archive.folder.write(line(long, "燃气") + line(longest, "燃气") + line("z", "燃气"), to: "a.jsonl")
    let result = try archive.run("index", "a.jsonl")
    #expect(result.status == 0)
    #expect(
      result.errors == [
        "search: a.jsonl:1: its id has 65536 bytes, at most 32768 are possible (skipped)"
      ])
    #expect(try archive.ids("燃气").sorted() == [longest, "z"])
    try archive.succeed("delete", "--yes", longest)
    #expect(try archive.ids("燃气") == ["z"])
    #expect(try archive.run("verify").status == 0)
  }

  @Test("Many documents in a file, and a character that ends strings elsewhere")
  func many() throws {
    let archive = Archive()
    let lines = (0..<20_000).map { "{\"text\":\"第\($0)号\"}\n" }.joined()
    archive.folder.write(lines + "{\"id\":\"nul\",\"text\":\"燃\\u0000气\"}\n", to: "many.jsonl")
    archive.folder.write("燃\u{0}气", to: "nul.txt")
    let result = try archive.run("index", "many.jsonl", "nul.txt")
    #expect(
      result.errors.count == 1 && result.stderr.contains("nul.txt: its encoding is not certain"))
    #expect(try archive.ids("\"第19999号\"") == ["many.jsonl#20000"])
    #expect(try archive.ids("id:nul") == ["nul"])
    // The same character is a separator.
    #expect(try archive.run("query", "\"燃气\"").status == 1)
  }

  @Test("Names that are not UTF-8 are reported, of files and of folders")
  func names() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "texts/good.txt")
    // 中.txt in GB18030.
    let result = try Command.shell(
      """
      name=$(printf '\\326\\320'); echo 燃气 > "texts/$name.txt"; mkdir "texts/$name"
      echo 燃气 > "texts/$name/a.txt"; "$SEARCH" index texts "texts/$name.txt"
      """, directory: archive.path)
    #expect(result.status == 0)
    #expect(result.errors.count == 3)
    #expect(result.errors.allSatisfy { $0.contains(": its name is not UTF-8: rename it") })
    #expect(try archive.ids("燃气") == ["texts/good.txt"])
  }

  @Test("Files and folders without permission are reported, and stay in the index if they were")
  func permission() throws {
    let archive = Archive()
    let file = archive.folder.write("燃气\n", to: "texts/secret.txt")
    archive.folder.write("燃气\n", to: "texts/locked/a.txt")
    archive.folder.write("燃气\n", to: "texts/good.txt")
    let locked = archive.folder.file("texts/locked")
    try archive.succeed("index", "texts/locked")
    try #require(chmod(file, 0) == 0 && chmod(locked, 0) == 0)
    defer { chmod(locked, 0o755) }
    let result = try Command.shell(
      InputLimitTests.unprivileged + " index --sync texts", directory: archive.path)
    #expect(result.status == 0)
    #expect(
      result.errors == [
        "search: texts/locked: Permission denied (skipped)",
        "search: texts/secret.txt: Permission denied (skipped)",
      ])
    #expect(try archive.ids("燃气") == ["texts/good.txt", "texts/locked/a.txt"])
  }

  @Test("An index in a folder that is read-only answers, and is not written")
  func readOnly() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "a.txt")
    try archive.succeed("index", "a.txt")
    try #require(chmod(archive.index, 0o555) == 0)
    defer { chmod(archive.index, 0o755) }
    let before = archive.indexFiles()
    archive.folder.write("燃气公司\n", to: "b.txt")
    let query = try Command.shell(
      InputLimitTests.unprivileged + " query 燃气", directory: archive.path)
    #expect(query.status == 0)
    let index = try Command.shell(
      InputLimitTests.unprivileged + " index b.txt", directory: archive.path)
    #expect(index.status == 2)
    #expect(
      index.stderr.contains("\(archive.index)/") && index.stderr.contains("Permission denied"))
    #expect(archive.indexFiles() == before)
  }

  @Test(
    "A file that grows or shrinks while it is read is read as it is found, and again the next time")
  func changing() throws {
    let archive = Archive()
    // Other processes write all the time while the folder is indexed four times.
    let script = """
      mkdir texts; for i in $(seq 8); do echo 燃气 > texts/$i.txt; done
      (while :; do for i in $(seq 8); do echo 燃气安全 >> texts/$i.txt; done; : > texts/3.txt; sleep 0.01; done) & busy=$!
      for i in $(seq 4); do "$SEARCH" index texts > /dev/null || exit 3; done
      kill $busy; wait $busy 2>/dev/null
      "$SEARCH" index texts > /dev/null && "$SEARCH" verify --literals 50
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.status == 0, "\(result.stderr)")
    for number in 1...8 {
      let name = "texts/\(number).txt"
      let text = String(decoding: Files.read(archive.folder.file(name)) ?? [], as: UTF8.self)
      let isFound = try !archive.ids("\"安全\" path:\(name)").isEmpty
      #expect(isFound == text.contains("安全"), "\(name)")
    }
  }
}
