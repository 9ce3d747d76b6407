import TestSupport
import Testing

@testable import SearchIndex

@Suite struct PartialDateTests {
  @Test("Bytes are read as their text is", arguments: Seeds.count(40))
  func bytes(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let month = random.below(15)
      var text =
        "\(1990 + random.below(40))-\(month < 10 ? "0" : "")\(month)-\(10 + random.below(25))"
      if random.chance(3) {
        var scalars = Array(text.unicodeScalars)
        scalars[random.below(scalars.count)] = random.pick(["-", "0", "9", "三", "a", "/", "年"])
        text = String(String.UnicodeScalarView(scalars))
      }
      if random.chance(8) { text += random.pick([" 12:00", "0", "日"]) }
      let date = Array(text.utf8).withUnsafeBytes { PartialDate(utf8: $0) }
      #expect(date == PartialDate(text), "\(text)")
    }
  }

  @Test func wholeDates() {
    func date(_ text: String) -> PartialDate? {
      Array(text.utf8).withUnsafeBytes { PartialDate(utf8: $0) }
    }
    #expect(date("2021-03-26") == PartialDate(year: 2021, month: 3, day: 26))
    #expect(date("2021-02-29") == nil)
    #expect(date("2021-00-10") == nil)
    #expect(date("0000-01-01") == nil)
    #expect(date("") == nil)
  }
}
