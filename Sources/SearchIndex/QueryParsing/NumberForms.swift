/// The other ways in which numbers of a text are written: 2021年3月26日, 2021年03月26日,
/// 二〇二一年三月二十六日, 二零二一年三月二十六日.
///
/// Only a number with a counter behind it is taken for one, so that 一 in 统一 is left alone.
enum NumberForms {
  /// The text, and what it is with its numbers written otherwise; the text alone if it has none.
  static func forms(of text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let numbers = numbers(in: scalars)
    guard !numbers.isEmpty else { return [text] }
    var forms = [text]
    for style in Style.allCases {
      var form = ""
      var end = 0
      for number in numbers {
        form.unicodeScalars.append(contentsOf: scalars[end..<number.range.lowerBound])
        form += number.written(style)
        end = number.range.upperBound
      }
      form.unicodeScalars.append(contentsOf: scalars[end...])
      if !forms.contains(form) { forms.append(form) }
    }
    return forms
  }

  /// How many numbers a text has that are written in other ways too.
  static func count(in text: String) -> Int { numbers(in: Array(text.unicodeScalars)).count }

  private enum Style: CaseIterable {
    case digits
    /// Two digits at least for months and days.
    case paddedDigits
    case chinese
    /// With 零 for 〇 in years.
    case chineseZero
  }

  private struct Number {
    var range: Range<Int>
    var value: Int
    /// Written digit by digit in Chinese: 二〇二一.
    var isYear: Bool
    var isPadded: Bool

    func written(_ style: Style) -> String {
      switch style {
      case .digits: return String(value)
      case .paddedDigits: return isPadded && value < 10 ? "0\(value)" : String(value)
      case .chinese, .chineseZero:
        guard isYear else { return ChineseNumber.withPlaces(value) ?? String(value) }
        let digits = String(value).compactMap { $0.wholeNumberValue }
        let text = ChineseNumber.withDigits(digits)
        return style == .chinese
          ? text
          : text.split(separator: "〇", omittingEmptySubsequences: false)
            .joined(separator: "零")
      }
    }
  }

  private static let counters: Set<Unicode.Scalar> = [
    "年", "月", "日", "号", "號", "届", "屆", "期", "版",
  ]

  /// Well-formed numbers that a counter follows.
  private static func numbers(in scalars: [Unicode.Scalar]) -> [Number] {
    var numbers: [Number] = []
    var start = 0
    while start < scalars.count {
      let isASCII = isDigit(scalars[start])
      guard isASCII || isChinese(scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < scalars.count, isASCII ? isDigit(scalars[end]) : isChinese(scalars[end]) {
        end += 1
      }
      // Digits that are part of a longer word, such as 5.1 or A4, are no number of their own.
      let isAlone = start == 0 || !isASCII || !scalars[start - 1].isOfSpacedScript
      if end < scalars.count, counters.contains(scalars[end]), isAlone,
        let number = number(scalars, start..<end, isASCII: isASCII)
      {
        numbers.append(number)
      }
      start = end
    }
    return numbers
  }

  private static func number(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, isASCII: Bool
  ) -> Number? {
    let digits = Array(scalars[range])
    let counter = scalars[range.upperBound]
    let value: Int?
    if isASCII {
      value =
        digits.count > 8
        ? nil : digits.reduce(0) { $0 * 10 + (ChineseNumber.digit($1) ?? 0) }
    } else {
      value =
        digits.count > 1
        ? ChineseNumber.value(ofDigits: digits) ?? ChineseNumber.value(digits)
        : ChineseNumber.value(digits)
    }
    guard let value, value > 0 else { return nil }
    return Number(
      range: range, value: value, isYear: counter == "年" && value > 999,
      isPadded: ["月", "日", "号", "號"].contains(counter))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar.narrow)
  }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    !isDigit(scalar)
      && (ChineseNumber.digit(scalar) != nil || "十百千".unicodeScalars.contains(scalar))
  }
}
