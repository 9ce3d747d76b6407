import TestSupport
import Testing

@testable import SearchIndex

/// Another ICU cut the words: order may be uneven, hits are not, and `stats` tells until all is cut anew.
@Suite struct ForeignSegmenterTests {
  @Test("An index of another ICU finds what it found, and says so until nothing is left of it")
  func foreign() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let texts = ["平城区检查燃气安全", "平城的安全", "燃气公司"]
    func add(_ numbers: Range<Int>, merges: Bool = false) throws {
      let writer = try IndexWriter(path: path)
      for number in numbers {
        try writer.add(Document(id: "\(number)", text: texts[number % texts.count]))
      }
      if merges { try writer.mergeAll() }
      try writer.commit()
      try writer.finishMerges()
    }
    func isSame() throws -> Bool { try IndexStatistics(path: path).hasSameSegmenter }
    func found() throws -> [[String]] {
      try ["平城", "燃气", "安全", "的"].map { literal in
        try Searcher(path: path).ids(fulfilling: Query([.literal(literal)]))
      }
    }
    try add(0..<6)
    #expect(try isSame())
    let expected = try found()

    var manifest = try Manifest(folder: path)
    manifest.identity = SegmenterIdentity(icuVersion: "1.0", dictionaryHash: 7)
    try manifest.write(to: path)
    #expect(try !isSame())
    #expect(try Searcher(path: path).icuVersion == "1.0")
    #expect(try found() == expected)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)

    // New documents beside the old ones, and merged with them, do not make these new.
    try add(6..<7)
    #expect(try !isSame())
    try add(7..<8, merges: true)
    #expect(try !isSame())
    // All of them again: nothing is left of what the other ICU cut.
    try add(0..<8)
    #expect(try isSame())
    #expect(try Searcher(path: path).icuVersion == ICU.version)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
  }
}
