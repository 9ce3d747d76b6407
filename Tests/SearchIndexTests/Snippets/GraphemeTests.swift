import TestSupport
import Testing

@testable import SearchIndex

/// Snippets of texts whose characters are more than one scalar.
@Suite struct GraphemeTests {
  private let maker: SnippetMaker
  init() throws { maker = try SnippetMaker() }

  private static let clusters = [
    "e\u{301}\u{323}", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "\u{1100}\u{1161}\u{11A8}", "\r\n", "燃\u{20DD}", "क्षि", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "か\u{3099}",
  ]

  @Test("No passage cuts a grapheme, whatever its length", arguments: clusters)
  func borders(cluster: String) {
    let wall = String(repeating: cluster, count: 60)
    for text in [wall + "燃气" + wall, "句。" + wall + "，燃气。" + wall] {
      for length in 1..<40 {
        let snippet = maker.snippet(text, "\"燃气\"", length: length)
        snippet.check(of: text, "length \(length) of \(cluster.debugDescription)")
        #expect(snippet.marked.contains("燃气"))
      }
    }
  }

  @Test("A passage without a match does not cut one either", arguments: clusters)
  func noMatch(cluster: String) {
    let text = String(repeating: cluster, count: 60)
    for length in 1..<20 {
      maker.snippet(text, "\"绝无\"", length: length)
        .check(of: text, "length \(length) of \(cluster.debugDescription)")
    }
  }

  @Test("A match of a part of a grapheme is marked, and the grapheme shown whole")
  func parts() {
    let text = "一家人👨‍👩‍👧，🇨🇳🇫🇷。"
    for query in ["\"👩\"", "\"👧\"", "\"👨\""] {
      for length in 1..<12 {
        let snippet = maker.snippet(text, query, length: length)
        snippet.check(of: text, "\(query), length \(length)")
        #expect(snippet.text.contains("👨‍👩‍👧"))
        #expect(snippet.highlights.count == 1)
      }
    }
  }

  @Test("Matches on both sides of a border inside a grapheme are marked whole")
  func matchesAcross() {
    let text = "安全👨‍👩‍👧燃气，填充填充。"
    let wanted = [NaiveText("全👨"), NaiveText("👧燃气")]
    for length in 1..<12 {
      for snippet in maker.snippets(text, Query("\"全👨\" \"👧燃气\""), length: length, limit: 3) {
        snippet.check(of: text, "length \(length)")
        for marked in snippet.marked {
          let isWhole = wanted.contains { NaiveText(marked).occurrences(of: $0) > 0 }
          #expect(isWhole, "length \(length): \(snippet.bracketed)")
        }
      }
    }
  }
}
