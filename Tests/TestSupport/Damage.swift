/// What can happen to a file.
public enum Damage: Sendable, CustomStringConvertible {
  /// The file ends after this many bytes.
  case truncated(Int)
  /// One bit differs.
  case flipped(bit: Int)
  /// A page's worth of bytes is zero.
  case zeroed(from: Int)

  /// The damaged bytes.
  public func applied(to bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    switch self {
    case .truncated(let length): result = Array(result.prefix(length))
    case .flipped(let bit): result[bit / 8] ^= 1 << UInt8(bit % 8)
    case .zeroed(let start):
      for index in start..<min(start + 512, result.count) { result[index] = 0 }
    }
    return result
  }

  /// What was done.
  public var description: String {
    switch self {
    case .truncated(let length): "cut to \(length) bytes"
    case .flipped(let bit): "bit \(bit % 8) of byte \(bit / 8) flipped"
    case .zeroed(let start): "zeroed from byte \(start)"
    }
  }
}
