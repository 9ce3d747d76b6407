/// The number of an issue: 第5826期, 总第12号.
public struct IssueNumber: Equatable, Sendable, CustomStringConvertible {
  /// The number.
  public let value: Int

  /// The number as papers write it: 第5826期.
  public var description: String { "第\(value)期" }

  /// Reads the number from the name of the file, else from a folder's, the nearest first, else from the
  /// masthead; nil if none tells it.
  public init?(path: String, masthead: String = "") {
    let names = path.utf8.split(separator: UInt8(ascii: "/")).reversed()
    var texts = names.map { DateText(String(decoding: $0, as: UTF8.self)) }
    let head = DateText(masthead)
    texts += [head, head.withoutBlanks]
    for text in texts {
      if let value = IssueNumber.value(in: text) {
        self.value = value
        return
      }
    }
    return nil
  }

  /// The number over all years if there is one, else the first.
  private static func value(in text: DateText) -> Int? {
    var first: Int?
    for place in 0..<text.count where text[place] == "第" || text[place] == "总" {
      let start = text.skippingBlanks(text[place + 1] == "第" ? place + 2 : place + 1)
      guard let number = text.number(at: start), number.value > 0 else { continue }
      let unit = text[text.skippingBlanks(number.range.upperBound)]
      guard unit == "期" || unit == "号" else { continue }
      if text[place] == "总" { return number.value }
      first = first ?? number.value
    }
    return first
  }
}
