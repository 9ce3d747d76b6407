/// Writes texts as the codes of a ``TextCodebook``: always the longest entry that fits.
final class TextEncoder {
  let book: TextCodebook
  private let cutter: TextCutter
  private let shortCodes: Int
  /// The codes of one stretch.
  private let output: UnsafeMutablePointer<UInt8>
  private var codes: [ByteWriter] = []

  init(_ book: TextCodebook) {
    self.book = book
    cutter = TextCutter(book.matcher)
    shortCodes = TextCodebook.shortCodes(book.count)
    // Every other byte unknown is the worst: two bytes for one.
    output = .allocate(capacity: TextCutter.stretchLength * 2 + 16)
  }

  deinit { output.deallocate() }

  /// The codes of one of the texts that were encoded last.
  func codes(ofText text: Int) -> [UInt8] { codes[text].bytes }

  /// Encodes some texts, best as many at once as ``TextCutter`` has lanes.
  func encode(_ count: Int, text: (Int) -> UnsafeRawBufferPointer) {
    while codes.count < count { codes.append(ByteWriter()) }
    for index in 0..<count { codes[index].removeAll() }
    cutter.cut(count, text: text) { cuts in
      let length = encode(cuts)
      codes[cuts.text].append(UnsafeRawBufferPointer(start: output, count: length))
    }
  }

  /// Encodes texts that are in arrays.
  func encode(_ texts: [[UInt8]]) {
    withBuffers(texts[...], []) { buffers in encode(buffers.count) { buffers[$0] } }
  }

  /// Calls `body` with `buffers` and those of the arrays.
  private func withBuffers(
    _ texts: ArraySlice<[UInt8]>, _ buffers: [UnsafeRawBufferPointer],
    _ body: ([UnsafeRawBufferPointer]) -> Void
  ) {
    guard let first = texts.first else { return body(buffers) }
    first.withUnsafeBytes { withBuffers(texts.dropFirst(), buffers + [$0], body) }
  }

  /// Writes the codes of a stretch; returns how many bytes they have.
  private func encode(_ cuts: TextCuts) -> Int {
    let source = cuts.bytes
    var target = output
    /// Where the bytes begin that are not yet written.
    var raw = cuts.start
    cuts.forEach { match, start, end in
      if raw < start { target = TextEncoder.copy(source + raw, start &- raw, target) }
      let index = Int(match)
      let rest = index &- shortCodes
      let isShort = rest < 0
      target[0] = UInt8(truncatingIfNeeded: isShort ? index : shortCodes &+ rest &>> 8)
      target[1] = UInt8(truncatingIfNeeded: rest)
      target += isShort ? 1 : 2
      raw = end
    }
    if raw < cuts.end { target = TextEncoder.copy(source + raw, cuts.end &- raw, target) }
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
