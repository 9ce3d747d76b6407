import TestSupport
import Testing

@testable import SearchIndex

/// Posting lists written to files and walked again.
@Suite struct PostingsTests {
  private struct Posting: Equatable {
    var doc: DocID
    var positions: [UInt32]
  }

  private final class Written {
    let directory = TemporaryDirectory()
    var infos: [TermInfo] = []
    var postings: IndexFileReader
    var positions: IndexFileReader

    init(_ lists: [[Posting]]) throws {
      let folder = directory.path
      let postingsFile = try IndexFileWriter(
        folder: folder, name: "p", kind: .gramsPostings, segment: 1)
      let positionsFile = try IndexFileWriter(
        folder: folder, name: "q", kind: .gramsPositions, segment: 1)
      let documents = (lists.compactMap { $0.last?.doc }.max() ?? 0) + 1
      let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(documents))
      lengths.initialize(repeating: 9, count: Int(documents))
      defer { lengths.deallocate() }
      let writer = PostingsWriter(
        postings: postingsFile, positions: positionsFile, lengths: lengths)
      for (number, list) in lists.enumerated() {
        Written.add(list, to: writer, atOnce: number % 2 == 0)
        infos.append(try writer.finishTerm())
      }
      try postingsFile.commit()
      try positionsFile.commit()
      postings = try IndexFileReader(folder: folder, name: "p", kind: .gramsPostings, segment: 1)
      positions = try IndexFileReader(folder: folder, name: "q", kind: .gramsPositions, segment: 1)
    }

    /// As a flush adds a list, or as a merge does.
    private static func add(_ list: [Posting], to writer: PostingsWriter, atOnce: Bool) {
      let length = list.reduce(0) { $0 + Int($1.positions.last ?? 0) + 1 }
      // Documents that are not of the list are empty, and its places fit into memory.
      if atOnce, length < 1 << 24 {
        var starts: [UInt32] = [0]
        var occurrences: [Occurrence] = []
        for posting in list {
          let start = starts[starts.count - 1]
          while starts.count <= posting.doc { starts.append(start) }
          occurrences += posting.positions.map { Occurrence(key: 0, place: start + $0) }
          starts.append(start + (posting.positions.last ?? 0) + 1)
        }
        let documents = DocumentPlaces(starts: starts)
        occurrences.withUnsafeBufferPointer { writer.add($0, ofWord: false, in: documents) }
        return
      }
      for posting in list {
        let deltas = zip(posting.positions, [0] + posting.positions).map { $0 - $1 }
        deltas.withUnsafeBufferPointer {
          writer.add(doc: posting.doc, frequency: $0.count, deltas: $0.baseAddress)
        }
      }
    }

    func cursor(_ list: Int) -> PostingsCursor {
      PostingsCursor(infos[list], file: postings, withPositions: true, documentCount: 1 << 40)
    }
  }

  private func randomList(_ count: Int, _ random: inout SeededRandom) -> [Posting] {
    var doc = -1
    let gap = random.pick([1, 2, 50, 5000])
    let most = random.pick([1, 2, 5, 300])
    return (0..<count).map { _ in
      doc += 1 + random.below(gap)
      var position: UInt32 = UInt32(random.below(10))
      let positions = (0..<1 + (random.chance(4) ? random.below(most) : 0)).map { _ in
        position += 1 + UInt32(random.below(random.chance(50) ? 1 << 20 : 40))
        return position
      }
      return Posting(doc: DocID(doc), positions: positions)
    }
  }

  @Test("Lists of every length are read as written", arguments: Seeds.count(12))
  func roundTrip(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let counts = [1, 2, 3, 127, 128, 129, 255, 256, 257, 1000, 1 + random.below(3000)]
    let lists = counts.map { randomList($0, &random) }
    let written = try Written(lists)
    for (number, list) in lists.enumerated() {
      let cursor = written.cursor(number)
      let positions = PositionsCursor(cursor, file: written.positions)
      var read: [Posting] = []
      while cursor.doc != .end {
        #expect(cursor.frequency == list[read.count].positions.count)
        read.append(Posting(doc: cursor.doc, positions: positions.positions()))
        cursor.advance()
      }
      #expect(read == list, "seed \(seed), list \(number)")
      #expect(Int(written.infos[number].documentFrequency) == list.count)
      let total = list.reduce(0) { $0 + $1.positions.count }
      #expect(Int(written.infos[number].totalTermFrequency) == total)
    }
    #expect(written.postings.damage == nil && written.positions.damage == nil)
  }

  @Test("seek(to:) goes where advancing would", arguments: Seeds.count(30))
  func seeking(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let list = randomList(random.pick([1, 5, 128, 129, 2000]), &random)
    let written = try Written([list])
    let last = Int(list.last?.doc ?? 0)
    for _ in 0..<20 {
      let cursor = written.cursor(0)
      let positions = PositionsCursor(cursor, file: written.positions)
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
        if random.chance(2) { #expect(positions.positions() == list[index].positions) }
        if random.chance(2) { #expect(cursor.frequency == list[index].positions.count) }
        if random.chance(30) { break }
      }
    }
  }

  @Test("forEachRun gives what advancing gives, window by window", arguments: Seeds.count(20))
  func runs(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let list = randomList(1 + random.below(1500), &random)
    let written = try Written([list])
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
    #expect(read.map(\.1) == list.map(\.positions.count))
  }

  @Test("forRun gives the documents of blocks within a window", arguments: Seeds.count(20))
  func runsOfBlocks(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let list = randomList(129 + random.below(1500), &random)
    let written = try Written([list])
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
        #expect(read.map(\.1) == expected.map(\.positions.count))
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
