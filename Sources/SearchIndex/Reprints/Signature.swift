/// A sketch of a set of shingles: the share of places in which two are equal estimates the similarity of the
/// sets.
///
/// One hash of each shingle decides by its highest bits for which place it stands, and the least of each place
/// is kept (Li, Owen and Zhang, "One Permutation Hashing", 2012); a place that none stands for takes the least of
/// another (Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", 2017). Eight bits of
/// each are enough (Li and König, "b-Bit Minwise Hashing", 2010).
enum Signature {
  /// How many places there are, a byte each.
  static let length = 128
  /// A band is so many places in a row.
  ///
  /// Two sets are compared if they agree on all places of a band. That sets do that are alike by 0.4 has a
  /// probability of 0.94, by a half of 0.996, by 0.6 of 0.99996.
  static let bandLength = 3
  static let bands = length / bandLength

  /// Appends the signature of some shingles, of which there is one at least.
  static func append(_ hashes: [UInt64], to bytes: inout [UInt8]) {
    var least = InlineArray<128, UInt64>(repeating: .max)
    for hash in hashes {
      let place = Int(truncatingIfNeeded: hash >> 57)
      // The highest bits are those of the place: the same for all that it is compared with.
      if hash < least[place] { least[place] = hash }
    }
    for place in 0..<length {
      var source = place
      var attempt: UInt64 = 0
      while least[source] == .max, attempt < 1 << 16 {
        attempt += 1
        source = Int(truncatingIfNeeded: ShingleSink.mix(UInt64(place) << 32 | attempt) >> 57)
      }
      bytes.append(UInt8(truncatingIfNeeded: least[source]))
    }
  }

  /// The share of places in which two signatures are equal.
  static func similarity(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Double {
    Double(zip(left, right).count { $0 == $1 }) / Double(length)
  }
}
