import Testing

@testable import SearchIndex

/// Checks the places of a text against its source by looking there and by counting.
struct PlaceOracle {
  private let source: [UInt8]
  /// The line and column of each byte, by counting from the beginning.
  private var places: [(line: Int, column: Int)] = []

  init(_ source: [UInt8]) {
    self.source = source
    var (line, column) = (1, 1)
    for index in 0...source.count {
      places.append((line, column))
      guard index < source.count else { break }
      let isPair = source[index] == 0x0d && index + 1 < source.count && source[index + 1] == 0x0a
      if source[index] == 0x0a || source[index] == 0x0d && !isPair {
        (line, column) = (line + 1, 1)
      } else if source[index] & 0xc0 != 0x80 {
        column += 1
      }
    }
  }

  /// Every character but white space, which may have been put in, stands where its place says; white space
  /// stands between the lines of what is around it.
  ///
  /// `references` are what references of the source stand for, if it may have some.
  @discardableResult
  func check(
    _ text: ExtractedText, references: [String: Unicode.Scalar]? = nil, seed: Int
  ) throws -> Int {
    let (title, body) = (
      String(decoding: text.title, as: UTF8.self), String(decoding: text.text, as: UTF8.self)
    )
    let origin = try #require(
      DocumentOrigin(encoded: text.origin.encoded)
        ?? (text.origin.isEmpty ? DocumentOrigin() : nil))
    #expect(origin == text.origin)
    var offset = 0
    var count = 0
    var before = 1
    var waiting: [Int] = []
    for scalar in (title + body).unicodeScalars {
      defer { offset += UTF8.width(scalar) }
      if offset == title.utf8.count {
        before = 1
        waiting = []
      }
      let place = try #require(
        origin.place(ofByte: offset, title: title, text: body), "seed \(seed): \(offset)")
      let byte = try #require(place.byte)
      if [" ", "\n", "\t"].contains(scalar) {
        waiting.append(place.line)
        continue
      }
      guard waiting.allSatisfy({ (before...max(before, place.line)).contains($0) }) else {
        Issue.record("seed \(seed): white space before \(offset) is on lines \(waiting)")
        return count
      }
      waiting = []
      before = place.line
      count += 1
      guard
        source[byte...].starts(with: String(scalar).utf8)
          || refers(byte, to: scalar, references ?? [:])
      else {
        let around = source[max(0, byte - 60)..<min(source.count, byte + 60)]
        Issue.record(
          """
          seed \(seed): \(scalar) of \(offset) is not at \(byte): \
          \(String(decoding: around, as: UTF8.self))
          """)
        return count
      }
      guard places[byte] == (place.line, place.column) else {
        Issue.record("seed \(seed): \(scalar) of \(offset) at \(byte): \(place)")
        return count
      }
    }
    return count
  }

  private func refers(
    _ byte: Int, to scalar: Unicode.Scalar, _ references: [String: Unicode.Scalar]
  ) -> Bool {
    references.contains {
      $0.value == scalar && source[byte...].starts(with: $0.key.utf8)
    }
  }
}
