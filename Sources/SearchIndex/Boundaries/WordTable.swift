/// For words of up to four characters the classes that they are of.
struct WordTable: Sendable {
  static let longest = 4

  // Open addressing: the words are few, and most characters are asked about in vain.
  private var keys: [UInt64]
  private var bits: [UInt16]
  private let shift: UInt64
  /// The characters that words begin with: most of a text are none of them.
  private let firsts: UnitSet

  /// - Parameter lists: words with spaces between them, each list with the bit of its class.
  init(_ lists: [(bit: UInt16, words: String)]) {
    var words: [UInt64: UInt16] = [:]
    for (bit, list) in lists {
      for word in list.split(separator: " ") where word.utf16.count <= Self.longest {
        words[word.utf16.reduce(0) { $0 << 16 | UInt64($1) }, default: 0] |= bit
      }
    }
    firsts = UnitSet(
      words.keys.map { key in
        UInt16(truncatingIfNeeded: key >> UInt64((63 - key.leadingZeroBitCount) / 16 * 16))
      })
    let width = UInt64(Int.bitWidth - (words.count * 4).leadingZeroBitCount)
    shift = 64 - width
    keys = [UInt64](repeating: 0, count: 1 << Int(width))
    bits = [UInt16](repeating: 0, count: keys.count)
    for (key, classes) in words {
      var place = self.place(key)
      while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
      keys[place] = key
      bits[place] = classes
    }
  }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
  }

  /// False if no word begins with a character.
  @inline(__always)
  func mayBegin(_ unit: UInt16) -> Bool { firsts.contains(unit) }

  /// The classes of a word, a bit for each; 0 if it is in no list.
  ///
  /// - Parameter key: its characters, 16 bits each.
  @inline(__always)
  subscript(key: UInt64) -> UInt16 {
    var place = place(key)
    while keys[place] != key {
      if keys[place] == 0 { return 0 }
      place = (place + 1) & (keys.count - 1)
    }
    return bits[place]
  }

  /// The classes of all words that begin at a place.
  @inline(__always)
  func classes(in text: LineText, at start: Int) -> UInt16 {
    var key: UInt64 = 0
    var found: UInt16 = 0
    for place in start..<min(text.count, start + Self.longest) {
      key = key << 16 | UInt64(text.at(place))
      found |= self[key]
    }
    return found
  }

  /// The classes of all words that begin with an ideograph of a text; spaces within words are for looks.
  ///
  /// - Parameters:
  ///   - unit: the ideograph.
  ///   - index: where it stands; it takes three bytes.
  ///   - end: where the text ends.
  ///   - bytes: the text.
  ///   - text: room to read in, which is needed for words with spaces only.
  /// - Returns: a bit for each class.
  @inline(__always)
  func classes(
    _ unit: UInt16, at index: Int, to end: Int, in bytes: UnsafeRawBufferPointer,
    _ text: inout LineText
  ) -> UInt16 {
    var key = UInt64(unit)
    var found = self[key]
    var place = index &+ 3
    for _ in 1..<Self.longest where place < end {
      guard let next = LineText.ideograph(bytes, place, end) else {
        guard LineText.isLeftOut(LineText.scalar(bytes, place, end).scalar) else { break }
        text.read(bytes, index..<end, limit: Self.longest)
        return classes(in: text, at: 0)
      }
      key = key &<< 16 | UInt64(next)
      found |= self[key]
      place &+= 3
    }
    return found
  }
}
