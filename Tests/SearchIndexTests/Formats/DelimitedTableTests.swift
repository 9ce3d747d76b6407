import TestSupport
import Testing

@testable import SearchIndex

/// Tables in text.
@Suite struct DelimitedTableTests {
  private func records(
    _ bytes: [UInt8], columns: String? = nil, separator: UInt8? = nil
  ) throws -> [DelimitedTable.Record] {
    var table = try DelimitedTable(
      ArrayStream(bytes), separator: separator, columns: columns.flatMap { ColumnSelection($0) },
      encoding: nil, SourceDecoder())
    var records: [DelimitedTable.Record] = []
    while let record = try table.next() { records.append(record) }
    return records
  }

  private func record(
    _ line: Int, _ id: String, _ title: String, _ text: String, _ date: String
  ) -> DelimitedTable.Record {
    .init(
      line: line, id: Array(id.utf8), title: Array(title.utf8), text: Array(text.utf8),
      date: Array(date.utf8))
  }

  private static let table = """
    标题,日期,编号,正文
    燃气安全,2021-03-26,7,"河东区说：“检查”，
    结果""良好""。"
    ,,8,雨伞,多余

    空,,,
    """

  @Test("Columns are known by common names; fields in quotes have line breaks")
  func names() throws {
    let expected = [
      record(2, "7", "燃气安全", "河东区说：“检查”，\n结果\"良好\"。", "2021-03-26"),
      record(4, "8", "", "雨伞", ""), record(6, "", "空", "", ""),
    ]
    let text = DelimitedTableTests.table
    #expect(try records(Array(text.utf8)) == expected)
    #expect(try records([0xef, 0xbb, 0xbf] + Array(text.utf8)) == expected)
    #expect(try records(Array(text.replacing(",", with: ";").utf8)).count == 3)
    #expect(try records(Array(text.replacing(",", with: "\t").utf8), separator: 9).count == 3)
    #expect(try records(Array(text.replacing("\n", with: "\r\n").utf8)).map(\.line) == [2, 4, 6])
  }

  @Test("Any encoding", arguments: ["GB18030", "UTF-16LE"])
  func encodings(encoding: String) throws {
    let text = DelimitedTableTests.table
    let mark: [UInt8] = encoding == "GB18030" ? [] : [0xff, 0xfe]
    let bytes = mark + (try #require(Bytes.encoded(text, encoding)))
    #expect(try records(bytes) == records(Array(text.utf8)))
  }

  @Test("Columns are chosen by name or number")
  func selection() throws {
    let plain = Array("a,燃气,b,2021\nc,安全,d,2022\n".utf8)
    #expect(throws: SourceRefusal.self) { try records(plain) }
    #expect(
      try records(plain, columns: ",,2") == [
        record(1, "", "", "燃气", ""), record(2, "", "", "安全", ""),
      ])
    #expect(try records(plain, columns: "1,3,2,4").first == record(1, "a", "b", "燃气", "2021"))
    #expect(throws: SourceRefusal.self) { try records(plain, columns: ",,5") }
    #expect(throws: SourceRefusal.self) { try records(plain, columns: ",,text") }
    let named = Array("NR,说,text\n1,燃气,x\n".utf8)
    #expect(try records(named, columns: "nr,,说") == [record(2, "1", "", "燃气", "")])
    #expect(try records(named, columns: "1,,3") == [record(2, "1", "", "x", "")])
    #expect(ColumnSelection("a,b,c,d,e") == nil && ColumnSelection("a") == nil)
  }

  @Test("What was written is read", arguments: Seeds.count(200))
  func roundTrip(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let pieces = ["燃气", ",", "\"", "\n", "\r\n", "a", " ", ";", "\t", "安全", "\"\"", "'"]
    let separator = random.pick([",", "\t", ";"])
    let end = random.pick(["\n", "\r\n"])
    var text = ["id", "title", "text", "date"].joined(separator: separator) + end
    var expected: [[String]] = []
    for _ in 0..<random.below(6) {
      // A bare carriage return within quotes counts as no line, as a line feed does.
      let fields = (0..<4).map { _ in
        (0..<random.below(6)).map { _ in random.pick(pieces) }.joined()
      }
      guard !fields[1].isEmpty || !fields[2].isEmpty else { continue }
      expected.append(fields)
      text +=
        fields.map { field in
          let isPlain = !field.contains { "\",;\t\n\r".contains($0) || $0 == "\r\n" }
          return isPlain && random.chance(2) ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: separator) + end
    }
    let records = try records(Array(text.utf8), separator: separator.utf8.first)
    let found = records.map { record in
      [record.id, record.title, record.text, record.date].map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(found == expected)
  }

  @Test("Any bytes give an error or records", arguments: Seeds.count(200))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let bytes =
      Array("text,title\n".utf8)
      + (0..<random.below(80)).map { _ in random.pick(Array("\",\n\r燃a".utf8)) }
    for record in (try? records(bytes)) ?? [] {
      #expect(record.text.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) == $0.count })
    }
  }
}
