/// The first byte of an entry of a term dictionary: how the term and what is kept of it are written.
///
/// Most bigrams differ from the one before in a character and occur in a few documents, once in each: such an
/// entry needs no other number for any of that.
struct TermCode: BitwiseCopyable {
  let byte: UInt8

  /// How many bytes of the term follow, 1 to 3, if it is as long as the one before; 0 if its lengths do.
  @inline(__always) var rest: Int { Int(byte & 3) }
  @inline(__always) var kind: Kind { Kind(rawValue: byte >> 2) }

  init(byte: UInt8) { self.byte = byte }

  init(rest: Int, _ kind: Kind) { byte = UInt8(rest) | kind.rawValue << 2 }

  /// What is kept of a term.
  struct Kind: Equatable, BitwiseCopyable {
    let rawValue: UInt8

    /// The frequencies follow.
    static let any = Kind(rawValue: 0)
    /// It occurs once, and not in a title; where there are ordinals both are 0.
    static let once = Kind(rawValue: 1)
    /// It occurs once, and not in a title; its ordinals follow.
    static let onceWithOrdinals = Kind(rawValue: 2)
    /// The first of those that occur once in each of 2 to 31 documents.
    private static let even: UInt8 = 3
    /// The first of those that occur in 2 to 31 documents, in some more often.
    private static let uneven: UInt8 = 33
    private static let end: UInt8 = 63
    static let maximumFrequency: UInt32 = 31

    /// That of 2 to 31 documents.
    init(documentFrequency: UInt32, isEven: Bool) {
      rawValue = UInt8(documentFrequency) - 2 + (isEven ? Kind.even : Kind.uneven)
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// True for a term of one document whose frequencies do not follow.
    @inline(__always) var isOfOne: Bool { rawValue < Kind.even && rawValue > 0 }
    @inline(__always) var isUneven: Bool { rawValue >= Kind.uneven }
    @inline(__always) var isValid: Bool { rawValue < Kind.end }
    /// For those of 2 to 31 documents.
    @inline(__always) var documentFrequency: UInt32 {
      UInt32(rawValue) &+ 2 &- UInt32(isUneven ? Kind.uneven : Kind.even)
    }
  }

  /// In how many bytes the numbers of so many documents are written.
  static func docWidth(documents: Int) -> Int {
    max(1, (Int.bitWidth - max(0, documents - 1).leadingZeroBitCount + 7) / 8)
  }
}
