/// What the best documents of a block have: frequencies with the smallest length that goes with them.
///
/// No document of the block is better than all of these: one of them has no lower frequency and no
/// larger length. So they bound what the block can add to a score, whatever the average length of
/// documents becomes. (Lucene's blocks carry such pairs under this name.)
///
/// ```
/// impacts = frequency:u8[4] length:u8[4]
/// ```
///
/// Frequencies fall from the largest on, 255 standing for all from there up, and so do lengths. If
/// there are fewer, the last is repeated.
struct Impacts: Equatable {
  /// How many are kept.
  static let count = 4
  /// Bytes.
  static let length = 2 * count

  /// The frequencies in the lower half, the lengths in the upper.
  private var packed: UInt64

  init(packed: UInt64) { self.packed = packed }

  init(at source: UnsafeRawPointer) {
    packed = UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
  }

  func append(to writer: inout ByteWriter) { writer.append(fixed: packed) }

  /// A frequency of damaged bytes may be 0.
  @inline(__always)
  func frequency(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed &>> UInt64(8 &* index)) }

  /// Coded, see ``DocumentLength``.
  @inline(__always)
  func length(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: packed &>> UInt64(8 &* (index &+ Impacts.count)))
  }

  /// Whether those behind are the same as this one.
  @inline(__always)
  func isLast(_ index: Int) -> Bool {
    let next = index &+ 1
    return next == Impacts.count
      || frequency(index) == frequency(next) && length(index) == length(next)
  }

  /// Whether one of them is as good as a document.
  func cover(frequency: Int, length: UInt8) -> Bool {
    (0..<Impacts.count).contains {
      UInt8(clamping: frequency) <= self.frequency($0) && length >= self.length($0)
    }
  }

  /// Those of some documents, from their frequencies less one, the largest of these, and their lengths.
  ///
  /// - Precondition: `count` is 1 or more.
  init(
    docs: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int, largest: UInt32,
    lengths: UnsafePointer<UInt8>
  ) {
    var found = Pairs()
    if largest == 0 {
      var shortest = UInt8.max
      for index in 0..<count { shortest = min(shortest, lengths[Int(docs[index])]) }
      found.append(1, shortest)
    } else {
      let top = min(Int(largest), Int(UInt8.max) - 1)
      // By frequency less one: the smallest length.
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: top + 1) { shortest in
        shortest.initialize(repeating: .max)
        for index in 0..<count {
          let place = min(Int(frequencies[index]), top)
          shortest[place] = min(shortest[place], UInt16(lengths[Int(docs[index])]))
        }
        var least = UInt16.max
        for place in stride(from: top, through: 0, by: -1) where shortest[place] < least {
          least = shortest[place]
          found.append(UInt8(place + 1), UInt8(truncatingIfNeeded: least))
        }
      }
    }
    self = found.impacts
  }

  /// Pairs on their way: of too many, two that are near each other become one that covers both.
  private struct Pairs {
    private var frequencies = InlineArray<5, UInt8>(repeating: 0)
    private var lengths = InlineArray<5, UInt8>(repeating: 0)
    private var count = 0

    /// Adds one of a lower frequency and a smaller length.
    mutating func append(_ frequency: UInt8, _ length: UInt8) {
      frequencies[count] = frequency
      lengths[count] = length
      count += 1
      if count > Impacts.count { join() }
    }

    private mutating func join() {
      var best = 0
      var least = Int.max
      for place in 0..<count - 1 {
        let loss = loss(place)
        if loss < least { (best, least) = (place, loss) }
      }
      // The frequency of the first and the length of the second.
      lengths[best] = lengths[best + 1]
      for place in best + 1..<count - 1 {
        frequencies[place] = frequencies[place + 1]
        lengths[place] = lengths[place + 1]
      }
      count -= 1
    }

    /// About how much a pair and the next are overrated as one: by the frequency that the second has less, or by
    /// the length that the first has more, whichever is less; and of large frequencies neither counts much.
    private func loss(_ place: Int) -> Int {
      let (high, low) = (Int(frequencies[place]), Int(frequencies[place + 1]))
      let long = Int(DocumentLength.length(lengths[place]))
      let short = Int(DocumentLength.length(lengths[place + 1]))
      return min(10_000 * (high - low) / low, 10_000 * (long - short) / max(short, 1)) / (low + 1)
    }

    var impacts: Impacts {
      var packed: UInt64 = 0
      for index in 0..<Impacts.count {
        let place = min(index, count - 1)
        packed |= UInt64(frequencies[place]) << UInt64(8 * index)
        packed |= UInt64(lengths[place]) << UInt64(8 * (index + Impacts.count))
      }
      return Impacts(packed: packed)
    }
  }
}
