import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// A merge copies long blocks as they stand; what it writes must be what one flush would have.
@Suite struct SegmentMergerTests {
  private struct Posting: Equatable {
    var doc: DocID
    var frequency: Int
    /// Left, then right.
    var ordinals: [UInt32] = []
    var titles = 0
  }

  /// All lists of a lane, read document by document.
  private func lists(_ path: String, _ lane: Lane) throws -> [[UInt8]: [Posting]] {
    let searcher = try Searcher(path: path)
    let segment = try #require(searcher.segments.first)
    #expect(searcher.segments.count == 1)
    var lists: [[UInt8]: [Posting]] = [:]
    var pairs: [Pair] = []
    let terms = TermCursor(segment.dictionary(lane))
    while terms.advance() {
      let cursor = segment.cursor(terms.info, lane)
      let ordinals = lane == .grams ? segment.ordinals(cursor) : nil
      var list: [Posting] = []
      while cursor.doc != .end {
        var posting = Posting(doc: cursor.doc, frequency: cursor.frequency)
        if let ordinals {
          let isOfRare = terms.term.last == UInt8(Gram.rare)
          ordinals.read(lefts: true, rights: true, areRising: !isOfRare)
          posting.titles = ordinals.countInTitle()
          if isAcrossGap(Array(terms.term)) {
            for number in 0..<posting.frequency {
              let right = ordinals.rights.elements[number]
              pairs.append(
                Pair(
                  term: isOfRare ? term(ofRare: right, Array(terms.term)) : Array(terms.term),
                  doc: cursor.doc, left: ordinals.lefts.elements[number],
                  right: isOfRare ? right >> Gram.rareShift : right,
                  isInTitle: number < posting.titles))
            }
          }
          posting.ordinals = Array(ordinals.lefts.elements) + Array(ordinals.rights.elements)
        }
        list.append(posting)
        cursor.advance()
      }
      #expect(list.count == Int(terms.info.documentFrequency))
      if lane == .words || !isAcrossGap(Array(terms.term)) { lists[Array(terms.term)] = list }
    }
    pairs.sort { ($0.doc, $0.left) < ($1.doc, $1.left) }
    for (term, pairs) in Dictionary(grouping: pairs, by: \.term) {
      for (doc, pairs) in Dictionary(grouping: pairs, by: \.doc).sorted(by: { $0.key < $1.key }) {
        lists[term, default: []].append(
          Posting(
            doc: doc, frequency: pairs.count, ordinals: pairs.map(\.left) + pairs.map(\.right),
            titles: pairs.count { $0.isInTitle }))
      }
    }
    return lists
  }

  /// An occurrence of a pair across a separator: a merge leaves it with the rare ones of its segment or not.
  private struct Pair {
    var term: [UInt8]
    var doc: DocID
    var left: UInt32
    var right: UInt32
    var isInTitle: Bool
  }

  private func isAcrossGap(_ term: [UInt8]) -> Bool {
    term.last == UInt8(Gram.rare)
      || (term.dropFirst().contains(UInt8(Gram.gap)) && term.last != UInt8(Gram.gap))
  }

  private func term(ofRare right: UInt32, _ term: [UInt8]) -> [UInt8] {
    let character = String(characters: [right & Gram.rareCodes + Gram.firstRare])
    return term.dropLast() + [UInt8(Gram.gap)] + Array(character.utf8)
  }

  /// Short texts of few characters, so that lists are long; words of one, two and three characters.
  private func document(_ number: Int, _ random: inout SeededRandom) -> Document {
    let pieces = ["中", "国", "人民", "北京", "大学生", "人民币", "，", "ab", "12"]
    let count = 1 + random.below(random.chance(30) ? 200 : 6)
    let text = (0..<count).map { _ in random.pick(pieces) }.joined()
    let title = (0..<random.below(4)).map { _ in random.pick(pieces) }.joined()
    return Document(id: "d\(number)", title: title, text: text)
  }

  @Test("Merged lists are those of an index built at once", arguments: Seeds.count(8))
  func longLists(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let (parts, whole) = (directory.file("parts"), directory.file("whole"))
    let writer = try IndexWriter(path: parts)
    writer.mergePolicy.factor = seed % 2 == 0 ? 100 : 3
    var documents: [Document] = []
    for _ in 0..<2 + random.below(6) {
      for _ in 0..<random.pick([1, 40, 130, 300, 700]) {
        documents.append(document(documents.count, &random))
        try writer.add(documents[documents.count - 1])
      }
      try writer.commit()
    }
    if random.chance(2) {
      // Of one commit only, so that segments without deletions are merged with one that has some.
      for _ in 0..<5 {
        let victim = random.below(documents.count)
        if try writer.delete(id: documents[victim].id) { documents.remove(at: victim) }
      }
      try writer.commit()
    }
    try writer.mergeAll()
    try writer.commit()

    let once = try IndexWriter(path: whole)
    for document in documents { try once.add(document) }
    try once.commit()
    #expect(try IndexVerifier(path: parts).verify().problems.isEmpty, "seed \(seed)")
    for lane in [Lane.words, .grams] {
      let (merged, expected) = (try lists(parts, lane), try lists(whole, lane))
      #expect(Set(merged.keys) == Set(expected.keys), "seed \(seed)")
      // Without merges in between, the documents stand in the order in which they came.
      if seed % 2 == 0 {
        #expect(merged == expected, "seed \(seed)")
      } else {
        #expect(merged.mapValues(\.count) == expected.mapValues(\.count), "seed \(seed)")
      }
    }
  }

  /// Lists that are one block in each part are many, one or two in the whole: of the last only have a table.
  @Test("Lists of one block are merged to some of any length", arguments: Seeds.count(12))
  func shortLists(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let (parts, whole) = (directory.file("parts"), directory.file("whole"))
    let writer = try IndexWriter(path: parts)
    writer.mergePolicy.factor = 100
    let once = try IndexWriter(path: whole)
    let characters = "燃气安全检查小组北京大学"
    var count = 0
    for _ in 0..<2 + random.below(4) {
      // How many documents of the part hold each character: around a whole block and a full one.
      let held = characters.map { _ in
        random.pick([0, 1, 2, 16, 31, 32, 33, 63, 64, 65, 95, 96, 97, 127, 128, 129])
      }
      for number in 0..<140 {
        let ofDocument = zip(characters, held).filter { number < $1 }.map { String($0.0) }
        let times = random.chance(5) ? 3 : 1
        let text = (ofDocument + ["。"]).joined(separator: " ")
        let document = Document(
          id: "d\(count)", text: String(repeating: text + "\n", count: times))
        try writer.add(document)
        try once.add(document)
        count += 1
      }
      try writer.commit()
    }
    try writer.mergeAll()
    try writer.commit()
    try once.commit()
    #expect(try IndexVerifier(path: parts).verify().problems.isEmpty, "seed \(seed)")
    for lane in [Lane.words, .grams] {
      #expect(try lists(parts, lane) == lists(whole, lane), "seed \(seed), \(lane)")
    }
  }

  @Test("Blocks of a list are found from any document", arguments: Seeds.count(8))
  func seeking(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    writer.mergePolicy.factor = 100
    var holders: [DocID] = []
    var count = 0
    // Blocks of between 32 and 128 documents stand within the list.
    for _ in 0..<6 {
      for _ in 0..<200 + random.below(300) {
        let holds = random.chance(2)
        if holds { holders.append(DocID(count)) }
        try writer.add(Document(id: "d\(count)", text: holds ? "燃气" : "安全"))
        count += 1
      }
      try writer.commit()
    }
    try writer.mergeAll()
    try writer.commit()
    let segment = try Searcher(path: directory.file("index")).segments[0]
    let info = try #require(segment.grams.lookup(Array("燃气".utf8)))
    for _ in 0..<50 {
      let cursor = segment.cursor(info, .grams)
      var target: DocID = 0
      while cursor.doc != .end {
        target += DocID(random.below(400))
        cursor.seek(to: target)
        #expect(cursor.doc == holders.first { $0 >= target } ?? .end, "seed \(seed), \(target)")
        target = cursor.doc == .end ? target : cursor.doc
      }
    }
  }
}
