/// The text of a source file.
struct SourceText {
  /// Well-formed UTF-8.
  var bytes: [UInt8]
  var encoding: SourceEncoding
  /// Where the first byte stands in the file: behind a byte order mark.
  var base = 0
  /// How many broken sequences became U+FFFD.
  var broken = 0
  /// The bytes are not those of the file.
  var isDecoded: Bool
}

/// Turns the bytes of text files into UTF-8, whatever encoding they are in.
final class SourceDecoder {
  private let detector = EncodingDetector()
  private var repaired: [UInt8] = []

  /// The text that the bytes of a file are; nil if their encoding is not certain.
  ///
  /// A byte order mark decides. Otherwise it is UTF-8 if nearly all of it is well formed, else what
  /// ``EncodingDetector`` finds.
  func decode(_ file: [UInt8]) throws(IndexError) -> SourceText? {
    let mark = file.withUnsafeBytes { SourceEncoding.mark(of: $0) }
    let bytes = mark.map { Array(file.dropFirst($0.length)) } ?? file
    if mark?.encoding ?? .utf8 == .utf8, let text = utf8(bytes, base: mark?.length ?? 0) {
      return text
    }
    var guess = mark?.encoding
    if guess == nil {
      guess = try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
        try detector.guess(bytes)
      }
    }
    guard let guess, guess != .utf8 else { return nil }
    let units = try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
      try detector.decode(bytes, guess)
    }
    guard !units.contains(0) else { return nil }
    var writer = ByteWriter()
    units.withUnsafeBufferPointer { UTF16Text.appendUTF8($0, to: &writer) }
    return SourceText(
      bytes: writer.bytes, encoding: guess, broken: units.count { $0 == 0xfffd }, isDecoded: true)
  }

  /// Nil if the bytes are hardly text in UTF-8.
  private func utf8(_ bytes: [UInt8], base: Int) -> SourceText? {
    guard !bytes.contains(0) else { return nil }
    let broken = bytes.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) }
    guard broken > 0 else {
      return SourceText(bytes: bytes, encoding: .utf8, base: base, isDecoded: false)
    }
    guard broken * 10 <= repaired.count - 3 * broken else { return nil }
    return SourceText(
      bytes: repaired, encoding: .utf8, base: base, broken: broken, isDecoded: true)
  }
}
