import TestSupport
import Testing

@testable import SearchIndex

/// Patterns for paths; `IgnoreTests` compares whole files of them with git.
@Suite struct PathPatternTests {
  @Test(
    "What patterns stand for",
    arguments: [
      ("a.txt", ["a.txt", "b/a.txt"], ["a.txt.old", "ba.txt"]),
      ("/a.txt", ["a.txt"], ["b/a.txt"]), ("b/a.txt", ["b/a.txt"], ["c/b/a.txt", "a.txt"]),
      ("*.txt", ["a.txt", "b/燃气.txt", ".txt"], ["a.txtx", "txt"]),
      ("b/*.txt", ["b/a.txt"], ["b/c/a.txt", "a.txt"]),
      ("**/a", ["a", "b/a", "b/c/a"], ["b/ca"]), ("b/**", ["b/a", "b/c/d"], ["b", "c/b/a"]),
      ("b/**/a", ["b/a", "b/c/a", "b/c/d/a"], ["ba", "b/xa", "b/c/xa"]),
      ("?.txt", ["a.txt", "气.txt"], ["ab.txt", ".txt"]), ("a**b", ["ab", "axxb"], ["a/b"]),
      ("[一-龥]", ["燃", "x/气"], ["a", "燃气"]), ("[!a-c]", ["d"], ["a", "de"]),
      ("[]x]", ["]", "x"], ["a"]), ("[[:digit:]]*", ["1", "2021"], ["a1"]),
      ("\\*", ["*"], ["a"]), ("a*a*a*b", ["aaab", "axaxaxb"], ["aaaa", "ab"]),
      ("2021年/*月", ["2021年/3月"], ["2021年/3月/a", "3月"]),
    ])
  func patterns(pattern: String, likes: [String], unlikes: [String]) throws {
    let pattern = try #require(PathPattern(pattern))
    for path in likes { #expect(pattern.matches(path, isFolder: false), "\(path)") }
    for path in unlikes { #expect(!pattern.matches(path, isFolder: false), "\(path)") }
  }

  @Test("Some patterns stand for nothing", arguments: ["", "/", "[a", "a\\", "[[:none:]]"])
  func nothing(pattern: String) { #expect(PathPattern(pattern) == nil) }

  @Test("A pattern for folders stands for what is in them, if asked so")
  func folders() throws {
    let pattern = try #require(PathPattern("drafts/"))
    #expect(pattern.matches("a/drafts", isFolder: true))
    #expect(!pattern.matches("a/drafts", isFolder: false))
    #expect(pattern.matchesAlong("a/drafts/b/c.txt"))
    #expect(!pattern.matchesAlong("a/drafts"))
  }

  @Test("Many stars take no time")
  func stars() throws {
    let pattern = try #require(PathPattern(String(repeating: "a*", count: 200) + "b"))
    #expect(!pattern.matches(String(repeating: "a", count: 4000), isFolder: false))
  }

  @Test("Includes, excludes and types choose together")
  func selection() {
    let selection = SourceSelection(
      includes: ["2021/", "*.jsonl"], excludes: ["**/old/**", "x.*"], types: ["txt", "jsonl"])
    #expect(selection.chooses("2021/3/a.txt", .text))
    #expect(selection.chooses("2020/a.jsonl", .jsonLines))
    #expect(!selection.chooses("2020/a.txt", .text))
    #expect(!selection.chooses("2021/x.txt", .text))
    #expect(!selection.chooses("2021/old/a.txt", .text))
    #expect(SourceSelection().chooses("a", .text))
    #expect(!SourceSelection(includes: [], excludes: [], types: ["txt"]).chooses("a", .jsonLines))
  }
}
