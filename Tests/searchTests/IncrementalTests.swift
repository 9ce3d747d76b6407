import Glibc
import TestSupport
import Testing

/// `search index` again, `delete`, `optimize` and `watch`.
@Suite struct IncrementalTests {
  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n社区的网格员上门。\n", to: "news/2021/a.txt")
    archive.folder.write("春耕\n农机下田。\n", to: "news/b.txt")
    archive.folder.write(
      "{\"id\":\"n1\",\"text\":\"燃气价格\"}\n{\"id\":\"n2\",\"text\":\"公交线路\"}\n", to: "news/c.jsonl")
    try archive.succeed("index", "news")
    return archive
  }

  private func all(_ archive: Archive) throws -> Set<String> {
    Set(try archive.ids("path:news"))
  }

  @Test("An index that is as the files are is not written again")
  func unchanged() throws {
    let archive = try archive()
    // Times that are just past are not relied on, and the record of such a file is renewed later.
    for name in ["2021/a.txt", "b.txt", "c.jsonl"] {
      Files.setModified(archive.folder.file("news/" + name), seconds: 1_000_000_000)
    }
    try archive.succeed("index", "news")
    let before = archive.indexFiles()
    let result = try archive.succeed("index", "news")
    #expect(result.stdout.hasPrefix("0 documents from 0 files"))
    #expect(result.stdout.contains("files: 3 unchanged"))
    let json = try archive.succeed("index", "--json", "--sync", "news").json()
    #expect(try json.object("files").int("unchanged") == 3 && json.int("documents") == 0)
    #expect(archive.indexFiles().keys.sorted() == before.keys.sorted())
    let forced = try archive.succeed("index", "--json", "--force", "news").json()
    #expect(try forced.object("files").int("changed") == 3 && forced.int("documents") == 4)
    #expect(try all(archive) == ["news/2021/a.txt", "news/b.txt", "n1", "n2"])
  }

  @Test("A dry run tells what would be done, and does nothing")
  func dryRun() throws {
    let archive = try archive()
    archive.folder.write("换了\n", to: "news/b.txt")
    archive.folder.write("新的\n", to: "news/d.txt")
    Files.remove(archive.folder.file("news/c.jsonl"))
    let before = archive.indexFiles()
    let result = try archive.succeed("index", "--dry-run", "--sync", "news")
    #expect(
      result.stdout.split(separator: "\n") == [
        "new\tnews/d.txt", "changed\tnews/b.txt", "gone\tnews/c.jsonl",
        "1 new, 1 changed, 1 unchanged, 1 gone: nothing was done, because of --dry-run",
      ])
    let json = try archive.succeed("index", "--dry-run", "--json", "news").json()
    #expect(json.keys == ["new", "changed", "gone", "unchanged", "errors"])
    #expect(try json.strings("changed") == ["news/b.txt"] && json.strings("gone") == [])
    #expect(archive.indexFiles() == before)
    let fresh = Archive()
    fresh.folder.write("新\n", to: "a.txt")
    #expect(try fresh.succeed("index", "--dry-run", ".").stdout.hasPrefix("new\t./a.txt\n"))
    #expect(!fresh.indexFiles().keys.contains("manifest"))
  }

  @Test("--sync removes what is gone, and only below what was named")
  func sync() throws {
    let archive = try archive()
    Files.remove(archive.folder.file("news/c.jsonl"))
    Files.remove(archive.folder.file("news/2021/a.txt"))
    try archive.succeed("index", "news")
    #expect(try all(archive).count == 4)
    archive.folder.write("另一篇", to: "news/2021/d.txt")
    let inner = try archive.succeed("index", "--sync", "--json", "news/2021").json()
    #expect(try inner.object("files").int("gone") == 1)
    #expect(try all(archive) == ["news/2021/d.txt", "news/b.txt", "n1", "n2"])
    try archive.succeed("index", "--sync", "news")
    #expect(try all(archive) == ["news/2021/d.txt", "news/b.txt"])
  }

  @Test("--sync keeps what was in a folder that is named and empty: it may be the place of a disk")
  func syncOfEmptyFolder() throws {
    let archive = try archive()
    let before = try all(archive)
    Files.remove(archive.folder.file("news/2021/a.txt"))
    let result = try archive.run("index", "--sync", "news/2021")
    #expect(result.status == 2 && result.stderr.contains("news/2021: it is empty"))
    #expect(try all(archive) == before)
    // Within what was named it is like any other folder.
    try archive.succeed("index", "--sync", "news")
    #expect(try all(archive).count == before.count - 1)
  }

  @Test("A changed file without documents loses those that it had, whatever else is indexed")
  func emptied() throws {
    let archive = try archive()
    archive.folder.write("", to: "news/c.jsonl")
    try archive.succeed("index", "news/c.jsonl")
    #expect(try all(archive).allSatisfy { !["n1", "n2"].contains($0) })
  }

  @Test("A file that was read in part is read again, and its documents are replaced or go with it")
  func readInPart() throws {
    let archive = try archive()
    let rows = "id,title,text\na,甲,燃气\nb,乙,燃气\n"
    archive.folder.write(rows + "c,\"丙,燃气\nd,丁,燃气\n", to: "news/t.csv")
    let first = try archive.run("index", "news")
    #expect(first.stderr.contains("news/t.csv:4: a quote in this row is not closed"))
    #expect(try all(archive).filter { $0.count == 1 }.sorted() == ["a", "b"])
    archive.folder.write("id,title,text\ne,戊,燃气\n", to: "news/t.csv")
    try archive.succeed("index", "news")
    #expect(try all(archive).filter { $0.count == 1 }.sorted() == ["e"])
    archive.folder.write(rows + "c,\"丙,燃气\n", to: "news/t.csv")
    _ = try archive.run("index", "news")
    Files.remove(archive.folder.file("news/t.csv"))
    try archive.succeed("index", "--sync", "news")
    #expect(try all(archive).filter { $0.count == 1 }.sorted() == [])
  }

  @Test("Nothing is deleted for a path or a string that asks for nothing")
  func deleteNothing() throws {
    let archive = try archive()
    for arguments in [["--path", ""], ["--query", "燃气 AND NOT “——”"], ["--query", "“——”"]] {
      let result = try Command.run(["delete", "--yes"] + arguments, directory: archive.path)
      #expect(result.status == 2, "\(arguments) \(result.stdout)")
    }
    #expect(try all(archive).count == 4)
  }

  @Test("What was replaced while it was written is left alone")
  func replaced() throws {
    let archive = try archive()
    let script = """
      mkfifo documents
      "$SEARCH" index - < documents 2>&1 & writer=$!
      exec 3> documents
      for i in $(seq 300); do
        grep -q "process $writer" .search-index/write.lock && break; sleep 0.1
      done
      rm .search-index/write.lock
      echo '{"id":"two","text":"安全"}' | "$SEARCH" index - > /dev/null; echo "status $?"
      echo '{"id":"one","text":"安全"}' >&3
      exec 3>&-; wait $writer; echo "status $?"
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.stdout.contains("replaced while the index was written"), "\(result.stdout)")
    #expect(result.stdout.hasPrefix("status 0\n") && result.stdout.hasSuffix("status 2\n"))
    #expect(try archive.ids("id:two") == ["two"] && archive.ids("id:one") == [])
  }

  @Test("An index without its manifest is not taken for an empty folder")
  func withoutManifest() throws {
    let archive = try archive()
    let index = archive.folder.file(".search-index")
    Files.remove(index + "/manifest")
    Files.remove(index + "/manifest-copy")
    let names = Files.names(in: index)
    let result = try archive.run("index", "news")
    #expect(
      result.status == 2 && result.stderr.contains("its copy are missing"), "\(result.stderr)")
    #expect(Files.names(in: index).sorted() == names.sorted())
  }

  @Test("--sync does nothing where a path does not exist: its disk may only be away")
  func syncOfNothing() throws {
    let archive = try archive()
    let result = try archive.run("index", "--sync", "news", "other")
    #expect(result.status == 2)
    #expect(result.stderr.contains("other does not exist: nothing was changed"))
    let preview = try archive.run("index", "--sync", "--dry-run", "news", "other")
    #expect(preview.status == 2 && preview.stdout.isEmpty && preview.stderr == result.stderr)
    #expect(try all(archive).count == 4)
  }

  @Test("What lies in a folder that cannot be read is not gone", .enabled(if: geteuid() != 0))
  func closedFolder() throws {
    let archive = try archive()
    let folder = archive.folder.file("news/2021")
    try #require(chmod(folder, 0) == 0)
    defer { chmod(folder, 0o755) }
    let result = try archive.succeed("index", "--sync", "news")
    #expect(result.stderr.contains("Permission denied"))
    #expect(try all(archive).count == 4)
  }

  @Test("A file and a link to it are one")
  func links() throws {
    let archive = try archive()
    try #require(symlink("2021/a.txt", archive.folder.file("news/link.txt")) == 0)
    let json = try archive.succeed("index", "--json", "--force", "news").json()
    #expect(try json.int("documents") == 4)
  }

  @Test("delete by ids, by a query, by paths")
  func delete() throws {
    let archive = try archive()
    let preview = try archive.succeed("delete", "--dry-run", "--query", "燃气 价格")
    #expect(preview.stdout == "n1\n1 document would be deleted\n")
    #expect(try all(archive).count == 4)
    let unasked = try archive.run("delete", "n1")
    #expect(unasked.status == 2 && unasked.stderr.contains("--yes"))
    let result = try archive.succeed("delete", "--yes", "--json", "n1", "nobody").json()
    #expect(try result.int("deleted") == 1 && result.strings("ids") == ["n1"])
    #expect(try archive.ids("燃气") == ["news/2021/a.txt"])
    try archive.succeed("delete", "--yes", "--query", "“网格员”")
    #expect(try archive.ids("燃气").isEmpty)
    try archive.succeed("delete", "--yes", "--path", "*.jsonl")
    #expect(try all(archive) == ["news/b.txt"])
    let none = try archive.run("delete", "--yes", "--query", "燃气")
    #expect(none.status == 1 && none.stdout == "0 documents deleted\n")
    #expect(try archive.run("delete", "--yes", "x", "--query", "y").status == 2)
    #expect(try archive.run("delete", "--yes", "--query", "(燃气 AND").status == 2)
    // Deleted is deleted, until the file changes.
    try archive.succeed("index", "news")
    #expect(try all(archive) == ["news/b.txt"])
    archive.folder.write("燃气又有了\n", to: "news/2021/a.txt")
    try archive.succeed("index", "news")
    #expect(try all(archive) == ["news/b.txt", "news/2021/a.txt"])
    #expect(try archive.run("verify").status == 0)
  }

  @Test("optimize leaves one segment without deleted documents")
  func optimize() throws {
    let archive = try archive()
    for number in 0..<3 {
      archive.folder.write("第\(number)版 燃气\n", to: "news/b.txt")
      try archive.succeed("index", "--force", "news/b.txt")
    }
    let before = try archive.ids("燃气")
    let result = try archive.succeed("optimize", "--json").json()
    #expect(try result.int("segmentsBefore") > 1 && result.int("segments") == 1)
    #expect(try result.int("indexBytes") < result.int("indexBytesBefore"))
    let stats = try archive.succeed("stats", "--json").json()
    #expect(try stats.int("deleted") == 0 && stats.int("documents") == 4)
    #expect(try archive.ids("燃气") == before)
    #expect(try Archive().run("optimize").status == 2)
  }

  @Test("repair takes out what is damaged, and keeps the rest")
  func repair() throws {
    let archive = try archive()
    archive.folder.write("公交线路调整\n", to: "news/d.txt")
    try archive.succeed("index", "news")
    #expect(try archive.succeed("repair").stdout.contains("is sound: nothing to repair"))
    let name = try #require(archive.indexFiles().keys.first { $0.hasSuffix(".grams-ordinals") })
    Files.remove(archive.index + "/" + name)
    #expect(try archive.run("query", "燃气").status == 2)
    let preview = try archive.succeed("repair", "--dry-run").stdout
    #expect(preview.contains("\(name)") && preview.contains("would be taken out"))
    let json = try archive.succeed("repair", "--json").json()
    let keys: Set = [
      "problems", "segments", "rescued", "lost", "restoresManifest", "forgetsSources", "folder",
    ]
    #expect(json.keys == keys)
    #expect(try json.objects("lost").isEmpty && json.int("rescued") > 0)
    #expect(try archive.run("verify").status == 0)
    #expect(try all(archive) == ["news/2021/a.txt", "news/b.txt", "n1", "n2", "news/d.txt"])
    Files.write([], to: archive.index + "/manifest")
    #expect(try archive.succeed("repair").stdout.contains("restored from its copy"))
    #expect(try archive.run("query", "燃气").status == 0)
    for name in ["manifest", "manifest-copy"] { Files.write([], to: archive.index + "/" + name) }
    #expect(try archive.run("repair").status == 2)
  }

  @Test("watch indexes what changes, and ends with a commit when it is asked to")
  func watch() throws {
    let archive = try archive()
    // Each step waits for the one before to be found, and a clock ends what hangs.
    let script = """
      "$SEARCH" watch --quiet 0.05 --json news > watch.out 2> watch.err & watcher=$!
      (sleep 60; kill -9 $watcher 2>/dev/null) & clock=$!
      await() {
        for i in $(seq 300); do
          "$SEARCH" query --json "$1" 2>/dev/null | grep -q "total.:$2," && return
          sleep 0.1
        done
        echo "no $1"
      }
      for i in $(seq 300); do [ -s watch.out ] && break; sleep 0.1; done
      mkdir -p news/new/deep
      echo 新建的文章 > news/new/deep/x.txt
      await '"新建的文章"' 1
      mv news/new news/old
      await 'path:news/old/deep' 1
      await 'path:news/new/deep' 0
      rm news/b.txt
      await '"农机"' 0
      "$SEARCH" delete --yes n2 || echo locked
      echo 最后的文章 > news/z.txt
      await '"最后的文章"' 1
      kill -TERM $watcher
      wait $watcher; echo "status $?"
      kill $clock
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.stdout == "1 document deleted\nstatus 0\n", "\(result.stdout) \(result.stderr)")
    #expect(try all(archive) == ["news/2021/a.txt", "n1", "news/old/deep/x.txt", "news/z.txt"])
    #expect(Files.read(archive.folder.file("watch.err")) == [])
    #expect(try archive.run("verify").status == 0)
  }

  @Test("watch commits at the latest after --batch, however long --quiet is")
  func batch() throws {
    let archive = try archive()
    let script = """
      "$SEARCH" watch --quiet 60 --batch 1 --json news > watch.out & watcher=$!
      (sleep 60; kill -9 $watcher 2>/dev/null) & clock=$!
      lines() {
        for i in $(seq 300); do [ $(wc -l < watch.out) -ge $1 ] && return; sleep 0.1; done
        echo "not $1"
      }
      lines 1
      echo 新建的文章 > news/z.txt
      lines 2
      kill -TERM $watcher
      wait $watcher; echo "status $?"
      kill $clock
      """
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.stdout == "status 0\n", "\(result.stdout) \(result.stderr)")
    #expect(try archive.ids("\"新建的文章\"") == ["news/z.txt"])
  }
}
