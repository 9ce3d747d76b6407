import TestSupport
import Testing

@testable import SearchIndex

/// Makes snippets without an index, and checks what must hold for each.
struct SnippetMaker {
  private let analyzer: Analyzer

  init() throws { analyzer = try Analyzer() }

  func highlighter(_ query: Query) -> Highlighter {
    Highlighter(query, analyzer: analyzer) { _ in 1 }
  }

  func snippets(_ text: String, _ query: Query, length: Int = 100, limit: Int = 1) -> [Snippet] {
    SnippetBuilder(length: length).snippets(of: text, highlighter(query), limit: limit)
  }

  func snippet(_ text: String, _ query: String, length: Int = 100) -> Snippet {
    snippets(text, Query(query), length: length)[0]
  }
}

extension Snippet {
  /// The highlighted parts.
  var marked: [String] {
    let scalars = Array(text.unicodeScalars)
    return highlights.map { highlight in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[highlight.start..<highlight.start + highlight.length])
      return String(view)
    }
  }

  /// The text with its matches in 【brackets】.
  var bracketed: String {
    var result = ""
    forEachPart { part, isMatch in result += isMatch ? "【\(part)】" : String(part) }
    return result
  }

  /// Checks what holds for every snippet of `source`.
  func check(of source: String, _ comment: String) {
    let bytes = Array(text.utf8)
    let all = Array(source.utf8)
    let places = all.indices.filter { all[$0...].starts(with: bytes) }
    let starts = bytes.isEmpty ? [0] : places
    func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
      String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
    let isVerbatim = starts.contains { start in
      bytes.isEmpty
        || (isCutAtStart != isBlank(all[..<start])
          && isCutAtEnd != isBlank(all[(start + bytes.count)...]))
    }
    #expect(isVerbatim, "no substring: \(comment)")
    let boundaries = Set(
      source.indices.map { source.utf8.distance(from: source.startIndex, to: $0) })
    let isWhole = starts.contains { start in
      let end = start + bytes.count
      return (start == all.count || boundaries.contains(start))
        && (end == all.count || boundaries.contains(end))
    }
    #expect(isWhole, "a grapheme is cut: \(comment)")
    let count = text.unicodeScalars.count
    var last = -1
    for highlight in highlights {
      #expect(highlight.start > last, "not sorted, or touching: \(comment)")
      #expect(highlight.length > 0, "empty: \(comment)")
      last = highlight.start + highlight.length
      #expect(last <= count, "out of range: \(comment)")
    }
    var joined: [UInt8] = []
    var parts: [String] = []
    forEachPart { part, isMatch in
      joined += Array(part.utf8)
      #expect(!part.isEmpty)
      if isMatch { parts.append(String(part)) }
    }
    #expect(joined == bytes, "parts are not the text: \(comment)")
    #expect(parts.map { Array($0.utf8) } == marked.map { Array($0.utf8) }, "\(comment)")
  }
}
