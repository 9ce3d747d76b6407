/// What a normalized character is to the index.
enum CharacterClass: UInt8 {
  /// Punctuation, white space, controls, most symbols: parts units.
  case separator = 0
  /// A letter or digit of a script with spaces: part of a unit that is a whole word.
  case word = 1
  /// A character that is a unit by itself: Han, Kana, Hangul, Thai, emoji, private use.
  case character = 2
  /// A combining mark: continues a word, and is left out behind anything else.
  case mark = 3
}

/// The class and the folding of each character, looked up by pages of 256 that are made when a
/// character of theirs is first met: a query touches few of them.
///
/// Not to be shared between threads.
final class CharacterTable {
  /// What NFKC_Casefold makes of each character of the BMP, where that is one character of the BMP,
  /// whatever comes before it; 0 where it takes ICU to say.
  private let foldings: UnsafeMutablePointer<UnsafeMutablePointer<UInt16>?>
  private let classes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
  /// What each unified ideograph folds to: itself, or its simplified form.
  private let ideographs: UnsafeMutablePointer<UInt16>
  /// The same for those of extension A.
  private let extensionForms: [UInt16: UInt16]
  private let normalizer: CaseFoldingNormalizer

  private static let pages = 256
  private static let first: UInt16 = 0x4e00
  private static let last: UInt16 = 0x9fff

  init(normalizer: CaseFoldingNormalizer, han: HanFolding) {
    self.normalizer = normalizer
    foldings = .allocate(capacity: CharacterTable.pages)
    foldings.initialize(repeating: nil, count: CharacterTable.pages)
    classes = .allocate(capacity: CharacterTable.pages)
    classes.initialize(repeating: nil, count: CharacterTable.pages)
    let count = Int(CharacterTable.last - CharacterTable.first) + 1
    ideographs = .allocate(capacity: count)
    for offset in 0..<count { ideographs[offset] = CharacterTable.first + UInt16(offset) }
    var extensionForms: [UInt16: UInt16] = [:]
    for (source, target) in zip(han.sources, han.targets) {
      if source >= CharacterTable.first {
        ideographs[Int(source - CharacterTable.first)] = target
      } else {
        extensionForms[source] = target
      }
    }
    self.extensionForms = extensionForms
  }

  deinit {
    ideographs.deallocate()
    for page in 0..<CharacterTable.pages {
      foldings[page]?.deallocate()
      classes[page]?.deallocate()
    }
    foldings.deallocate()
    classes.deallocate()
  }

  /// The one character that `unit` folds to, or 0 if it is not that simple.
  @inline(__always)
  func folding(_ unit: UInt16) -> UInt16 {
    // Unified ideographs join with nothing before them.
    if unit >= CharacterTable.first, unit <= CharacterTable.last {
      return ideographs[Int(unit &- CharacterTable.first)]
    }
    if let page = foldings[Int(unit >> 8)] { return page[Int(unit & 0xff)] }
    return makeFoldings(unit)
  }

  /// The form of a character that is normalized already.
  func form(_ unit: UInt16) -> UInt16 {
    if unit >= CharacterTable.first, unit <= CharacterTable.last { return folding(unit) }
    return extensionForms[unit] ?? unit
  }

  /// The class of a unit of the BMP; half of a character beyond it is a separator.
  @inline(__always)
  func characterClass(_ unit: UInt16) -> CharacterClass {
    if unit >= 0x4e00, unit <= 0x9fff { return .character }
    let value = classes[Int(unit >> 8)]?[Int(unit & 0xff)] ?? makeClasses(unit)
    return CharacterClass(rawValue: value) ?? .separator
  }

  /// The class of any scalar.
  func characterClass(scalar: UInt32) -> CharacterClass {
    if scalar <= 0xffff { return characterClass(UInt16(scalar)) }
    // Planes 2 and 3 are ideographs, assigned or to come.
    if scalar >= 0x20000, scalar < 0x3fffe, scalar & 0xfffe != 0xfffe { return .character }
    return ICU.characterClass(scalar)
  }

  @inline(never)
  private func makeFoldings(_ unit: UInt16) -> UInt16 {
    let page = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
    var target: [UInt16] = []
    for low in 0..<256 {
      let character = unit & 0xff00 | UInt16(low)
      page[low] = 0
      guard !UTF16Text.isSurrogate(character), normalizer.hasBoundary(before: UInt32(character))
      else { continue }
      normalizer.normalize([character], into: &target)
      if target.count == 1, !UTF16Text.isSurrogate(target[0]) { page[low] = form(target[0]) }
    }
    foldings[Int(unit >> 8)] = page
    return page[Int(unit & 0xff)]
  }

  @inline(never)
  private func makeClasses(_ unit: UInt16) -> UInt8 {
    let page = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for low in 0..<256 {
      let character = UInt32(unit & 0xff00) | UInt32(low)
      page[low] = ICU.characterClass(character).rawValue
    }
    classes[Int(unit >> 8)] = page
    return page[Int(unit & 0xff)]
  }
}
