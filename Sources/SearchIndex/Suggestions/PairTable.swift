/// Which characters follow a character, and in how many documents: the pairs of the grams lane, all
/// segments together.
///
/// The pairs of a character are read when it is first asked for.
final class PairTable {
  /// A character behind another one.
  struct Follower: Equatable {
    var character: UInt32
    /// Documents that hold the pair, deleted ones included until they are merged away.
    var documents: Int
  }

  private let segments: [SegmentReader]
  private var known: [UInt32: [Follower]] = [:]

  init(_ segments: [SegmentReader]) { self.segments = segments }

  /// The characters right behind a character, by code point.
  ///
  /// - Complexity: O(pairs of the character) the first time.
  func followers(of character: UInt32) -> [Follower] {
    if let followers = known[character] { return followers }
    var followers: [Follower] = []
    for segment in segments { append(character, in: segment, to: &followers) }
    if segments.count > 1 {
      var sums: [UInt32: Int] = [:]
      for follower in followers { sums[follower.character, default: 0] += follower.documents }
      followers = sums.map { Follower(character: $0.key, documents: $0.value) }
      followers.sort { $0.character < $1.character }
    }
    known[character] = followers
    return followers
  }

  private func append(
    _ character: UInt32, in segment: SegmentReader, to followers: inout [Follower]
  ) {
    let prefix = PairTable.bytes(character)
    let terms = TermCursor.over(segment.grams)
    // The marks of what else stands behind a character come before the characters.
    var found = (prefix + [UInt8(Gram.rare) + 1]).withUnsafeBytes { terms.seek(to: $0) }
    while found, terms.term.starts(with: prefix) {
      let term = terms.term
      var end = prefix.count
      if end < term.count, let follower = PairTable.decode(term, &end), end == term.count {
        followers.append(
          Follower(character: follower, documents: Int(terms.info.documentFrequency)))
      }
      found = terms.advance()
    }
  }

  /// The Han characters of the BMP that begin a gram, by code point: all that occur.
  ///
  /// - Complexity: a seek for each of them and each segment.
  func hanCharacters() -> [UInt32] {
    var characters: Set<UInt32> = []
    for segment in segments {
      let terms = TermCursor.over(segment.grams)
      var next: UInt32 = 0x3400
      while next <= 0x9fff {
        let target = PairTable.bytes(next)
        guard target.withUnsafeBytes({ terms.seek(to: $0) }) else { break }
        var end = 0
        guard let character = PairTable.decode(terms.term, &end) else { break }
        if character <= 0x9fff { characters.insert(character) }
        next = max(character, next) + 1
      }
    }
    return characters.sorted()
  }

  /// The character at `index`, which moves behind it; nil if its bytes are not all there.
  private static func decode(_ term: UnsafeRawBufferPointer, _ index: inout Int) -> UInt32? {
    guard index < term.count else { return nil }
    let first = term[index]
    let width = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    return index + width <= term.count ? Normalizer.decode(term, &index) : nil
  }

  private static func bytes(_ character: UInt32) -> [UInt8] {
    Array(String(characters: [character]).utf8)
  }
}

extension String {
  /// The string of these code points; what is none is left out.
  init(characters: [UInt32]) {
    var view = UnicodeScalarView()
    view.append(contentsOf: characters.compactMap(Unicode.Scalar.init))
    self.init(view)
  }

  var characters: [UInt32] { unicodeScalars.map(\.value) }
}
