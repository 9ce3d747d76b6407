import SearchIndex
import TestSupport
import Testing

/// Snippets as callers get them, of hits.
@Suite struct HitSnippetTests {
  private func hit(_ query: String, title: String, text: String) throws -> Hit {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "1", title: title, text: text))
    try writer.add(Document(id: "2", title: "别的", text: "无关"))
    try writer.commit()
    let results = try Searcher(path: directory.file("index")).search(Query(query))
    try #require(results.total == 1)
    return results.hits[0]
  }

  @Test("If only the title matches, it is the snippet")
  func titleOnly() throws {
    let hit = try hit("\"燃气安全\"", title: "社区的燃气安全检查", text: "正文谈的是天气。")
    for snippets in [[hit.snippet()], hit.snippets(limit: 3), hit.snippets(length: 3, limit: 1)] {
      #expect(snippets.map(\.bracketed) == ["社区的【燃气安全】检查"])
      #expect(!snippets.contains { $0.isCutAtStart || $0.isCutAtEnd })
    }
    #expect(hit.highlightedTitle == hit.snippet())
  }

  @Test("If the text matches too, it is the snippet")
  func textToo() throws {
    let hit = try hit("\"燃气\"", title: "燃气检查", text: "说的是燃气。")
    #expect(hit.snippet().bracketed == "说的是【燃气】。")
    #expect(hit.highlightedTitle.bracketed == "【燃气】检查")
  }

  @Test("A title without a match is whole and unmarked, a text may be empty")
  func edges() throws {
    let plain = try hit("\"燃气\"", title: "检查", text: "说的是燃气。")
    #expect(plain.highlightedTitle.bracketed == "检查")
    let empty = try hit("燃气", title: "燃气", text: "")
    #expect(empty.snippet().bracketed == "【燃气】")
  }

  @Test("The rarer part of a query is shown")
  func rarity() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    let filler = String(repeating: "此处是一句填充的话。", count: 30)
    try writer.add(Document(id: "1", text: "常见。" + filler + "稀奇。"))
    for number in 2..<40 { try writer.add(Document(id: "\(number)", text: "常见。")) }
    try writer.commit()
    let hits = try Searcher(path: directory.file("index")).search(Query("常见 稀奇")).hits
    #expect(hits[0].id == "1")
    #expect(hits[0].snippet(length: 20).marked == ["稀奇"])
    #expect(hits[0].snippets(length: 20, limit: 2).map(\.marked) == [["常见"], ["稀奇"]])
  }
}
