import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// Documents are read as they were written, with a codebook or without, copied or coded anew.
@Suite struct StoredDocumentsTests {
  private static func write(
    _ documents: [StoredDocument], to directory: TemporaryDirectory, segment: UInt64,
    codebook: TextCodebook? = nil
  ) throws -> StoredDocuments {
    let name = FileKind.documents.fileName(segment: segment)
    let file = try IndexFileWriter(
      folder: directory.path, name: name, kind: .documents, segment: segment)
    let writer =
      if let codebook {
        try StoredDocumentsWriter(file: file, codebook: codebook)
      } else {
        StoredDocumentsWriter(file: file)
      }
    for document in documents { try add(document, to: writer) }
    try writer.commit()
    return try read(directory, segment)
  }

  private static func read(
    _ directory: TemporaryDirectory, _ segment: UInt64
  ) throws -> StoredDocuments {
    let name = FileKind.documents.fileName(segment: segment)
    return try StoredDocuments(
      file: IndexFileReader(
        folder: directory.path, name: name, kind: .documents, segment: segment))
  }

  private static func add(_ document: StoredDocument, to writer: StoredDocumentsWriter) throws {
    let parts = [document.id, document.title, document.text, document.path, document.date]
    let bytes = parts.map { Array($0.utf8) }
    try bytes[0].withUnsafeBytes { id in
      try bytes[1].withUnsafeBytes { title in
        try bytes[2].withUnsafeBytes { text in
          try bytes[3].withUnsafeBytes { path in
            try bytes[4].withUnsafeBytes { date in
              try document.origin.withUnsafeBytes { origin in
                try writer.add(id, title, text, path, date, origin)
              }
            }
          }
        }
      }
    }
  }

  private static func check(_ documents: [StoredDocument], _ stored: StoredDocuments) throws {
    #expect(stored.documentCount == documents.count)
    #expect(
      stored.bytes == documents.reduce(0) { $0 + UInt64($1.title.utf8.count + $1.text.utf8.count) })
    _ = try stored.codebook()
    for (index, document) in documents.enumerated() {
      let found = try stored.document(DocID(index))
      #expect(found == document, "document \(index)")
    }
  }

  private static func documents(_ count: Int, seed: Int) -> [StoredDocument] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { number in
      let text = RandomText(rarity: random.pick([1, 4, 12]))
      let length = random.pick([0, 5, 40, 400])
      return StoredDocument(
        id: "d\(number)", title: random.chance(3) ? "" : text.text(random.below(9), &random),
        text: text.text(length, &random), path: random.chance(2) ? "" : "a/b.txt",
        date: random.chance(2) ? "" : "2021-03-26")
    }
  }

  @Test("Segments of every size", arguments: Seeds.count(6))
  func sizes(seed: Int) throws {
    let directory = TemporaryDirectory()
    for (segment, count) in [0, 1, 2, 40, 700].enumerated() {
      let documents = StoredDocumentsTests.documents(count, seed: seed)
      let stored = try StoredDocumentsTests.write(
        documents, to: directory, segment: UInt64(segment))
      try StoredDocumentsTests.check(documents, stored)
      #expect(stored.codebookTraining > 0 || count < 700)
    }
  }

  @Test("Documents that are empty, of one text, of one character, very long, or no language at all")
  func edges() throws {
    let directory = TemporaryDirectory()
    var random = SeededRandom(seed: 3)
    let noise = String(
      String.UnicodeScalarView(
        (0..<100_000).compactMap { _ in Unicode.Scalar(UInt32(random.below(0x11_0000))) }))
    let histories: [[StoredDocument]] = [
      (0..<3000).map { _ in StoredDocument() },
      (0..<3000).map { StoredDocument(id: "\($0)", text: "第一条　安全生产。\n") },
      [StoredDocument(id: "1", text: String(repeating: "安", count: 1_000_000))],
      [
        StoredDocument(id: "1", text: RandomText(rarity: 8).text(1_000_000, &random)),
        StoredDocument(id: "2", text: "a"),
      ],
      [StoredDocument(id: "1", title: noise, text: noise, path: noise, date: noise)],
      (0..<500).map {
        StoredDocument(id: "\($0)", text: "Plain words, of which number \($0) is one")
      },
    ]
    for (segment, documents) in histories.enumerated() {
      let stored = try StoredDocumentsTests.write(
        documents, to: directory, segment: UInt64(segment))
      try StoredDocumentsTests.check(documents, stored)
    }
  }

  @Test("Texts that the codebook does not fit are kept as they are")
  func otherTexts() throws {
    let directory = TemporaryDirectory()
    let ours = StoredDocumentsTests.documents(700, seed: 1)
    let book = try StoredDocumentsTests.write(ours, to: directory, segment: 1).codebook()
    let others = (0..<500).map { number in
      StoredDocument(
        id: "\(number)", text: String(repeating: "Ⴀ\(number)ႠႡ\u{1F600}", count: 20))
    }
    let stored = try StoredDocumentsTests.write(
      others, to: directory, segment: 2, codebook: book)
    try StoredDocumentsTests.check(others, stored)
    #expect(try !stored.packedBlock(0).isCoded)
  }

  @Test("One thread makes the shared codebook; others go on without, or wait for it if they must")
  func sharedCodebook() throws {
    let shared = SharedCodebook(of: [])
    let pool = WorkerPool(threads: 1)
    let monitor = Monitor()
    nonisolated(unsafe) var waited: TextCodebook?
    nonisolated(unsafe) var (hasBegun, hasEnded) = (false, false)
    let made = try shared.current(
      orTrain: {
        // While the book is being made.
        let other = Result { try shared.current(orTrain: { .empty }, waits: false) }
        let known = Result { try shared.current() }
        #expect(throws: Never.self) { try #expect(other.get() === nil && known.get() === nil) }
        pool.submit {
          monitor.locked {
            hasBegun = true
            monitor.notifyAll()
          }
          let book = try? shared.current(waits: true)
          monitor.locked {
            (waited, hasEnded) = (book, true)
            monitor.notifyAll()
          }
        }
        monitor.locked { while !hasBegun { monitor.wait() } }
        // Long enough for it to ask before there is a book.
        usleep(50_000)
        return .empty
      }, waits: false)
    monitor.locked { while !hasEnded { monitor.wait() } }
    #expect(made === TextCodebook.empty && waited === made)
    #expect(try shared.current() === made)
  }

  @Test("Blocks of one codebook are copied by a merge, others are coded again", arguments: [1, 2])
  func merging(seed: Int) throws {
    let directory = TemporaryDirectory()
    let all = [4, 5].map { StoredDocumentsTests.documents(700, seed: seed * 10 + $0) }
    let trained = try StoredDocumentsTests.write(all[0], to: directory, segment: 9).codebook()
    let general = trained.serialized.withUnsafeBytes {
      TextCodebook(serialized: $0, count: trained.count, trainedOn: 8 << 20)
    }
    let book = try #require(general)
    let shared = SharedCodebook(of: [])
    _ = try shared.current(orTrain: { book }, waits: true)
    for sharesBook in [true, false] {
      var random = SeededRandom(seed: seed)
      var sources: [SegmentMerger.Source] = []
      var expected: [StoredDocument] = []
      for (index, documents) in all.enumerated() {
        let number = UInt64(index + (sharesBook ? 20 : 30))
        let builder = try SegmentBuilder(
          folder: directory.path, number: number, analyzer: Analyzer(),
          codebook: sharesBook || index == 0 ? shared : nil)
        // Long enough for the codebook to be taken over.
        let copies = 16 * book.serialized.count / 100_000 + 1
        var live = LiveDocuments(documentCount: documents.count * copies)
        for copy in 0..<copies {
          for document in documents {
            var document = document
            document.id = "\(index).\(copy).\(document.id)"
            document.path = ""
            document.date = ""
            // Deletions stand together, so that some blocks have none.
            if copy == 1, random.chance(4) {
              _ = live.delete(DocID(builder.documentCount))
            } else {
              expected.append(document)
            }
            try StoredDocumentsTests.add(document, to: builder)
          }
        }
        try builder.finish()
        let entry = Manifest.Entry(
          number: number, documentCount: live.documentCount, deletedCount: 0,
          deletionsGeneration: 0)
        let reader = try SegmentReader(folder: directory.path, entry: entry)
        sources.append(SegmentMerger.Source(reader: reader, live: live))
        #expect(reader.documents.codebookHash == book.hash || !sharesBook && index == 1)
      }
      let count = try SegmentMerger(sources).write(folder: directory.path, number: 40)
      #expect(count == expected.count)
      let merged = try StoredDocumentsTests.read(directory, 40)
      try StoredDocumentsTests.check(expected, merged)
      #expect(merged.codebookHash == book.hash)
      let first = try merged.packedBlock(0).bytes
      #expect(try first.elementsEqual(sources[0].reader.documents.packedBlock(0).bytes))
      let entry = Manifest.Entry(
        number: 40, documentCount: count, deletedCount: 0, deletionsGeneration: 0)
      var report = IndexVerifier.Report()
      try SegmentVerifier(SegmentReader(folder: directory.path, entry: entry)).verify(&report)
      #expect(report.documents == count)
    }
  }

  private static func add(_ document: StoredDocument, to builder: SegmentBuilder) throws {
    var document = document
    try document.id.withUTF8 { id in
      try document.title.withUTF8 { title in
        try document.text.withUTF8 { text in
          try builder.add(
            id: UnsafeRawBufferPointer(id), title: UnsafeRawBufferPointer(title),
            text: UnsafeRawBufferPointer(text), path: UnsafeRawBufferPointer(start: nil, count: 0),
            date: UnsafeRawBufferPointer(start: nil, count: 0))
        }
      }
    }
  }
}
