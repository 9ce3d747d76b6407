/// What a frequency in a document is worth: `f / (f + norm)`, where the norm grows with the document's
/// length.
///
/// As a whole number, 2³² to the unit, so that scores are the same wherever they are computed. Of small
/// frequencies, which nearly all are, it is known beforehand: a division would take as long as the rest
/// of what is done for a posting.
final class Saturation {
  /// By coded length: what is added to the frequency in the denominator.
  let norms: [Float]
  /// By frequency less one and coded length.
  private let table: UnsafeMutablePointer<UInt32>

  /// Up to this frequency it is in the table.
  private static let tabled = 16

  init(averageLength: Float) {
    norms = (0...255).map { code in
      let length = Float(DocumentLength.length(UInt8(code)))
      return BM25.k1 * (1 - BM25.b + BM25.b * length / max(averageLength, 1))
    }
    table = .allocate(capacity: Saturation.tabled << 8)
    for frequency in 1...Saturation.tabled {
      for (code, norm) in norms.enumerated() {
        table[(frequency - 1) << 8 | code] = Saturation.value(frequency, norm)
      }
    }
  }

  deinit { table.deallocate() }

  /// That of a frequency from 1 up and a coded length.
  @inline(__always)
  subscript(_ frequency: Int, length: UInt8) -> UInt32 {
    frequency <= Saturation.tabled
      ? table[(frequency &- 1) &<< 8 | Int(length)]
      : Saturation.value(frequency, norms[Int(length)])
  }

  @inline(never)
  private static func value(_ frequency: Int, _ norm: Float) -> UInt32 {
    let frequency = Double(frequency)
    return UInt32(frequency / (frequency + Double(norm)) * 0x1p32)
  }
}
