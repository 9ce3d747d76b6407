import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Whole blocks tell what going from document to document does.
@Suite struct LiteralBlocksTests {
  /// Documents that share most pairs, so that lists of several blocks go together.
  private func index(
    seed: Int, documents: Int, _ directory: TemporaryDirectory
  ) throws -> (Searcher, NaiveIndex) {
    var random = SeededRandom(seed: seed)
    var naive = NaiveIndex()
    let writer = try IndexWriter(path: directory.file("index"))
    for number in 0..<documents {
      let pieces = ["中华人民共和国", "人民", "共和", "国人", "中华", "民国", "共人民共", "，", "人", "A"]
      func text(_ length: Int) -> String {
        (0..<random.below(length)).map { _ in random.pick(pieces) }.joined()
      }
      // Of few documents there are so many occurrences that a block has several runs of them.
      let length = random.chance(40) ? 400 : 12
      let document = Document(id: "\(number)", title: text(4), text: text(length))
      naive.add(document)
      try writer.add(document)
    }
    try writer.commit()
    return (try Searcher(path: directory.file("index")), naive)
  }

  private static let literals = [
    "中华人民共和国", "人民共", "国人民", "民共人", "人民人民", "共和共和国", "人人人", "民国人民共和", "国，人", "民人民国", "人民",
    "华人人", "国中华人民共和国中华",
  ]

  @Test(
    "The same documents and frequencies as from document to document", arguments: Seeds.count(6))
  func cursor(seed: Int) throws {
    let directory = TemporaryDirectory()
    let (searcher, naive) = try index(seed: seed, documents: 700, directory)
    var met = 0
    for literal in LiteralBlocksTests.literals {
      let pattern = LiteralPattern(
        AnalyzedText(literal, wantsWords: false, by: searcher.analyzer))
      var ids: Set<String> = []
      for segment in searcher.segments {
        guard let entries = LiteralCursor.entries(of: pattern, in: segment) else { continue }
        var expected = MatchList()
        let cursor = LiteralCursor(entries, of: segment)
        while cursor.doc != .end {
          let count = cursor.count()
          if count > 0 { expected.append(cursor.doc, frequency: count) }
          cursor.advance()
        }
        for doc in expected.docs {
          ids.insert(String(decoding: try segment.id(of: doc), as: UTF8.self))
        }
        guard let blocks = LiteralBlocks(entries, of: segment, fewest: 2) else { continue }
        met += 1
        let found = blocks.matches()
        #expect(found.docs == expected.docs, "\(literal)")
        #expect(found.frequencies == expected.frequencies, "\(literal)")
      }
      #expect(ids == naive.holding(literal), "\(literal)")
    }
    #expect(met >= 8, "only \(met) literals were found by blocks")
  }

  @Test("Lists that are damaged behind right checksums: an error or an answer, never a trap")
  func damage() throws {
    let directory = TemporaryDirectory()
    _ = try index(seed: 1, documents: 700, directory)
    let path = directory.file("index")
    let pristine = directory.file("pristine")
    Files.copyFolder(path, to: pristine)
    var random = SeededRandom(seed: 7)
    var refusals = 0
    let names = Files.names(in: path).filter { $0.contains(".grams-") }
    for round in 0..<60 * Seeds.factor {
      let name = names[round % names.count]
      guard var file = Files.read(pristine + "/" + name).flatMap({ ForgedFile($0) }) else {
        Issue.record("\(name) cannot be read")
        return
      }
      for _ in 0..<8 {
        file.payload[16 + random.below(file.payload.count - 16)] = UInt8(random.below(256))
      }
      Files.write(file.bytes, to: path + "/" + name)
      do {
        let searcher = try Searcher(path: path)
        for literal in LiteralBlocksTests.literals {
          _ = try searcher.search(Query([.literal(literal)])).total
        }
      } catch {
        refusals += 1
      }
      Files.copyFolder(pristine, to: path)
    }
    #expect(refusals > 0)
  }
}
