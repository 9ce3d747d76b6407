import Glibc
import TestSupport
import Testing

/// `search index` of what is not a clean text file.
@Suite struct BrokenInputTests {
  /// 燃气安全 in GB18030.
  private let gb: [UInt8] = [0xc8, 0xbc, 0xc6, 0xf8, 0xb0, 0xb2, 0xc8, 0xab]

  @Test("Broken UTF-8 is replaced, counted and reported")
  func brokenUTF8() throws {
    let archive = Archive()
    let start = Array("标题\n燃气安全检查，社区的网格员上门，居民很满意".utf8)
    archive.folder.write(start + [0xff] + Array("后\n".utf8) + [0xe7, 0x87], to: "a.txt")
    archive.folder.write(
      Array("{\"id\":\"j\",\"text\":\"燃气 ".utf8) + [0xc3] + Array(" x\\ud800\"}\n".utf8),
      to: "b.jsonl")
    let result = try archive.run("index", "a.txt", "b.jsonl")
    #expect(result.status == 0)
    #expect(
      result.errors == [
        "search: a.txt: 2 broken UTF-8 sequences replaced by U+FFFD",
        "search: b.jsonl:1: 2 broken UTF-8 sequences replaced by U+FFFD",
      ])
    #expect(Set(try archive.ids("燃气")) == ["a.txt", "j"])
    let hits = try archive.run("query", "--json", "\"很满意\"").json().objects("hits")
    #expect(try hits.map { try $0.string("snippet").contains("满意\u{FFFD}后") } == [true])
  }

  @Test("Strict refuses broken UTF-8")
  func strictUTF8() throws {
    let archive = Archive()
    archive.folder.write(Array("燃气安全检查燃气安全检查".utf8) + [0xff], to: "a.txt")
    #expect(try archive.run("index", "--strict", "a.txt").status == 2)
    #expect(try archive.run("query", "燃气").status == 2)
  }

  @Test("Files in GB18030 and UTF-16 are decoded and counted by encoding")
  func encodings() throws {
    let archive = Archive()
    archive.folder.write(Array("2021-03-26\n".utf8) + gb + gb + gb, to: "gb.txt")
    let utf16 = "\u{FEFF}标题\n燃气检查\n".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    archive.folder.write(utf16, to: "utf16.txt")
    archive.folder.write("燃气\n", to: "good.txt")
    let result = try archive.run("index", "--json", "--strict", archive.path)
    #expect(result.status == 0 && result.errors.isEmpty)
    let encodings = try result.json().object("encodings")
    #expect(encodings.keys == ["GB18030", "UTF-16LE", "UTF-8"])
    #expect(try encodings.int("GB18030") == 1)
    #expect(try archive.ids("\"燃气\"").sorted() == ["gb.txt", "good.txt", "utf16.txt"])
  }

  @Test("A broken sequence in GB18030 is replaced and reported")
  func brokenGB18030() throws {
    let archive = Archive()
    let start = gb + gb + gb + gb + gb + gb
    archive.folder.write(start + [0x0a, 0xff, 0x0a] + start, to: "gb.txt")
    let result = try archive.run("index", "gb.txt")
    #expect(result.status == 0)
    #expect(result.errors == ["search: gb.txt: 1 broken GB18030 sequence replaced by U+FFFD"])
    #expect(try archive.ids("燃气") == ["gb.txt"])
  }

  @Test(
    "A file of no certain encoding is refused",
    arguments: [
      Array("燃气\u{0}\n".utf8), [0xff, 0xfe, 0x00, 0x00, 0x0a, 0x00],
      (0..<600).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 37 >> 3) },
    ])
  func uncertain(bytes: [UInt8]) throws {
    let archive = Archive()
    archive.folder.write(bytes, to: "a.txt")
    let result = try archive.run("index", "a.txt")
    #expect(result.status == 2)
    #expect(result.errors.first?.hasPrefix("search: a.txt: its encoding is not certain") == true)
  }

  @Test("A byte order mark and CRLF are no part of the title")
  func markAndLineEnds() throws {
    let archive = Archive()
    archive.folder.write("\u{FEFF}燃气安全\r\n\r\n　　社区检查。\r\n第二行。\r\n", to: "a.txt")
    try archive.succeed("index", "--strict", "a.txt")
    let hit = try #require(
      try archive.run("query", "--json", "\"社区检查\"").json().objects("hits").first)
    #expect(try hit.string("title").unicodeScalars.elementsEqual("燃气安全".unicodeScalars))
    #expect(try hit.string("snippet").unicodeScalars.elementsEqual("社区检查。\r\n第二行。".unicodeScalars))
  }

  @Test("An empty file is an empty document")
  func empty() throws {
    let archive = Archive()
    archive.folder.write("", to: "empty.txt")
    archive.folder.write("\u{FEFF}", to: "mark.txt")
    archive.folder.write(" \r\n　\n", to: "blank.txt")
    let result = try archive.run("index", "--json", archive.path)
    #expect(result.status == 0)
    #expect(try result.json().int("documents") == 3)
    #expect(try archive.ids("燃气").isEmpty)
    #expect(try archive.run("verify").status == 0)
  }

  @Test("An empty JSON Lines file holds nothing to index")
  func emptyLines() throws {
    let archive = Archive()
    archive.folder.write("", to: "empty.jsonl")
    #expect(try archive.run("index", "empty.jsonl").status == 2)
    #expect(try archive.run("index", "-").status == 2)
  }

  @Test("What does not exist or is no file is reported, the rest indexed")
  func unreadable() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "texts/good.txt")
    try #require(symlink("nowhere", archive.folder.file("texts/dangling.txt")) == 0)
    try #require(symlink("nowhere", archive.folder.file("texts/dangling")) == 0)
    try #require(mkfifo(archive.folder.file("texts/fifo.txt"), 0o644) == 0)
    let result = try archive.run("index", "texts", "missing.txt", "texts/fifo.txt")
    #expect(result.status == 0)
    #expect(
      result.errors == [
        "search: texts/dangling.txt: No such file or directory (skipped)",
        "search: missing.txt: No such file or directory (skipped)",
        "search: texts/fifo.txt: it is not a regular file (skipped)",
      ])
    #expect(try archive.ids("燃气") == ["texts/good.txt"])
    let strict = try archive.run("index", "--strict", "texts")
    #expect(strict.status == 2)
  }

  @Test("Links that make a loop end, links to files are followed")
  func loops() throws {
    let archive = Archive()
    archive.folder.write("燃气\n", to: "texts/deep/good.txt")
    try #require(symlink("..", archive.folder.file("texts/deep/loop")) == 0)
    try #require(symlink("self.txt", archive.folder.file("texts/self.txt")) == 0)
    try #require(symlink("deep/good.txt", archive.folder.file("texts/link.txt")) == 0)
    let result = try archive.run("index", "texts")
    #expect(result.status == 0)
    #expect(result.errors.count == 1)
    #expect(result.stderr.contains("texts/self.txt: Too many levels of symbolic links"))
    #expect(try archive.ids("燃气") == ["texts/deep/good.txt"])
  }
}
