internal import Synchronization

/// The sounds of Han characters: pinyin syllables without tones, both ways.
///
/// A syllable with ü is known as it is typed, with v and with u. Without ICU's transliterator no
/// character has a sound.
struct Pinyin {
  /// By character: its syllables.
  private var syllables: [UInt32: [String]] = [:]
  /// By syllable: its characters.
  private var characters: [String: [UInt32]] = [:]

  /// ICU's transliterator, opened once a process: that takes longer than all else.
  private static let transliterator = Mutex<Transliterator?>(nil)

  /// The sounds of some characters.
  ///
  /// - Complexity: 8 µs a character; 80 ms more for the first in the process.
  init(_ characters: [UInt32]) { add(characters) }

  /// Adds the sounds of characters; those that are known are passed over.
  mutating func add(_ new: [UInt32]) {
    let new = new.filter { syllables[$0] == nil && $0 <= 0xffff }
    guard !new.isEmpty else { return }
    // Line breaks keep the characters apart: beside each other some are read otherwise.
    let lines = Array(new.map { [UInt16($0)] }.joined(separator: [0x0a]))
    let latin = Pinyin.transliterate(lines).split(
      separator: 0x0a, omittingEmptySubsequences: false)
    guard latin.count == new.count else { return }
    for (character, units) in zip(new, latin) {
      let read = Pinyin.spellings(units) + (OtherReadings.all[character] ?? [])
      for syllable in read where !(syllables[character]?.contains(syllable) ?? false) {
        syllables[character, default: []].append(syllable)
        characters[syllable, default: []].append(character)
      }
    }
  }

  private static func transliterate(_ units: [UInt16]) -> [UInt16] {
    transliterator.withLock { transliterator in
      if transliterator == nil { transliterator = try? Transliterator("Han-Latin; NFD") }
      return transliterator?.transliterate(units) ?? []
    }
  }

  /// A decomposed syllable as it is typed; none if it is no syllable.
  private static func spellings(_ units: some Sequence<UInt16>) -> [String] {
    var letters = ""
    for unit in units {
      switch unit {
      case 0x61...0x7a: letters.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      case 0x308 where letters.last == "u":
        letters.removeLast()
        letters.append("v")
      case 0x300...0x36f: break
      default: return []
      }
    }
    if letters.contains("v") { return [letters, String(letters.map { $0 == "v" ? "u" : $0 })] }
    return letters.isEmpty ? [] : [letters]
  }

  /// The syllables of a character, the usual one first; none if it has no known sound.
  func syllables(of character: UInt32) -> [String] { syllables[character] ?? [] }

  /// The characters of a syllable.
  func characters(of syllable: String) -> [UInt32] { characters[syllable] ?? [] }

  /// The characters with a syllable that begins with some letters.
  func characters(withPrefix prefix: String) -> [UInt32] {
    characters.filter { $0.key.utf8.starts(with: prefix.utf8) }.flatMap(\.value)
  }

  /// All characters that sound like one, itself included.
  func homophones(of character: UInt32) -> Set<UInt32> {
    Set(syllables(of: character).flatMap { characters(of: $0) }).union([character])
  }

  /// All syllables.
  var allSyllables: Dictionary<String, [UInt32]>.Keys { characters.keys }
}
