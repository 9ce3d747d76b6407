import TestSupport
import Testing

@testable import SearchIndex

@Suite struct EncodingDetectorTests {
  private static let simplified = """
    　　本报讯 昨日上午，城区供水公司的工作人员来到新桥社区，为居民检查家中的水管和阀门。据了解，这次检查将持续到\
    本月25日，共有三个小区、一千二百户居民参加。负责人说，老旧水管容易漏水，冬天到来之前必须全部更换，费用由市里承担。\
    “以前每到下雪天就停水，现在放心了。”一位住在六楼的居民告诉我们。
    """
  private static let traditional = """
    　　本報訊 昨日上午，城區供水公司的工作人員來到新橋社區，為居民檢查家中的水管和閥門。據了解，這次檢查將持續到\
    本月25日，共有三個小區、一千二百戶居民參加。負責人說，老舊水管容易漏水，冬天到來之前必須全部更換，費用由市裡承擔。\
    「以前每到下雪天就停水，現在放心了。」一位住在六樓的居民告訴我們。
    """

  private func encode(_ text: String, _ encoding: SourceEncoding) throws -> [UInt8] {
    try #require(EncodedText.bytes(text, encoding.rawValue), "\(encoding)")
  }

  @Test(
    "Pieces of 50 characters and more are guessed right, and decoded without loss",
    arguments: [
      (simplified, SourceEncoding.gb18030), (traditional, .gb18030), (traditional, .big5),
      (simplified, .utf16LittleEndian), (traditional, .utf16LittleEndian),
      (simplified, .utf16BigEndian), (traditional, .utf16BigEndian),
    ])
  func pieces(text: String, encoding: SourceEncoding) throws {
    let detector = EncodingDetector()
    let characters = Array(text)
    for length in [50, 80, characters.count] {
      for start in stride(from: 0, through: characters.count - length, by: 7) {
        let piece = String(characters[start..<start + length])
        let bytes = try encode(piece, encoding)
        let (guess, units) = try bytes.withUnsafeBytes {
          (try detector.guess($0), try detector.decode($0, encoding))
        }
        #expect(guess == encoding, "\(piece)")
        #expect(units == Array(piece.utf16))
      }
    }
  }

  @Test("What is not text is not guessed at")
  func noise() throws {
    let detector = EncodingDetector()
    for seed in UInt8(0)..<50 {
      var state = UInt32(seed) &* 2_654_435_761 &+ 1
      let bytes = (0..<4000).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
      #expect(try bytes.withUnsafeBytes { try detector.guess($0) } == nil, "seed \(seed)")
    }
  }

  @Test("A byte order mark tells the encoding")
  func marks() {
    func mark(_ bytes: [UInt8]) -> SourceEncoding? {
      bytes.withUnsafeBytes { SourceEncoding.mark(of: $0)?.encoding }
    }
    #expect(mark([0xef, 0xbb, 0xbf]) == .utf8)
    #expect(mark([0xff, 0xfe, 0x61, 0]) == .utf16LittleEndian)
    #expect(mark([0xfe, 0xff]) == .utf16BigEndian)
    #expect(mark([0xef, 0xbb]) == nil && mark([]) == nil)
  }
}
