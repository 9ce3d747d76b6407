import TestSupport
import Testing

@testable import SearchIndex

@Suite struct NumberFormsTests {
  @Test(
    "A date is written in four ways",
    arguments: [
      "2021年3月26日", "２０２１年３月２６日", "二〇二一年三月二十六日", "二零二一年三月二十六日", "2021年03月26日",
    ])
  func dates(text: String) {
    let forms = NumberForms.forms(of: text)
    #expect(forms.first == text)
    for form in ["2021年3月26日", "2021年03月26日", "二〇二一年三月二十六日", "二零二一年三月二十六日"] {
      #expect(forms.contains(form), "\(form)")
    }
  }

  @Test(
    "What is no number before a counter is left alone",
    arguments: [
      "", "统一", "三三两两", "2021", "二〇二一", "A4版", "一百", "十分", "万年", "零年", "百年", "十百年", "123456789年",
    ])
  func none(text: String) {
    #expect(NumberForms.forms(of: text) == [text])
  }

  @Test("Chinese numbers to their values and back")
  func values() {
    for number in 0..<10_000 {
      let text = ChineseNumber.withPlaces(number) ?? ""
      #expect(ChineseNumber.value(Array(text.unicodeScalars)) == number, "\(text)")
    }
    for (text, value) in [("二〇二一", 2021), ("一九四九", 1949), ("九八", 98)] {
      #expect(ChineseNumber.value(ofDigits: Array(text.unicodeScalars)) == value)
    }
    for text in ["", "十十", "一千五", "百", "一二", "零零", "一百零", "千", "五百千", "一零五", "二十零"] {
      #expect(ChineseNumber.value(Array(text.unicodeScalars)) == nil, "\(text)")
    }
    #expect(ChineseNumber.withPlaces(1010) == "一千零一十")
    #expect(ChineseNumber.withPlaces(26) == "二十六")
    #expect(ChineseNumber.withPlaces(110) == "一百一十")
    #expect(ChineseNumber.withPlaces(2005) == "二千零五")
    #expect(ChineseNumber.withPlaces(10_000) == nil)
  }

  @Test("Numbers find their other forms in text, and in literals if that is wanted")
  func search() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    let texts = [
      "会议在2021年3月26日召开", "会议在２０２１年３月２６日召开", "会议在二〇二一年三月二十六日召开", "会议在2021年03月26日召开",
      "会议在2021年4月召开，第26次，日后再开",
    ]
    for (number, text) in texts.enumerated() {
      try writer.add(Document(id: "\(number)", text: text))
    }
    for number in 0..<30 {
      try writer.add(Document(id: "other \(number)", text: "第\(number)号大厅今天没有会议"))
    }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    for date in ["2021年3月26日", "二零二一年三月二十六日", "２０２１年０３月２６日"] {
      let hits = try searcher.search(Query(date)).hits
      #expect(Set(hits.prefix(4).map(\.id)) == ["0", "1", "2", "3"], "\(date)")
      for hit in hits.prefix(4) {
        let marked = hit.snippet().highlights.reduce(0) { $0 + $1.length }
        #expect(marked >= 9, "\(hit.snippet())")
      }
      var query = Query("\"\(date)\"")
      #expect(try searcher.search(query).total == ["2021年3月26日": 2, "２０２１年０３月２６日": 1][date] ?? 0)
      query.numbers = .all
      #expect(try searcher.search(query).total == 4)
      query = Query(date)
      query.numbers = .none
      #expect(try !searcher.search(query).hits.prefix(2).contains { $0.id == "4" })
    }
  }
}
