/// The text of a source file.
struct SourceText {
  /// Well-formed UTF-8.
  var bytes: [UInt8]
  var encoding: SourceEncoding
  /// Where the first byte stands in the file: behind a byte order mark.
  var base = 0
  /// A byte order mark stood before it.
  var hasMark = false
  /// How many broken sequences became U+FFFD.
  var broken = 0
  /// The bytes are not those of the file.
  var isDecoded: Bool
}

/// Turns the bytes of text files into UTF-8, whatever encoding they are in.
final class SourceDecoder {
  private let detector = EncodingDetector()
  private var repaired: [UInt8] = []

  /// The text that the bytes of a file are.
  ///
  /// A byte order mark decides, then `forced`. Otherwise it is UTF-8 if nearly all of it is well formed,
  /// else what ``EncodingDetector`` finds.
  ///
  /// - Throws: that the encoding is not certain, or is not the one that was forced.
  func decode(
    _ file: [UInt8], as forced: SourceEncoding? = nil
  ) throws(SourceRefusal) -> SourceText {
    let mark = file.withUnsafeBytes { SourceEncoding.mark(of: $0) }
    let bytes = mark.map { Array(file.dropFirst($0.length)) } ?? file
    let known = mark?.encoding ?? forced
    if known ?? .utf8 == .utf8, var text = utf8(bytes, base: mark?.length ?? 0) {
      text.hasMark = mark != nil
      return text
    }
    guard known != .utf8 else { throw SourceDecoder.refusal(forced) }
    var guess = known
    var units: [UInt16] = []
    do throws(IndexError) {
      try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
        if guess == nil { guess = try detector.guess(bytes) }
        if let guess { units = try detector.decode(bytes, guess) }
      }
    } catch {
      // An ICU without a converter: no fault of the file.
      throw SourceRefusal(.encoding, error.description)
    }
    let broken = units.count { $0 == 0xfffd }
    guard let encoding = guess, !units.contains(0) else { throw SourceDecoder.refusal(forced) }
    // Of a guess the score has judged.
    guard forced == nil || broken * 10 <= units.count else { throw SourceDecoder.refusal(forced) }
    var writer = ByteWriter()
    units.withUnsafeBufferPointer { UTF16Text.appendUTF8($0, to: &writer) }
    return SourceText(
      bytes: writer.bytes, encoding: encoding, hasMark: mark != nil, broken: broken,
      isDecoded: true)
  }

  private static func refusal(_ forced: SourceEncoding?) -> SourceRefusal {
    guard let forced else { return .unknownEncoding }
    return SourceRefusal(.encoding, "it is not in \(forced.rawValue), which was named")
  }

  /// Nil if the bytes are hardly text in UTF-8.
  private func utf8(_ bytes: [UInt8], base: Int) -> SourceText? {
    guard !bytes.withUnsafeBytes(\.hasNull) else { return nil }
    let broken = bytes.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) }
    guard broken > 0 else {
      return SourceText(bytes: bytes, encoding: .utf8, base: base, isDecoded: false)
    }
    guard broken * 10 <= repaired.count - 3 * broken else { return nil }
    return SourceText(
      bytes: repaired, encoding: .utf8, base: base, broken: broken, isDecoded: true)
  }
}
