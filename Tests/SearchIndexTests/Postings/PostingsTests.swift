import TestSupport
import Testing

@testable import SearchIndex

/// Posting lists written to files and walked again.
@Suite struct PostingsTests {
  private struct Posting: Equatable {
    var doc: DocID
    var lefts: [UInt32]
    var rights: [UInt32]
    /// How many are in the title.
    var titles: Int
  }

  private struct List: Equatable {
    var postings: [Posting]
    /// Whether the rights of a document do.
    var areRising: Bool
  }

  private final class Written {
    let directory = TemporaryDirectory()
    var infos: [TermInfo] = []
    var postings: IndexFileReader
    var ordinals: IndexFileReader
    let documents: Int

    init(_ lists: [List]) throws {
      let folder = directory.path
      let postingsFile = try IndexFileWriter(
        folder: folder, name: "p", kind: .gramsPostings, segment: 1)
      let ordinalsFile = try IndexFileWriter(
        folder: folder, name: "q", kind: .gramsOrdinals, segment: 1)
      documents = Int(lists.compactMap { $0.postings.last?.doc }.max() ?? 0) + 1
      let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: documents)
      lengths.initialize(repeating: 9, count: documents)
      defer { lengths.deallocate() }
      let writer = PostingsWriter(
        postings: postingsFile, ordinals: ordinalsFile, lengths: lengths,
        documentCount: documents)
      for (number, list) in lists.enumerated() {
        Written.add(list, to: writer, atOnce: number % 2 == 0)
        infos.append(try writer.finishTerm())
      }
      try postingsFile.commit()
      try ordinalsFile.commit()
      postings = try IndexFileReader(folder: folder, name: "p", kind: .gramsPostings, segment: 1)
      ordinals = try IndexFileReader(folder: folder, name: "q", kind: .gramsOrdinals, segment: 1)
    }

    /// As a flush adds a list, or as a merge does.
    private static func add(_ list: List, to writer: PostingsWriter, atOnce: Bool) {
      let length = list.postings.reduce(0) { $0 + Int($1.lefts.last ?? 0) + 1 }
      // Documents that are not of the list are empty, and its places fit into memory.
      if atOnce, length < 1 << 24 {
        var starts: [UInt32] = [0]
        var occurrences: [Occurrence] = []
        for posting in list.postings {
          let start = starts[starts.count - 1]
          while starts.count <= posting.doc { starts.append(start) }
          for (number, left) in posting.lefts.enumerated() {
            let mark = number < posting.titles ? Occurrence.title : 0
            occurrences.append(
              Occurrence(key: posting.rights[number], place: start + left | mark))
          }
          starts.append(start + (posting.lefts.last ?? 0) + 1)
        }
        let documents = DocumentPlaces(starts: starts)
        occurrences.withUnsafeBufferPointer {
          writer.add($0, following: 0, shift: 0, areRising: list.areRising, in: documents)
        }
        return
      }
      // Those of others stand before them and behind.
      for posting in list.postings {
        var deltas = OrdinalDeltas()
        defer { deltas.deallocate() }
        for _ in 0..<3 { append([7], [9], titles: 1, areRising: false, to: &deltas) }
        append(
          posting.lefts, posting.rights, titles: posting.titles, areRising: list.areRising,
          to: &deltas)
        append([7], [9], titles: 1, areRising: false, to: &deltas)
        writer.add(
          doc: posting.doc, frequency: posting.lefts.count, deltas: deltas,
          3..<3 + posting.lefts.count, titles: 3..<3 + posting.titles)
      }
    }

    private static func append(
      _ lefts: [UInt32], _ rights: [UInt32], titles: Int, areRising: Bool,
      to deltas: inout OrdinalDeltas
    ) {
      for number in lefts.indices {
        if number < titles { deltas.titles.append(UInt32(deltas.count)) }
        let (left, right) = number == 0 ? (0, 0) : (lefts[number - 1] + 1, rights[number - 1] + 1)
        deltas.lefts.append(lefts[number] - left)
        deltas.rights.append(rights[number] - (areRising ? right : 0))
      }
    }

    /// What the cursors stand on.
    func posting(
      _ cursor: PostingsCursor, _ ordinals: OrdinalsCursor, areRising: Bool
    ) -> Posting {
      ordinals.read(lefts: false, rights: true, areRising: areRising)
      let rights = Array(ordinals.rights.elements)
      ordinals.read(lefts: true, rights: false, areRising: areRising)
      return Posting(
        doc: cursor.doc, lefts: Array(ordinals.lefts.elements), rights: rights,
        titles: ordinals.countInTitle())
    }

    func cursor(_ list: Int) -> PostingsCursor {
      PostingsCursor(infos[list], file: postings, withOrdinals: true, documentCount: documents)
    }
  }

  private func randomList(_ count: Int, _ random: inout SeededRandom) -> List {
    var doc = -1
    let gap = random.pick([1, 2, 50, 5000])
    let most = random.pick([1, 2, 5, 300])
    let areRising = random.chance(2)
    let hasTitles = random.chance(2)
    func ordinals(_ count: Int, areRising: Bool, _ random: inout SeededRandom) -> [UInt32] {
      var next = random.chance(2) ? 0 : UInt32(random.below(10))
      return (0..<count).map { _ in
        let ordinal = next + UInt32(random.below(random.chance(50) ? 1 << 20 : 4))
        next = areRising ? ordinal + 1 : 0
        return ordinal
      }
    }
    let postings = (0..<count).map { _ in
      doc += 1 + random.below(gap)
      let count = 1 + (random.chance(4) ? random.below(most) : 0)
      return Posting(
        doc: DocID(doc), lefts: ordinals(count, areRising: true, &random),
        rights: ordinals(count, areRising: areRising, &random),
        titles: hasTitles && random.chance(3) ? random.below(count + 1) : 0)
    }
    return List(postings: postings, areRising: areRising)
  }

  @Test("Lists of every length are read as written", arguments: Seeds.count(12))
  func roundTrip(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let counts = [1, 2, 3, 127, 128, 129, 255, 256, 257, 1000, 1 + random.below(3000)]
    let lists = (counts + counts).map { randomList($0, &random) }
    let written = try Written(lists)
    for (number, list) in lists.enumerated() {
      let cursor = written.cursor(number)
      let ordinals = OrdinalsCursor(cursor, file: written.ordinals)
      var read: [Posting] = []
      while cursor.doc != .end {
        #expect(cursor.frequency == list.postings[read.count].lefts.count)
        read.append(written.posting(cursor, ordinals, areRising: list.areRising))
        cursor.advance()
      }
      #expect(read == list.postings, "seed \(seed), list \(number)")
      #expect(Int(written.infos[number].documentFrequency) == list.postings.count)
      let total = list.postings.reduce(0) { $0 + $1.lefts.count }
      #expect(Int(written.infos[number].totalTermFrequency) == total)
    }
    #expect(written.postings.damage == nil && written.ordinals.damage == nil)
  }

  @Test("seek(to:) goes where advancing would", arguments: Seeds.count(30))
  func seeking(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let all = randomList(random.pick([1, 5, 128, 129, 2000]), &random)
    let list = all.postings
    let written = try Written([all])
    let last = Int(list.last?.doc ?? 0)
    for _ in 0..<20 {
      let cursor = written.cursor(0)
      let ordinals = OrdinalsCursor(cursor, file: written.ordinals)
      var index = 0
      while true {
        if random.chance(3) {
          cursor.advance()
          index += 1
        } else {
          let target = DocID(random.below(last + 3))
          cursor.seek(to: target)
          while index < list.count, list[index].doc < target { index += 1 }
        }
        guard index < list.count else {
          #expect(cursor.doc == .end)
          break
        }
        #expect(cursor.doc == list[index].doc, "seed \(seed)")
        if random.chance(2) {
          #expect(
            written.posting(cursor, ordinals, areRising: all.areRising) == list[index])
        }
        if random.chance(2) { #expect(ordinals.countInTitle() == list[index].titles) }
        if random.chance(2) { #expect(cursor.frequency == list[index].lefts.count) }
        if random.chance(10) {
          cursor.rewind(toBlock: 0)
          index = 0
          #expect(cursor.doc == list[0].doc)
        }
        if random.chance(30) { break }
      }
    }
  }

  @Test("forEachRun gives what advancing gives, window by window", arguments: Seeds.count(20))
  func runs(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let all = randomList(1 + random.below(1500), &random)
    let list = all.postings
    let written = try Written([all])
    let walker = written.cursor(0)
    var read: [(DocID, Int)] = []
    var limit: DocID = 0
    while walker.doc != .end {
      limit += DocID(1 + random.below(3000))
      walker.forEachRun(before: limit) { docs, frequencies, count in
        for index in 0..<count { read.append((docs[index], Int(frequencies[index]) + 1)) }
      }
      #expect(walker.doc >= limit)
      #expect(read.allSatisfy { $0.0 < limit })
    }
    #expect(read.map(\.0) == list.map(\.doc))
    #expect(read.map(\.1) == list.map(\.lefts.count))
  }

  @Test("forRun gives the documents of blocks within a window", arguments: Seeds.count(20))
  func runsOfBlocks(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let all = randomList(129 + random.below(1500), &random)
    let list = all.postings
    let written = try Written([all])
    let walker = written.cursor(0)
    var lastDocs: [DocID] = []
    #expect(walker.forEachEntry { _, lastDoc, _ in lastDocs.append(lastDoc) })
    #expect(lastDocs.last == list.last?.doc && walker.doc == list[0].doc)
    var start: DocID = 0
    while start <= lastDocs[lastDocs.count - 1] {
      let limit = start + DocID(1 + random.below(3000))
      for (number, last) in lastDocs.enumerated() where last >= start && random.chance(2) {
        let first = number == 0 ? 0 : lastDocs[number - 1] + 1
        if first >= limit { break }
        var read: [(DocID, Int)] = []
        walker.forRun(ofBlock: number, from: start, before: limit) { docs, frequencies, count in
          for index in 0..<count { read.append((docs[index], Int(frequencies[index]) + 1)) }
        }
        let expected = list.filter { max(start, first)..<min(limit, last + 1) ~= $0.doc }
        #expect(read.map(\.0) == expected.map(\.doc), "seed \(seed)")
        #expect(read.map(\.1) == expected.map(\.lefts.count))
      }
      start = limit
      if random.chance(3) {
        walker.seek(to: start)
        #expect(walker.doc == list.first { $0.doc >= start }?.doc ?? .end)
      }
    }
  }

  @Test("Document lengths: exact to 40, then within a ninth, and rising")
  func documentLengths() {
    var last = 0
    for length in (0..<5000).map({ UInt32($0) }) + [1 << 16, 1 << 20, (1 << 26) + 12345, .max] {
      let code = DocumentLength.code(length)
      let decoded = DocumentLength.length(code)
      #expect(Int(code) >= last)
      last = Int(code)
      #expect(decoded <= length)
      if length < 40 { #expect(decoded == length) }
      if length < 1 << 31 { #expect(Double(length - decoded) <= Double(length) / 9) }
      #expect(DocumentLength.code(decoded) == code)
    }
  }
}
