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
    count = codes.withUnsafeMutableBufferPointer { target in
      guard let output = target.baseAddress else { return 0 }
      return TextEncoder.encode(source, text.count, matcher, output)
    }
  }

  /// Replaces the codes by those of `text`.
  mutating func encode(_ text: [UInt8]) { text.withUnsafeBytes { encode($0) } }

  func appendCodes(to writer: inout ByteWriter) {
    codes.withUnsafeBytes { writer.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  private static func encode(
    _ source: UnsafePointer<UInt8>, _ length: Int, _ matcher: TextMatcher,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var target = output
    var offset = 0
    var raw = 0
    while offset < length {
      let match = matcher.longest(source, offset, length)
      if match.index == TextMatcher.none {
        offset = match.end
        continue
      }
      if raw < offset { target = copy(source + raw, offset &- raw, target) }
      let index = Int(match.index)
      if index < TextCodebook.shortCodes {
        target[0] = UInt8(truncatingIfNeeded: index)
        target += 1
      } else {
        let rest = index &- TextCodebook.shortCodes
        target[0] = UInt8(truncatingIfNeeded: TextCodebook.shortCodes &+ rest &>> 8)
        target[1] = UInt8(truncatingIfNeeded: rest)
        target += 2
      }
      offset = match.end
      raw = offset
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
