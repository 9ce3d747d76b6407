/// Writes text as the codes of a ``TextCodebook``: always the longest entry that fits.
struct TextEncoder {
  let book: TextCodebook
  private(set) var codes: [UInt8] = []
  private(set) var count = 0

  init(_ book: TextCodebook) { self.book = book }

  /// Replaces the codes by those of `text`.
  mutating func encode(_ text: UnsafeRawBufferPointer) {
    count = 0
    guard let source = text.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    // Every other byte unknown is the worst: two bytes for one.
    let bound = text.count * 2 + 16
    if codes.count < bound { codes = [UInt8](repeating: 0, count: bound) }
    let matcher = book.matcher
    let shortCodes = TextCodebook.shortCodes(book.count)
    count = codes.withUnsafeMutableBufferPointer { target in
      guard let output = target.baseAddress else { return 0 }
      return TextEncoder.encode(source, text.count, matcher, shortCodes, output)
    }
  }

  /// Replaces the codes by those of `text`.
  mutating func encode(_ text: [UInt8]) { text.withUnsafeBytes { encode($0) } }

  func appendCodes(to writer: inout ByteWriter) {
    codes.withUnsafeBytes { writer.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  private static func encode(
    _ source: UnsafePointer<UInt8>, _ length: Int, _ matcher: TextMatcher,
    _ shortCodes: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var target = output
    /// Where the bytes begin that are not yet written.
    var raw = 0
    matcher.forEachMatch(in: source, length) { match, start, end in
      if raw < start { target = copy(source + raw, start &- raw, target) }
      let index = Int(match)
      if index < shortCodes {
        target[0] = UInt8(truncatingIfNeeded: index)
        target += 1
      } else {
        let rest = index &- shortCodes
        target[0] = UInt8(truncatingIfNeeded: shortCodes &+ rest &>> 8)
        target[1] = UInt8(truncatingIfNeeded: rest)
        target += 2
      }
      raw = end
    }
    if raw < length { target = copy(source + raw, length &- raw, target) }
    return target - output
  }

  /// Writes bytes that are in no entry.
  @inline(never)
  private static func copy(
    _ source: UnsafePointer<UInt8>, _ length: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var target = output
    if length <= 4 {
      target[0] = UInt8(truncatingIfNeeded: TextCodebook.firstRaw &+ length)
      (target + 1).update(from: source, count: length)
      return target + (1 &+ length)
    }
    var copied = 0
    while copied < length {
      let run = min(255, length &- copied)
      target[0] = TextCodebook.rawRun
      target[1] = UInt8(truncatingIfNeeded: run)
      (target + 2).update(from: source + copied, count: run)
      target += 2 &+ run
      copied &+= run
    }
    return target
  }
}
