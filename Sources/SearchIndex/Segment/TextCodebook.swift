/// The frequent strings of a segment's texts, each with a short code.
///
/// ```
/// book    = pageStarts:u32[entries / 256 + 1] offsets:u16[entries + 1] strings padding
/// code    = entry | raw
/// entry   = first                     entry `first` where first < short
///         | first second              entry short + (first - short) * 256 + second, first < 250
/// raw     = 250 + n, n bytes          1 to 4 bytes as they are
///         | 255 n, n bytes            1 to 255 bytes as they are
/// ```
///
/// Entries stand by falling frequency. As many as can have a code of one byte: `short` is the largest
/// number that leaves codes for all others. Entry i is the bytes from `pageStarts[i / 256] + offsets[i]`
/// to the start of entry i + 1, counted from the first string; so a reader takes an entry from the
/// mapped file without having seen the others. The padding lets it copy ``TextCodebook/stride``
/// bytes from any entry's start.
///
/// Immutable, and so shared by all writers of an index.
final class TextCodebook: Sendable {
  /// First bytes from here on introduce bytes as they are.
  static let firstRaw = 250
  static let rawRun: UInt8 = 255
  static let maximumCount = 23_200
  /// Entries are at most this long.
  static let maximumLength = 48
  /// How many bytes a reader copies at once.
  static let stride = 16

  /// How many entries of so many have a code of one byte.
  static func shortCodes(_ count: Int) -> Int {
    firstRaw - (max(0, count - firstRaw) + 254) / 255
  }

  /// The book without entries, which no file holds.
  static let empty = TextCodebook(
    serialized: [], matcher: TextMatcher(count: 0) { _ in .init(start: nil, count: 0) })

  let count: Int
  /// What the file holds.
  let serialized: [UInt8]
  /// XXH3 of `serialized`: books that are equal have equal codes.
  let hash: UInt64
  /// How many bytes of text the entries were chosen for.
  let trainedOn: UInt64
  let matcher: TextMatcher

  private init(serialized: [UInt8], matcher: TextMatcher) {
    count = 0
    trainedOn = 0
    hash = 0
    self.serialized = serialized
    self.matcher = matcher
  }

  /// Of the strings in order of falling frequency: at most ``maximumCount``, all different, of
  /// numbered units and at most ``maximumLength`` long.
  init(strings: [UInt8], ends: [UInt32], trainedOn: UInt64) {
    count = ends.count
    self.trainedOn = trainedOn
    var starts: [UInt32] = [0]
    starts += ends
    var pages: [UInt32] = []
    var offsets: [UInt16] = []
    for (index, start) in starts.enumerated() {
      if index & 255 == 0 { pages.append(start) }
      offsets.append(UInt16(start - pages[index >> 8]))
    }
    var writer = ByteWriter()
    for page in pages { writer.append(fixed: page) }
    for offset in offsets { writer.append(fixed: offset) }
    writer.append(strings)
    writer.append([UInt8](repeating: 0, count: TextCodebook.stride))
    serialized = writer.bytes
    hash = serialized.withUnsafeBytes { Checksum.of($0) }
    matcher = strings.withUnsafeBytes { all in
      TextMatcher(count: ends.count) { index in
        UnsafeRawBufferPointer(rebasing: all[Int(starts[index])..<Int(starts[index + 1])])
      }
    }
  }

  /// Of what a file holds; nil if it is no codebook of `count` entries.
  init?(serialized: UnsafeRawBufferPointer, count: Int, trainedOn: UInt64) {
    guard let decoder = TextDecoder(book: serialized, count: count), decoder.isSound else {
      return nil
    }
    self.count = count
    self.trainedOn = trainedOn
    self.serialized = Array(serialized)
    hash = Checksum.of(serialized)
    matcher = TextMatcher(count: count) { decoder.entry($0) }
  }
}
