/// A day, a month or a year of the Gregorian calendar: a date of issue as far as its source tells it.
struct PartialDate: Equatable {
  /// 1 to 9999.
  var year: Int
  /// 1 to 12, or 0 if only the year is known.
  var month = 0
  /// 1 to 31, or 0 if the day is not known.
  var day = 0

  /// A number that grows with the date, a year before its months, a month before its days; never 0.
  var code: UInt32 { UInt32((year * 13 + month) * 32 + day) }

  init?(year: Int, month: Int = 0, day: Int = 0) {
    guard (1...9999).contains(year), (0...12).contains(month), day >= 0,
      day <= (month == 0 ? 0 : PartialDate.days(ofMonth: month, year: year))
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a ``code``.
  init?(code: UInt32) {
    let months = Int(code / 32)
    self.init(year: months / 13, month: months % 13, day: Int(code % 32))
  }

  /// How far it is known: 1 for a year, 2 for a month, 3 for a day.
  var precision: Int { day > 0 ? 3 : month > 0 ? 2 : 1 }

  /// True if it says nothing else about what the other date tells.
  func agrees(with other: PartialDate) -> Bool {
    year == other.year && (month == other.month || month == 0 || other.month == 0)
      && (day == other.day || day == 0 || other.day == 0)
  }

  /// The first of its days.
  var firstDay: PartialDate {
    var first = self
    first.month = max(month, 1)
    first.day = max(day, 1)
    return first
  }

  /// The last of its days.
  var lastDay: PartialDate {
    var last = self
    if month == 0 { last.month = 12 }
    if day == 0 { last.day = PartialDate.days(ofMonth: last.month, year: year) }
    return last
  }

  private static func days(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension PartialDate: CustomStringConvertible {
  /// 2021-03-26, 2021-03 or 2021.
  var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    var text = padded(year, 4)
    if month > 0 { text += "-" + padded(month, 2) }
    if day > 0 { text += "-" + padded(day, 2) }
    return text
  }
}

extension PartialDate {
  /// Reads a date as papers and catalogues write it: `2021`, `2021-03`, `2021/3/26`, `2021.03.26`,
  /// `20210326`, `2021年3月26日`, `二〇二一年三月二十六日`, in full-width digits too; nil if it is none.
  ///
  /// A time behind it, after a blank or a T, is passed over.
  init?(_ text: some StringProtocol) {
    var scalars = Substring(text).unicodeScalars[...]
    if let end = scalars.firstIndex(where: { $0 == "T" || $0.properties.isWhitespace }) {
      let rest = scalars[end...].drop { $0 == "T" || $0.properties.isWhitespace }
      guard rest.first.map({ ("0"..."9").contains($0) }) ?? true else { return nil }
      scalars = scalars[..<end]
    }
    var parts: [[Unicode.Scalar]] = [[]]
    for scalar in scalars {
      if PartialDate.separators.contains(scalar) {
        parts.append([])
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    // 年, 月 and 日 stand behind their number.
    if parts.count > 1, parts.last?.isEmpty == true, PartialDate.isUnit(scalars.last) {
      parts.removeLast()
    }
    guard parts.count <= 3, let first = parts.first else { return nil }
    if parts.count == 1, first.count == 6 || first.count == 8 {
      // Digits without separators.
      guard let year = PartialDate.number(Array(first[..<4]), digits: 4),
        let month = PartialDate.number(Array(first[4..<6]), digits: 2), month > 0
      else { return nil }
      var day = 0
      if first.count == 8 {
        guard let number = PartialDate.number(Array(first[6...]), digits: 2), number > 0 else {
          return nil
        }
        day = number
      }
      self.init(year: year, month: month, day: day)
      return
    }
    var numbers: [Int] = []
    for (index, part) in parts.enumerated() {
      let number =
        index == 0
        ? PartialDate.number(part, digits: 4)
        : PartialDate.number(part, digits: 1) ?? PartialDate.number(part, digits: 2)
          ?? ChineseNumber.value(part)
      guard let number, number > 0 else { return nil }
      numbers.append(number)
    }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : 0,
      day: numbers.count > 2 ? numbers[2] : 0)
  }

  /// The same for UTF-8, at once if it is written as 2021-03-26.
  init?(utf8 bytes: UnsafeRawBufferPointer) {
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte & 0xf)
      }
      return value
    }
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10)
    else {
      self.init(String(decoding: bytes, as: UTF8.self))
      return
    }
    guard month > 0, day > 0 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static let separators: Set<Unicode.Scalar> = [
    "-", "/", ".", "－", "／", "．", "年", "月", "日", "号", "號",
  ]

  private static func isUnit(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { ["年", "月", "日", "号", "號"].contains($0) } ?? false
  }

  /// The number of exactly so many digits, Chinese ones included.
  private static func number(_ scalars: [Unicode.Scalar], digits: Int) -> Int? {
    guard scalars.count == digits else { return nil }
    var value = 0
    for scalar in scalars {
      guard let digit = ChineseNumber.digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
