/// A name or a masthead, made plain so that dates and numbers in it can be read.
///
/// Wide forms are narrow, all white space is a blank, dashes and dots are those of ASCII, and the
/// characters that dates are written with have their simplified forms.
struct DateText {
  /// A number as it stands in the text.
  struct Number {
    var value: Int
    /// What it takes of the text.
    var range: Range<Int>
    /// True if it is written in Chinese characters.
    var isChinese: Bool
    /// Digits; of a Chinese number with places, such as 二十三, 0.
    var digits: Int
  }

  private(set) var scalars: [Unicode.Scalar]

  init(_ text: some StringProtocol) {
    scalars = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let plain = DateText.plain(scalar)
      // 二OO三年 is often typed with the letter.
      let isZero = plain == "O" || plain == "o"
      if isZero, let last = scalars.last, DateText.isChineseDigit(last) {
        scalars.append("〇")
      } else {
        scalars.append(plain)
      }
    }
  }

  /// Without blanks: ２ ０ ２ １ 年.
  var withoutBlanks: DateText {
    var text = self
    text.scalars.removeAll { $0 == " " }
    return text
  }

  var count: Int { scalars.count }

  /// The scalar at a place; a null outside.
  subscript(place: Int) -> Unicode.Scalar {
    scalars.indices.contains(place) ? scalars[place] : "\0"
  }

  /// True if a word stands at a place.
  func holds(_ word: String, at place: Int) -> Bool {
    var place = place
    for scalar in word.unicodeScalars {
      guard self[place] == scalar else { return false }
      place += 1
    }
    return true
  }

  /// True if a word ends before a place, blanks apart.
  func holds(_ word: String, before place: Int) -> Bool {
    var place = place
    while self[place - 1] == " " { place -= 1 }
    return holds(word, at: place - word.unicodeScalars.count)
  }

  /// The first place at or behind this one that is no blank.
  func skippingBlanks(_ place: Int) -> Int {
    var place = place
    while self[place] == " " { place += 1 }
    return place
  }

  /// The number that begins at a place: all digits that stand there.
  func number(at start: Int) -> Number? {
    guard DateText.figures.contains(scalar: self[start].value) else { return nil }
    var end = start
    while self[end].isASCIIDigit { end += 1 }
    if end > start {
      guard end - start <= 15 else { return nil }
      let value = scalars[start..<end].reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
      return Number(value: value, range: start..<end, isChinese: false, digits: end - start)
    }
    var hasPlaces = false
    var written: [Unicode.Scalar] = []
    while true {
      switch self[end] {
      case "廿": written += ["二", "十"]
      case "卅": written += ["三", "十"]
      case "十", "百", "千": written.append(self[end])
      case "0" where !written.isEmpty: written.append("〇")
      case let scalar where DateText.isChineseDigit(scalar): written.append(scalar)
      default:
        guard end > start else { return nil }
        let value =
          hasPlaces ? ChineseNumber.value(written) : ChineseNumber.value(ofDigits: written)
        return value.map {
          Number(
            value: $0, range: start..<end, isChinese: true, digits: hasPlaces ? 0 : end - start)
        }
      }
      if "廿卅十百千".unicodeScalars.contains(self[end]) { hasPlaces = true }
      end += 1
    }
  }

  /// The number that all of the text is, blanks around it apart.
  var wholeNumber: Number? {
    let start = skippingBlanks(0)
    guard let number = number(at: start), skippingBlanks(number.range.upperBound) == count else {
      return nil
    }
    return number
  }

  /// What numbers begin with.
  private static let figures = UnitSet("0123456789〇零○一二三四五六七八九两兩十百千廿卅")

  private static func isChineseDigit(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && ChineseNumber.digit(scalar) != nil
  }

  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{ff01}"..."\u{ff5e}": Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    case "號": "号"
    case "國": "国"
    case "總": "总"
    case "曆": "历"
    case "舊": "旧"
    case "陰": "阴"
    case "農": "农"
    case "創": "创"
    case "復": "复"
    case "於": "于"
    case "‐", "‑", "‒", "–", "—", "−", "﹣", "─", "～", "~": "-"
    case "·", "・", "•", "．", "‧": "."
    default: isWhitespace(scalar) ? " " : scalar
    }
  }

  /// As Unicode has it, without asking for all the properties of every ideograph.
  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f,
      0x3000:
      true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// 0 to 9.
  var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}
