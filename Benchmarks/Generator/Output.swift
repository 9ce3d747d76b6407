internal import Glibc

/// Bytes on their way to standard output.
struct Output: ~Copyable {
  private static let limit = 1 << 20
  private let base: UnsafeMutableRawPointer
  private var used = 0
  private var flushed = 0

  init() {
    base = UnsafeMutableRawPointer.allocate(byteCount: Output.limit * 2, alignment: 64)
  }

  deinit { base.deallocate() }

  /// Bytes so far.
  var count: Int { flushed + used }

  @inline(__always)
  mutating func append(_ term: Term) {
    base.storeBytes(of: term.bytes, toByteOffset: used, as: SIMD16<UInt8>.self)
    used += term.count
  }

  mutating func append(_ text: StaticString) {
    base.advanced(by: used).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    used += text.utf8CodeUnitCount
  }

  /// A number in decimal, with zeros in front up to `digits`.
  mutating func append(_ number: Int, digits: Int = 1) {
    var length = 1
    var rest = number
    while rest >= 10 {
      rest /= 10
      length += 1
    }
    length = max(length, digits)
    rest = number
    for place in stride(from: length - 1, through: 0, by: -1) {
      base.storeBytes(of: UInt8(48 + rest % 10), toByteOffset: used + place, as: UInt8.self)
      rest /= 10
    }
    used += length
  }

  /// What has been appended since the last call, which is not written then.
  mutating func take() -> String {
    defer { used = 0 }
    return String(decoding: UnsafeRawBufferPointer(start: base, count: used), as: UTF8.self)
  }

  /// To be called after each line, which is far shorter than the buffer.
  mutating func endLine() throws(GeneratorError) {
    append("\n")
    if used >= Output.limit { try flush() }
  }

  mutating func flush() throws(GeneratorError) {
    var written = 0
    while written < used {
      let result = write(1, base + written, used - written)
      if result > 0 {
        written += result
      } else if errno != EINTR {
        throw GeneratorError(message: "standard output: \(String(cString: strerror(errno)))")
      }
    }
    flushed += used
    used = 0
  }
}

struct GeneratorError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
