/// Turns codes into text with a ``TextCodebook`` that lies in memory as the file holds it.
///
/// Nothing is taken on trust: each entry's bounds are compared with the book's, each copy with the
/// room there is, so that no bytes, whatever they are, are read or written outside.
struct TextDecoder {
  private let count: Int
  private let shortCodes: Int
  private let pages: UnsafePointer<UInt32>
  private let offsets: UnsafePointer<UInt16>
  private let strings: UnsafePointer<UInt8>
  /// The length of all strings, without the padding behind them.
  private let length: Int

  /// The length of the tables before the strings.
  private static func tableLength(_ count: Int) -> Int { (count / 256 + 1) * 4 + (count + 1) * 2 }

  /// Nil if the book is too short for so many entries, or not where integers may be read.
  init?(book: UnsafeRawBufferPointer, count: Int) {
    guard let base = book.baseAddress, count >= 0, count <= TextCodebook.maximumCount,
      UInt(bitPattern: base) & 3 == 0,
      book.count >= TextDecoder.tableLength(count) + TextCodebook.stride
    else { return nil }
    self.count = count
    shortCodes = TextCodebook.shortCodes(count)
    pages = base.assumingMemoryBound(to: UInt32.self)
    offsets = (base + (count / 256 + 1) * 4).assumingMemoryBound(to: UInt16.self)
    strings = (base + TextDecoder.tableLength(count)).assumingMemoryBound(to: UInt8.self)
    length = book.count - TextDecoder.tableLength(count) - TextCodebook.stride
  }

  @inline(__always)
  private func start(_ index: Int) -> Int {
    Int(pages[index &>> 8]) &+ Int(offsets[index])
  }

  /// True if the entries follow each other and fill the book, none empty nor too long.
  var isSound: Bool {
    guard start(0) == 0, start(count) == length else { return false }
    return (0..<count).allSatisfy { index in
      let start = start(index)
      let end = self.start(index + 1)
      return start < end && end <= length && end - start <= TextCodebook.maximumLength
    }
  }

  /// The bytes of an entry of a sound book.
  func entry(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: strings + start(index), count: start(index + 1) - start(index))
  }

  /// Writes the text of `codes`; false if they are not codes of a text that fills `target`.
  func decode(_ codes: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard !codes.isEmpty, !target.isEmpty else { return codes.isEmpty && target.isEmpty }
    guard let source = codes.assumingMemoryBound(to: UInt8.self).baseAddress,
      let output = target.baseAddress
    else { return false }
    let end = codes.count
    let room = target.count
    var position = 0
    var written = 0
    while position < end {
      let first = Int(source[position])
      position &+= 1
      var index = first
      if first >= shortCodes {
        guard position < end else { return false }
        if first >= TextCodebook.firstRaw {
          var run = first &- TextCodebook.firstRaw
          if first == Int(TextCodebook.rawRun) {
            run = Int(source[position])
            position &+= 1
          }
          guard run > 0, run <= end &- position, run <= room &- written else { return false }
          (output + written).copyMemory(from: source + position, byteCount: run)
          position &+= run
          written &+= run
          continue
        }
        index =
          shortCodes &+ (first &- shortCodes) &* 256 &+ Int(source[position])
        position &+= 1
      }
      guard index < count else { return false }
      let start = start(index)
      let entryEnd = self.start(index &+ 1)
      let size = entryEnd &- start
      guard size > 0, entryEnd <= length, size <= room &- written else { return false }
      let from = UnsafeRawPointer(strings + start)
      let to = output + written
      if size <= TextCodebook.stride, room &- written >= TextCodebook.stride {
        // One copy of a fixed length is quicker than one of the right length.
        to.storeBytes(
          of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
      } else {
        to.copyMemory(from: from, byteCount: size)
      }
      written &+= size
    }
    return written == room
  }
}
