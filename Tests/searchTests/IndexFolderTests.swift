import TestSupport
import Testing

/// `search index` of files and folders.
@Suite struct IndexFolderTests {
  private func archive() -> Archive {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n社区的网格员上门。\n", to: "news/2021/a.txt")
    archive.folder.write("春耕\n农机下田。\n", to: "news/b.TXT")
    archive.folder.write("{\"id\":\"n1\",\"title\":\"公告\",\"text\":\"燃气价格\"}\n", to: "news/c.jsonl")
    archive.folder.write("{\"id\":\"n2\",\"text\":\"公交线路\"}\n", to: "news/d.ndjson")
    archive.folder.write("隐藏的燃气\n", to: "news/.hidden/e.txt")
    archive.folder.write("隐藏的燃气\n", to: "news/.f.txt")
    archive.folder.write("别的格式 燃气\n", to: "news/g.log")
    return archive
  }

  @Test("Folders are walked, hidden and other files passed over")
  func walksFolders() throws {
    let archive = archive()
    let result = try archive.succeed("index", "news")
    #expect(result.stderr.isEmpty)
    #expect(result.stdout.hasPrefix("4 documents from 4 files"))
    #expect(Set(try archive.ids("燃气")) == ["news/2021/a.txt", "n1"])
    #expect(try archive.ids("农机") == ["news/b.TXT"])
    #expect(try archive.ids("公交") == ["n2"])
    #expect(try archive.ids("\"隐藏\"").isEmpty)
    #expect(try archive.ids("\"别的格式\"").isEmpty)
  }

  @Test("A file that was named is read whatever its name")
  func namedFiles() throws {
    let archive = archive()
    try archive.succeed("index", "news/g.log", "news/.f.txt")
    #expect(Set(try archive.ids("燃气")) == ["news/g.log", "news/.f.txt"])
  }

  @Test("Ids are relative to the folder that holds the index, wherever the program runs")
  func idsAreRelative() throws {
    let archive = archive()
    try archive.succeed("index", "news/2021/a.txt")
    let again = try archive.run("index", "a.txt", "../b.TXT", in: "news/2021")
    #expect(again.status == 0)
    #expect(try archive.run("index", archive.path + "/./news//b.TXT").status == 0)
    #expect(try archive.ids("燃气") == ["news/2021/a.txt"])
    #expect(try archive.ids("春耕") == ["news/b.TXT"])
    #expect(!archive.indexFiles().isEmpty)
    #expect(Files.names(in: archive.folder.file("news/2021")) == ["a.txt"])
  }

  @Test("A file outside of that folder has its absolute path for an id")
  func absoluteIDs() throws {
    let archive = archive()
    let other = TemporaryDirectory()
    let path = other.write("燃气\n", to: "x.txt")
    try archive.succeed("index", path)
    #expect(try archive.ids("燃气") == [path])
  }

  @Test(
    "Ids do not depend on how the index is named", arguments: [".search-index", "x/idx", "idx/"])
  func indexNames(name: String) throws {
    let archive = archive()
    archive.folder.write("", to: "x/.keep")
    try archive.succeed("index", "--index", name, "news/2021")
    let result = try archive.run("query", "--json", "--index", name, "燃气")
    let hits = try result.json().objects("hits")
    let expected = name == "x/idx" ? archive.folder.file("news/2021/a.txt") : "news/2021/a.txt"
    #expect(try hits.map { try $0.string("id") } == [expected])
    #expect(try hits.map { try $0.string("path") } == ["news/2021/a.txt"])
  }

  @Test("The index may be named from within itself")
  func indexNamedByDot() throws {
    let archive = archive()
    try archive.succeed("index", "news/2021/a.txt")
    let again = try archive.run("index", "--index", ".", "../news/2021/a.txt", in: ".search-index")
    #expect(again.status == 0)
    #expect(try archive.ids("燃气") == ["news/2021/a.txt"])
  }

  @Test("A name that begins with a combining mark is still below the folder")
  func combiningNames() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "\u{301}a.txt")
    try archive.succeed("index", archive.path)
    #expect(try archive.ids("燃气").map { Array($0.utf8) } == [Array("\u{301}a.txt".utf8)])
  }

  @Test("Indexing again replaces")
  func replaces() throws {
    let archive = archive()
    try archive.succeed("index", "news")
    archive.folder.write("新的标题\n内容换成了天气。\n", to: "news/2021/a.txt")
    try archive.succeed("index", "news")
    #expect(try archive.ids("燃气") == ["n1"])
    #expect(try archive.ids("天气") == ["news/2021/a.txt"])
    #expect(try archive.succeed("stats", "--json").json().int("documents") == 4)
    #expect(try archive.run("verify").status == 0)
  }

  @Test("Files that are no longer named stay in the index")
  func keepsOthers() throws {
    let archive = archive()
    try archive.succeed("index", "news/2021")
    try archive.succeed("index", "news/b.TXT")
    #expect(try archive.ids("燃气") == ["news/2021/a.txt"])
    #expect(try archive.ids("春耕") == ["news/b.TXT"])
  }

  @Test("Nothing to index is an error")
  func nothing() throws {
    let archive = Archive()
    archive.folder.write("x", to: "empty/a.log")
    let result = try archive.run("index", "empty")
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.errors.count == 1)
    #expect(result.stderr.hasPrefix("search: there are no .txt, "))
    #expect(result.stderr.hasSuffix(" files in empty\n"))
    let query = try archive.run("query", "燃气")
    #expect(query.status == 2)
    #expect(query.stderr.contains("search index PATH"))
  }

  @Test("An error does not leave an index behind that hides another")
  func nothingLeavesNothing() throws {
    let archive = archive()
    let failed = try archive.run("index", "--index", "news/.search-index", "nowhere")
    #expect(failed.status == 2)
    try archive.succeed("index", "--index", ".search-index", "news")
    let below = try archive.run("query", "燃气", in: "news")
    #expect(below.status == 0, "\(below.stderr)")
  }

  @Test("An index in a folder that does not exist is an error that names it")
  func missingParent() throws {
    let result = try archive().run("index", "--index", "no/such", "news")
    #expect(result.status == 2)
    #expect(result.stderr.contains("no/such"))
  }
}
