import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// No character is lost between a file and the index.
@Suite struct CharacterAccountTests {
  private static let encodings = ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "BIG5"]

  /// The bytes of a file, and how many characters it has with its mark.
  private func file(
    _ text: String, _ number: Int, _ random: inout SeededRandom
  ) throws -> (bytes: [UInt8], characters: Int) {
    let encoding = CharacterAccountTests.encodings[number % 5]
    let canBeMarked = encoding.hasPrefix("UTF")
    let isMarked = canBeMarked && random.chance(2)
    let bytes = try #require(EncodedText.bytes((isMarked ? "\u{feff}" : "") + text, encoding))
    return (bytes, text.unicodeScalars.count + (isMarked ? 1 : 0))
  }

  private func index(
    _ folder: TemporaryDirectory, threads: Int, splits: Bool = true
  ) throws -> Ingester.Progress {
    var options = IndexWriter.Options()
    options.threads = threads
    let writer = try IndexWriter(path: folder.file("index-\(threads)-\(splits)"), options: options)
    var sources = Ingester.Options()
    sources.reading.splitsIssues = splits
    let ingester = try Ingester(writer: writer, root: folder.path, options: sources)
    try ingester.add(path: folder.file("texts"))
    try writer.commit()
    return ingester.progress
  }

  @Test(
    "Characters in are characters indexed and characters left out, in any encoding",
    arguments: Seeds.count(4))
  func sums(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let folder = TemporaryDirectory()
    var expected = 0
    var inked = 0
    for number in 0..<30 {
      let text = RandomIssue(&random).text
      let (bytes, characters) = try file(text, number, &random)
      folder.write(bytes, to: "texts/\(number).txt")
      expected += characters
      inked += text.unicodeScalars.count { !$0.properties.isWhitespace }
    }
    for splits in [true, false] {
      let progress = try index(folder, threads: seed % 3 + 1, splits: splits)
      let characters = progress.characters
      #expect(progress.problems.isEmpty)
      #expect(progress.encodings.keys.sorted().count == 5)
      #expect(characters.read == expected)
      #expect(characters.indexed + characters.dropped == expected)
      #expect(characters.lost == 0 && characters.broken == 0 && characters.refused == 0)
      // All that is not white space is in the documents, counted from what the index gives back.
      let searcher = try Searcher(path: folder.file("index-\(seed % 3 + 1)-\(splits)"))
      var found = 0
      for id in try searcher.ids(fulfilling: Query([.filter(.path("*"))])) {
        let document = try searcher.document(id: id)
        // A title that is only the beginning of a paragraph stands in the text too.
        let isRepeated = document.text.drop { $0.isWhitespace }.hasPrefix(document.title)
        let all = isRepeated ? document.text : document.title + document.text
        found += all.unicodeScalars.count { !$0.properties.isWhitespace }
      }
      #expect(found == inked, "seed \(seed)")
    }
  }

  @Test("Marks, broken sequences and refused documents are in the account")
  func reasons() throws {
    let folder = TemporaryDirectory()
    let text = Array("標題\n這是一個很長很長的文章，有一個地方不好".utf8)
    folder.write([0xef, 0xbb, 0xbf] + text + [0xff] + Array("。\n".utf8), to: "texts/a.txt")
    folder.write([0x80, 0x81, 0xff, 0x00], to: "texts/b.txt")
    folder.write(
      "{\"id\":\"\(String(repeating: "x", count: Document.maximumIDLength + 1))\",\"text\":\"一二\"}\n"
        + "{\"title\":\"三\",\"text\":\"四\\ud800\"}\nnone\n", to: "texts/c.jsonl")
    let progress = try index(folder, threads: 1)
    let characters = progress.characters
    #expect(characters.marks == 1 && characters.broken == 2 && characters.refused == 2)
    #expect(characters.read == 1 + 22 + 1 + 2 + 2 + 1 + 2)
    #expect(characters.read == characters.indexed + characters.dropped)
    #expect(progress.skippedBytes == 4 + 4)
    #expect(
      progress.problems.filter(\.isSkipped).map(\.kind) == [.encoding, .malformed, .tooLong])
  }

  @Test("What is read ahead on threads comes out in the order of the files")
  func threads() throws {
    var random = SeededRandom(seed: 5)
    let folder = TemporaryDirectory()
    for number in 0..<120 {
      var text = RandomIssue(&random).text
      if number % 40 == 0 { for _ in 0..<300 { text += RandomIssue(&random).text } }
      switch number % 15 {
      case 3: folder.write(Array(text.utf8) + [0xff, 0x0a], to: "texts/\(number).txt")
      case 7: folder.write([0, 1, 2, 3], to: "texts/\(number).txt")
      case 9:
        folder.write("{\"id\":\"same\",\"text\":\"\(number)\"}\nx\n", to: "texts/\(number).jsonl")
      default: folder.write(text, to: "texts/\(number).txt")
      }
    }
    let one = try index(folder, threads: 1)
    let first = try Searcher(path: folder.file("index-1-true"))
    let ids = try first.ids(fulfilling: Query([.filter(.path("*"))]))
    for threads in [2, 5] {
      let progress = try index(folder, threads: threads)
      #expect(progress.problems == one.problems)
      #expect(progress.characters == one.characters && progress.encodings == one.encodings)
      #expect(progress.documents == one.documents && progress.repairs == one.repairs)
      let searcher = try Searcher(path: folder.file("index-\(threads)-true"))
      #expect(try searcher.ids(fulfilling: Query([.filter(.path("*"))])) == ids)
      for id in ids {
        let (own, other) = (try first.document(id: id), try searcher.document(id: id))
        #expect(own.text == other.text && own.title == other.title && own.origin == other.origin)
      }
    }
  }
}
