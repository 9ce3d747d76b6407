import TestSupport
import Testing

@testable import SearchIndex

@Suite struct LineReaderTests {
  /// A line, or nil for one that is too long.
  private typealias Lines = [[UInt8]?]

  private func read(_ bytes: [UInt8], limit: Int) throws -> Lines {
    let directory = TemporaryDirectory()
    var reader = LineReader(try InputFile(path: directory.write(bytes, to: "lines")), limit: limit)
    var lines: Lines = []
    while let next = try reader.next() {
      switch next {
      case .line(let range): lines.append(Array(reader.buffer[range]))
      case .tooLong: lines.append(nil)
      }
      #expect(reader.lineNumber == lines.count)
    }
    #expect(try reader.next() == nil)
    return lines
  }

  private func expected(_ bytes: [UInt8], limit: Int) -> Lines {
    var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last == [] { lines.removeLast() }
    return lines.map { $0.count > limit ? nil : $0 }
  }

  @Test("Lines of few bytes with every small limit", arguments: 0..<8)
  func small(limit: Int) throws {
    var text = "\n\n\r\n"
    for first in 0..<8 {
      for second in 0..<4 {
        text += String(repeating: "a", count: first) + "\n" + String(repeating: "b", count: second)
        text += "\n"
      }
    }
    for ending in ["", "abcdefghi"] {
      let bytes = Array((text + ending).utf8)
      #expect(try read(bytes, limit: limit) == expected(bytes, limit: limit), "\(ending)")
    }
  }

  @Test("A file without lines, and one with an empty line")
  func empty() throws {
    #expect(try read([], limit: 5) == [])
    #expect(try read([0x0a], limit: 5) == [[]])
  }

  @Test("Random lines and limits", arguments: Seeds.count(12))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let most = random.pick([2, 5, 20, 200])
    let bytes = (0..<random.below(3000)).map { _ in
      random.chance(most) ? 0x0a : UInt8(0x61 + random.below(26))
    }
    for limit in [random.below(most * 3), 5000] {
      let expected = expected(bytes, limit: limit)
      #expect(try read(bytes, limit: limit) == expected, "seed \(seed), \(limit)")
    }
  }

  /// The reader takes a MiB at once: ends of lines before, at and behind that border.
  @Test("Lines over the borders of what is read at once", arguments: -2...2)
  func borders(shift: Int) throws {
    let chunk = 1 << 20
    let long = [UInt8](repeating: 0x78, count: chunk - 6 + shift)
    let bytes = Array("first\n".utf8) + long + Array("\nafter\n".utf8) + long
    for limit in [5, long.count - 1, long.count] {
      #expect(try read(bytes, limit: limit) == expected(bytes, limit: limit), "limit \(limit)")
    }
  }

  @Test("A line that is too long does not stay in memory")
  func memory() throws {
    let directory = TemporaryDirectory()
    let bytes = [UInt8](repeating: 0x78, count: 10 << 20) + [0x0a, 0x61]
    var reader = LineReader(
      try InputFile(path: directory.write(bytes, to: "lines")), limit: 1 << 10)
    guard case .tooLong = try reader.next() else {
      Issue.record("the line is not too long")
      return
    }
    #expect(reader.buffer.capacity <= 4 << 20)
    guard case .line(let range) = try reader.next() else {
      Issue.record("the last line is missing")
      return
    }
    #expect(reader.buffer[range] == [0x61])
    #expect(reader.lineNumber == 2)
  }
}
