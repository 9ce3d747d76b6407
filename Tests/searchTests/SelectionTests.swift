import TestSupport
import Testing

/// Which files `search index` reads.
@Suite struct SelectionTests {
  private func archive() -> Archive {
    let archive = Archive()
    archive.folder.write("燃气检查\n甲。\n", to: "news/2021/a.txt")
    archive.folder.write("燃气价格\n乙。\n", to: "news/2021/drafts/b.txt")
    archive.folder.write("燃气公司\n丙。\n", to: "news/2020/c.txt")
    archive.folder.write("{\"id\":\"d\",\"text\":\"燃气线路\"}\n", to: "news/2020/d.jsonl")
    return archive
  }

  private func found(_ archive: Archive) throws -> [String] { try archive.ids("燃气").sorted() }

  @Test("--include, --exclude and --type")
  func options() throws {
    for (options, ids) in [
      (["--include", "2021/**"], ["news/2021/a.txt", "news/2021/drafts/b.txt"]),
      (["--include", "2020", "--include", "a.txt"], ["d", "news/2020/c.txt", "news/2021/a.txt"]),
      (["--exclude", "drafts/", "--type", "txt"], ["news/2020/c.txt", "news/2021/a.txt"]),
      (["--type", "jsonl"], ["d"]),
    ] {
      let archive = archive()
      let result = try Command.run(["index"] + options + ["news"], directory: archive.path)
      #expect(result.status == 0, "\(result.stderr)")
      #expect(try found(archive) == ids)
    }
    let archive = archive()
    #expect(
      try archive.run("index", "--type", "exe", "news").stderr.contains("--type exe is unknown"))
    let none = try archive.run("index", "--include", "x", "news")
    #expect(none.status == 2 && none.stderr.contains("that are chosen"))
  }

  @Test("--sync deletes what is ignored now, and not what options leave out")
  func sync() throws {
    let archive = archive()
    try archive.succeed("index", "news")
    archive.folder.write("新燃气\n", to: "news/2021/a.txt")
    try archive.succeed("index", "--sync", "--exclude", "2020", "--exclude", "drafts", "news")
    #expect(try found(archive).count == 4)
    archive.folder.write("# no drafts\ndrafts/\n", to: "news/.searchignore")
    try archive.succeed("index", "news")
    #expect(try found(archive).count == 4)
    let preview = try archive.succeed("index", "--sync", "--dry-run", "news").stdout
    #expect(preview.contains("gone\tnews/2021/drafts/b.txt\n0 new, 0 changed"))
    // Rules of folders above count wherever the walk begins.
    try archive.succeed("index", "--sync", "news/2021")
    #expect(try found(archive) == ["d", "news/2020/c.txt", "news/2021/a.txt"])
    // What is named itself is read.
    try archive.succeed("index", "news/2021/drafts/b.txt")
    #expect(try found(archive).count == 4)
    archive.folder.write("drafts/\n!drafts/\n", to: "news/.searchignore")
    #expect(
      try archive.succeed("index", "--json", "--sync", "news").json().object("files")
        .int("unchanged") == 4)
  }

  @Test("watch keeps to the rules, and follows their change")
  func watch() throws {
    let archive = archive()
    archive.folder.write("drafts/\n", to: "news/.searchignore")
    let script = """
      "$SEARCH" watch --quiet 0.05 --json --exclude 'x*' news > watch.out 2> watch.err & watcher=$!
      (sleep 100; kill -9 $watcher 2>/dev/null) & clock=$!
      await() {
        for i in $(seq 500); do
          "$SEARCH" query --json "$1" 2>/dev/null | grep -q "total.:$2," && return
          sleep 0.1
        done
        echo "no $1"
      }
      await 燃气 3
      echo 燃气草稿 > news/2021/drafts/new.txt
      echo 燃气杂文 > news/2021/x.txt
      echo 燃气新闻 > news/2021/y.txt
      await 燃气 4
      echo '2020/' > news/.searchignore
      await '"燃气草稿"' 1
      await '"燃气公司"' 0
      kill -TERM $watcher
      wait $watcher; echo "status $?"
      kill $clock
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.stdout == "status 0\n", "\(result.stdout) \(result.stderr)")
    #expect(
      try found(archive) == [
        "news/2021/a.txt", "news/2021/drafts/b.txt", "news/2021/drafts/new.txt", "news/2021/y.txt",
      ])
  }

  @Test("--encoding decides for files without a mark, and is part of how a file was read")
  func encoding() throws {
    let archive = Archive()
    let text = "甲乙"
    let gbk = try #require(EncodedText.bytes(text, "GB18030"))
    archive.folder.write(gbk, to: "texts/a.txt")
    archive.folder.write("\u{feff}燃气检查\n", to: "texts/b.txt")
    let unsure = try archive.run("index", "texts")
    #expect(unsure.stderr.contains("texts/a.txt: its encoding is not certain"))
    let json = try archive.succeed("index", "--json", "--encoding", "GBK", "texts").json()
    #expect(try json.object("encodings").int("GB18030") == 1)
    #expect(try json.object("encodings").int("UTF-8") == 1)
    #expect(try archive.ids("\"甲乙\"") == ["texts/a.txt"])
    let again = try archive.succeed("index", "--json", "--encoding", "gb18030", "texts").json()
    #expect(try again.object("files").int("unchanged") == 2)
    let other = try archive.run("index", "--encoding", "utf-8", "texts")
    #expect(other.stderr.contains("it is not in UTF-8, which was named"))
    #expect(try archive.succeed("show", "--encoding", "gbk", "texts/a.txt").stdout.contains(text))
    #expect(try archive.run("index", "--encoding", "latin", "texts").status == 2)
  }

  @Test("The summary tells encodings, repairs, characters and what was skipped")
  func summary() throws {
    let archive = Archive()
    archive.folder.write("\u{feff}燃气检查\n甲。\n", to: "a.txt")
    archive.folder.write([0xff, 0x00, 0x81], to: "b.txt")
    let output = try archive.succeed("index", "a.txt", "b.txt").stdout
    #expect(output.contains("  1 text: UTF-8 1; 0 breaks repaired\n"))
    #expect(output.contains("  9 characters read = 8 indexed + 1 left out: 1 byte order marks\n"))
    #expect(output.contains("  1 skipped (3 B): 1 encoding not certain\n"))
  }
}
