/// What a UTF-16 unit is to the rules of ICU's word iterator, as far as ``FastWordBreaker`` knows them.
///
/// The rules are those of UAX #29 with ICU's changes (`word.txt` in ICU's data).
enum BreakClass: UInt8 {
  /// U+4E00–U+9FFF: cut by the dictionary.
  case han = 0
  /// Always a segment of its own, unless something attaches to it; nothing attaches to the left of
  /// it. Most punctuation and symbols.
  case plain
  /// A line's end, to which nothing attaches.
  case newline
  case carriageReturn
  /// U+0020.
  case space
  /// a–z, A–Z.
  case letter
  /// 0–9.
  case digit
  /// `,` and `;`: join digits.
  case midNumber
  /// `.` and `'`: join letters, and digits.
  case midBoth
  /// May join letters, not digits: `:` in some versions of ICU, `·`.
  case midLetter
  /// Others that may join letters or digits.
  case midOther
  /// Begins a segment behind anything but its like: letters, digits and signs of other scripts.
  case other
  /// May attach to what is before it: marks, joiners, surrogates.
  case attaching

  init(_ unit: UInt16) {
    switch unit {
    case 0x0a: self = .newline
    case 0x0d: self = .carriageReturn
    case 0x20: self = .space
    case 0x2c, 0x3b: self = .midNumber
    case 0x2e, 0x27: self = .midBoth
    case 0x22, 0x3a: self = .midLetter
    case 0x30...0x39: self = .digit
    case 0x41...0x5a, 0x61...0x7a: self = .letter
    // Joined with letters by newer versions of ICU, or always.
    case 0x40, 0x5f: self = .other
    case 0xd800...0xdfff: self = .attaching
    default: self = ICU.breakClass(UInt32(unit))
    }
  }
}

/// The class of every unit, made page by page when a character of it is first met.
///
/// Not to be shared between threads.
final class BreakClassTable {
  private static let count = 256
  private let pages: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>

  init() {
    pages = .allocate(capacity: BreakClassTable.count)
    pages.initialize(repeating: nil, count: BreakClassTable.count)
  }

  deinit {
    for page in 0..<BreakClassTable.count { pages[page]?.deallocate() }
    pages.deallocate()
  }

  @inline(__always)
  func breakClass(_ unit: UInt16) -> BreakClass {
    let value = pages[Int(unit >> 8)]?[Int(unit & 0xff)] ?? makePage(unit)
    return unsafeBitCast(value, to: BreakClass.self)
  }

  @inline(never)
  private func makePage(_ unit: UInt16) -> UInt8 {
    let page = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for low in 0..<256 { page[low] = BreakClass(unit & 0xff00 | UInt16(low)).rawValue }
    pages[Int(unit >> 8)] = page
    return page[Int(unit & 0xff)]
  }
}
