import FoundationEssentials
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct JSONLineTests {
  /// What a line holds, or why it is refused.
  private enum Outcome: Equatable {
    case fields(id: String, title: String, text: String, date: String, hasText: Bool)
    case problem(String)
  }

  private func parse(_ bytes: [UInt8], with line: inout JSONLine) -> Outcome {
    let problem: JSONLine.Problem? = bytes.withUnsafeBytes { bytes in
      do throws(JSONLine.Problem) {
        try line.parse(bytes)
        return nil
      } catch {
        return error
      }
    }
    if let problem { return .problem(problem.reason) }
    func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    return .fields(
      id: string(line.id), title: string(line.title), text: string(line.text),
      date: string(line.date), hasText: line.hasText)
  }

  private func parse(_ text: String) -> Outcome {
    var line = JSONLine()
    return parse(Array(text.utf8), with: &line)
  }

  private func isRefused(_ text: String) -> Bool {
    if case .problem = parse(text) { return true }
    return false
  }

  @Test("Known keys are kept, all others skipped")
  func fields() {
    let line = #"""
       { "x" : [ 1 , {"text":"inner"} , -0.5e+3, true,false,null,"]}" ] , "id":"i","title":"题",
      "text" : "文\n本" ,"date":"2021", "y":{} , "z" : []	}
      """#
    #expect(
      parse(line) == .fields(id: "i", title: "题", text: "文\n本", date: "2021", hasText: true))
    #expect(parse("{}") == .fields(id: "", title: "", text: "", date: "", hasText: false))
    #expect(
      parse(#"{"ID":"i","Text":"t"}"#)
        == .fields(id: "", title: "", text: "", date: "", hasText: false))
    #expect(
      parse(#"{"t\u0065xt":"a"}"#) == .fields(id: "", title: "", text: "a", date: "", hasText: true)
    )
  }

  @Test("Of a key that comes twice the last value counts")
  func lastCounts() {
    #expect(
      parse(#"{"id":1,"text":"a","title":"t","text":"b","title":null,"id":"x"}"#)
        == .fields(id: "x", title: "", text: "b", date: "", hasText: true))
  }

  @Test(
    "A number is an id as it is written",
    arguments: ["0", "-0", "17", "-1.50", "1e5", "12345678901234567890123"])
  func numbers(id: String) {
    #expect(
      parse("{\"id\":\(id),\"text\":\"\"}")
        == .fields(id: id, title: "", text: "", date: "", hasText: true))
  }

  @Test(
    "Escapes",
    arguments: [
      (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t", 0), (#"\u71c3\u6C14"#, "燃气", 0),
      (#"\ud83d\ude00x"#, "😀x", 0), (#"\uD842\uDFB7"#, "𠮷", 0), (#"\u0000"#, "\u{0}", 0),
      (#"\ud83d"#, "\u{FFFD}", 1), (#"\ude00a"#, "\u{FFFD}a", 1),
      (#"\ud83d\u0041"#, "\u{FFFD}A", 1),
      (#"\ud83d\n"#, "\u{FFFD}\n", 1), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀", 1),
      (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}", 2),
      ("/\u{7f}\u{80}\u{2028}", "/\u{7f}\u{80}\u{2028}", 0),
    ])
  func escapes(source: String, expected: String, broken: Int) {
    var line = JSONLine()
    let outcome = parse(Array("{\"text\":\"\(source)\"}".utf8), with: &line)
    #expect(outcome == .fields(id: "", title: "", text: expected, date: "", hasText: true))
    #expect(line.text == Array(expected.utf8))
    #expect(line.brokenEscapes == broken)
  }

  /// Lines that RFC 8259 does not call an object, nor Foundation.
  private static let noObjects =
    [
      "", "\n", "{\"a\":\"\n\"}", "{\"a\":\"\t\"}", "{\"a\":\"\u{0}\"}", "{\"a\":\u{0}}",
      "{\"a\":1}\u{0}",
    ]
      + #"""
      null
      []
      "text"
      {
      }
      {]
      {"text"
      {"text":
      {"text":}
      {"text":"a"
      {"text":"a
      {"text":"a\"}
      {"text":"a"}}
      {"text":"a"} x
      {"text":"a"},
      {"text":"a"}{"text":"a"}
      {,}
      {"text" "a"}
      {text:"a"}
      {'text':'a'}
      {"a":1 "b":2}
      {"a":01}
      {"a":-}
      {"a":-01}
      {"a":+1}
      {"a":.5}
      {"a":1.}
      {"a":1.e1}
      {"a":1e}
      {"a":1e+}
      {"a":0x1}
      {"a":NaN}
      {"a":tru}
      {"a":truex}
      {"a":nul}
      {"a":[1 2]}
      {"a":[}
      {"a":{]}
      {"a":{"b"}}
      {"a":{1:2}}
      {"a":"\x"}
      {"a":"\u"}
      {"a":"\u12"}
      {"a":"\u12g4"}
      {"a":"\u１２３４"}
      {"a":"\ud83d\u12"}
      {"a":１}
      {"a":　1}
      // {}
      {"a":1 /**/}
      """#.split(separator: "\n").map(String.init)

  @Test("Lines that are no JSON object are refused", arguments: noObjects)
  func refused(text: String) {
    #expect(isRefused(text))
    #expect(throws: (any Error).self) {
      _ = try JSONDecoder().decode([String: AnyValue].self, from: Data(text.utf8))
    }
  }

  @Test(
    "What Foundation lets pass and RFC 8259 does not is refused",
    arguments: ["{\"text\":\"a\",}", "{\"a\":[1,]}", "\u{FEFF}{}"])
  func stricter(text: String) throws {
    #expect(isRefused(text))
    _ = try JSONDecoder().decode([String: AnyValue].self, from: Data(text.utf8))
  }

  @Test(
    "Members of another kind are refused with their name",
    arguments: [
      (#"{"text":1}"#, "\"text\" is not a string"), (#"{"title":[]}"#, "\"title\" is not a string"),
      (#"{"date":true}"#, "\"date\" is not a string"),
      (#"{"text":{"a":1}}"#, "\"text\" is not a string"),
      (#"{"id":null}"#, "\"id\" is neither a string nor a number"),
      (#"{"id":["a"]}"#, "\"id\" is neither a string nor a number"),
      (#"{"id":false}"#, "\"id\" is neither a string nor a number"), ("[1]", "not a JSON object"),
      (#"{"a":1,x}"#, "invalid JSON at byte 8: expected a string"),
      (#"{"a":"b"#, "invalid JSON: the line ends where a closing quote is expected"),
    ])
  func reasons(text: String, reason: String) {
    #expect(parse(text) == .problem(reason))
  }

  @Test("Null is as good as nothing")
  func nulls() {
    #expect(
      parse(#"{"text":null,"title":null,"date":null}"#)
        == .fields(id: "", title: "", text: "", date: "", hasText: true))
  }

  @Test("Deep nesting is refused, not followed")
  func depth() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(!isRefused(nested(100)))
    #expect(parse(nested(200)) == .problem("JSON nested too deeply"))
    #expect(parse(nested(1_000_000)) == .problem("JSON nested too deeply"))
  }

  @Test("What is broken in keys that are not kept is not counted")
  func ignoredKeys() {
    var line = JSONLine()
    _ = parse(Array(#"{"x":"\ud800","y":{"\udc00":["\ud800"]},"text":"c"}"#.utf8), with: &line)
    #expect(line.brokenEscapes == 0)
  }

  @Test("A line leaves nothing behind for the next")
  func reuse() {
    var line = JSONLine()
    _ = parse(Array(#"{"id":"a","title":"b","text":"c\ud800","date":"d"}"#.utf8), with: &line)
    #expect(line.brokenEscapes == 1)
    let next = parse(Array(#"{"title":"x"}"#.utf8), with: &line)
    #expect(next == .fields(id: "", title: "x", text: "", date: "", hasText: false))
    #expect(line.brokenEscapes == 0)
  }

  @Test("Random lines are taken and refused as Foundation does", arguments: Seeds.count(60))
  func random(seed: Int) {
    var random = SeededRandom(seed: seed)
    var line = JSONLine()
    for _ in 0..<100 {
      var bytes = Array(RandomJSON.object(&random).utf8)
      if random.chance(2) { RandomJSON.damage(&bytes, &random) }
      // Broken UTF-8 is repaired behind the parser; Foundation refuses it.
      guard let text = String(validating: bytes, as: UTF8.self),
        // Foundation lets commas behind the last element pass, and refuses 0e1 and numbers that no
        // Double can be.
        text.firstMatch(of: /,\s*[\]}]|0[eE]|[eE]\+?\d\d\d/) == nil
      else { continue }
      let outcome = parse(bytes, with: &line)
      let comment = "seed \(seed), \(text.debugDescription)"
      guard
        let members = try? JSONDecoder().decode([String: AnyValue].self, from: Data(bytes))
      else {
        if case .fields = outcome, line.brokenEscapes == 0 { Issue.record("\(comment) was taken") }
        continue
      }
      guard RandomJSON.keys(members).allSatisfy({ $0 }) else {
        if case .fields = outcome { Issue.record("\(comment) was taken") }
        continue
      }
      guard case .fields(let id, let title, let text, let date, let hasText) = outcome else {
        Issue.record("\(comment) was refused: \(outcome)")
        continue
      }
      #expect(title == members["title"]?.string ?? "", "\(comment)")
      #expect(text == members["text"]?.string ?? "", "\(comment)")
      #expect(date == members["date"]?.string ?? "", "\(comment)")
      #expect(hasText == (members["text"] != nil), "\(comment)")
      if let string = members["id"]?.string { #expect(id == string, "\(comment)") }
    }
  }
}
