internal import Glibc
internal import SearchIndex

/// Writes issues in the encodings that archives hold, one after the other.
struct IssueEncoder {
  private static let encodings = [
    (name: "UTF-8", isMarked: false), ("UTF-8", true), ("UTF-16LE", true), ("UTF-16BE", true),
    ("UTF-16LE", false), ("GB18030", false), ("BIG5", false),
  ]
  private let traditional: Transliterator

  init() throws { traditional = try Transliterator("Simplified-Traditional") }

  /// The bytes of an issue; in Big5 in the traditional script, with □ for what it has not got.
  func encode(_ text: String, _ number: Int) throws(GeneratorError) -> [UInt8] {
    let (name, isMarked) = IssueEncoder.encodings[number % IssueEncoder.encodings.count]
    let isBig5 = name == "BIG5"
    let text =
      isBig5
      ? String(decoding: traditional.transliterate(Array(text.utf16)), as: UTF16.self) : text
    guard let converter = iconv_open(name, "UTF-8"), Int(bitPattern: converter) != -1 else {
      throw GeneratorError(message: "iconv knows no \(name)")
    }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    for scalar in ((isMarked ? "\u{feff}" : "") + text).unicodeScalars {
      let bytes = IssueEncoder.convert(scalar, converter)
      result += bytes.isEmpty ? IssueEncoder.convert("□", converter) : bytes
    }
    return result
  }

  /// Nothing for a character that the encoding has not got.
  private static func convert(_ scalar: Unicode.Scalar, _ converter: iconv_t) -> [UInt8] {
    var source = UTF8.encode(scalar).map { $0.map { CChar(bitPattern: $0) } } ?? []
    var target = [CChar](repeating: 0, count: 16)
    var (sourceLeft, targetLeft) = (source.count, target.count)
    let status = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(converter, &from, &sourceLeft, &to, &targetLeft)
      }
    }
    guard status != -1 else { return [] }
    return target[..<(target.count - targetLeft)].map { UInt8(bitPattern: $0) }
  }
}
