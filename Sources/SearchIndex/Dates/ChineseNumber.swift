/// Numbers in Chinese characters.
enum ChineseNumber {
  /// The value of a digit: of ASCII, of full width, or of Chinese.
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value - 0x30)
    case "０"..."９": Int(scalar.value - 0xff10)
    default: ideographicDigit(scalar)
    }
  }

  private static func ideographicDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零", "○": 0
    case "一": 1
    case "二", "两", "兩": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  private static let places: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000]
  private static let names: [String] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// The value of a number below 10,000 that is written with its places, such as 二十六 or 一千零五;
  /// nil if it is not well formed.
  static func value(_ scalars: [Unicode.Scalar]) -> Int? {
    guard !scalars.isEmpty else { return nil }
    if scalars.count == 1, scalars[0] != "十" { return ideographicDigit(scalars[0]) }
    var value = 0
    /// The digit that waits for its place.
    var pending: Int?
    var lowest = 10_000
    /// A zero stands right before the pending digit, or is the last so far.
    var followsZero = false
    for (index, scalar) in scalars.enumerated() {
      if let place = places[scalar] {
        // 十 may begin a number; behind anything else a digit stands before it.
        guard place < lowest, let digit = pending ?? (index == 0 && place == 10 ? 1 : nil) else {
          return nil
        }
        value += digit * place
        lowest = place
        pending = nil
        followsZero = false
      } else if let digit = ideographicDigit(scalar), pending == nil {
        if digit == 0 {
          guard index > 0, !followsZero else { return nil }
          followsZero = true
        } else {
          pending = digit
        }
      } else {
        return nil
      }
    }
    // 一千零五 is 1,005; what 一千五 is, is not said; 一千零 is nothing.
    guard let pending else { return followsZero ? nil : value }
    return lowest == 10 || followsZero ? value + pending : nil
  }

  /// The value of digits one after the other, such as 二〇二一; nil if something else stands there.
  static func value(ofDigits scalars: [Unicode.Scalar]) -> Int? {
    guard !scalars.isEmpty, scalars.count <= 9 else { return nil }
    var value = 0
    for scalar in scalars {
      guard let digit = ideographicDigit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// A number below 10,000 with its places: 26 is 二十六, 1005 is 一千零五.
  static func withPlaces(_ number: Int) -> String? {
    guard (0..<10_000).contains(number) else { return nil }
    guard number > 0 else { return "零" }
    var result = ""
    var rest = number
    var needsZero = false
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / place
      rest %= place
      if digit == 0 {
        needsZero = !result.isEmpty
        continue
      }
      if needsZero { result += "零" }
      needsZero = false
      if !(digit == 1 && place == 10 && result.isEmpty) { result += names[digit] }
      result += name
    }
    return result
  }

  /// A number digit by digit: 2021 is 二〇二一.
  static func withDigits(_ digits: [Int]) -> String { digits.map { names[$0] }.joined() }
}
