import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TermDictionaryTests {
  private func write(
    _ terms: [[UInt8]], _ directory: TemporaryDirectory, documents: Int = 10_000
  ) throws -> TermDictionary {
    let file = try IndexFileWriter(
      folder: directory.path, name: "t", kind: .grams, segment: 3)
    let writer = TermDictionaryWriter(file: file, withOrdinals: true, documents: documents)
    var start = 0
    for (number, term) in terms.enumerated() {
      let info = info(number, start, documents)
      start += info.postingsLength
      try term.withUnsafeBytes { try writer.add($0, info) }
    }
    try writer.commit()
    return try TermDictionary(
      file: IndexFileReader(folder: directory.path, name: "t", kind: .grams, segment: 3),
      withOrdinals: true)
  }

  private func info(_ number: Int, _ start: Int, _ documents: Int) -> TermInfo {
    var info = TermInfo()
    info.documentFrequency =
      number % 3 == 0 ? 1 : UInt32(number % (number % 2 == 0 ? 40 : 1000) + 2)
    info.totalTermFrequency = UInt64(info.documentFrequency) + UInt64(number % 5)
    info.postingsStart = start
    info.onlyDoc = number % 3 == 0 ? UInt32(number * 7919 % documents) : 0
    info.postingsLength = number % 3 == 0 ? 0 : number % 70_000
    guard number % 3 == 0 else { return info }
    let count = Int(info.totalTermFrequency)
    guard count <= PostingList.inlineOccurrences else {
      info.ordinalsLength = number
      return info
    }
    // Most of one occurrence are of the first of both characters.
    guard number % 4 > 0 else { return info }
    for index in 0..<count {
      info.inline.set(
        index, left: UInt32(truncatingIfNeeded: number << (index * 9)),
        right: UInt32(truncatingIfNeeded: (number ^ 5) << (index * 8)))
    }
    if number % 2 == 0 { info.inline.titles = UInt32(1 + number % count) }
    return info
  }

  /// Of the occurrences that the dictionary holds.
  private func ordinals(_ info: TermInfo) -> [UInt32] {
    guard info.isInDictionary(withOrdinals: true) else { return [] }
    let occurrences = 0..<Int(info.totalTermFrequency)
    return occurrences.flatMap { [info.inline.left($0), info.inline.right($0)] }
      + [info.inline.titles]
  }

  private func randomTerms(_ count: Int, _ random: inout SeededRandom) -> [[UInt8]] {
    var terms: Set<[UInt8]> = []
    let alphabet = random.pick([[UInt8](1...2), [UInt8](97...122), [UInt8](1...255)])
    let common = (0..<random.below(30)).map { _ in random.pick(alphabet) }
    while terms.count < count {
      let length = 1 + random.below(random.chance(20) ? 300 : 12)
      let rest = (0..<length).map { _ in random.pick(alphabet) }
      terms.insert(random.chance(2) ? common + rest : rest)
    }
    return terms.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test("A term is found in several dictionaries at once", arguments: Seeds.count(20))
  func lookupInSeveral(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let lists = (0..<random.below(5)).map { _ in
      randomTerms(random.pick([0, 1, 32, 33, 500, 3000]), &random)
    }
    let directories = lists.map { _ in TemporaryDirectory() }
    let dictionaries = try zip(lists, directories).map { try write($0, $1) }
    for probe in lists.joined().shuffled(using: &random).prefix(300) + randomTerms(50, &random) {
      let found = TermLookup.entries(of: probe, in: dictionaries)
      let expected = dictionaries.map { $0.lookup(probe) }
      #expect(found.map { $0?.documentFrequency } == expected.map { $0?.documentFrequency })
      #expect(found.map { $0?.postingsStart } == expected.map { $0?.postingsStart })
    }
  }

  @Test("Terms are found, walked and told from others", arguments: Seeds.count(20))
  func lookup(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let terms = randomTerms(random.pick([1, 31, 32, 33, 64, 500, 3000]), &random)
    let directory = TemporaryDirectory()
    // Their numbers take two bytes, three or four.
    let documents = random.pick([3000, 1 << 16, 1 << 16 + 1, 1 << 24 + 1])
    let dictionary = try write(terms, directory, documents: documents)
    #expect(dictionary.termCount == terms.count)

    let cursor = TermCursor(dictionary)
    var start = 0
    for (number, term) in terms.enumerated() {
      #expect(cursor.advance())
      #expect(Array(cursor.term) == term)
      let expected = info(number, start, documents)
      #expect(cursor.info.documentFrequency == expected.documentFrequency)
      #expect(cursor.info.totalTermFrequency == expected.totalTermFrequency)
      #expect(cursor.info.postingsStart == start)
      #expect(cursor.info.postingsLength == expected.postingsLength)
      #expect(cursor.info.onlyDoc == expected.onlyDoc)
      #expect(ordinals(cursor.info) == ordinals(expected))
      #expect(cursor.info.ordinalsLength == expected.ordinalsLength)
      start += expected.postingsLength
    }
    #expect(!cursor.advance())

    for _ in 0..<300 {
      var probe = random.pick(terms)
      if random.chance(2) { probe[random.below(probe.count)] ^= UInt8(1 + random.below(255)) }
      if random.chance(4) { probe.removeLast() }
      let index = terms.firstIndex { !$0.lexicographicallyPrecedes(probe) }
      let isThere = index.map { terms[$0] == probe } ?? false
      #expect((dictionary.lookup(probe) != nil) == isThere)
      let seeker = TermCursor(dictionary)
      #expect(probe.withUnsafeBytes { seeker.seek(to: $0) } == (index != nil))
      if let index { #expect(Array(seeker.term) == terms[index]) }
    }
    for ordinal in [0, terms.count / 2, terms.count - 1] {
      let seeker = TermCursor(dictionary)
      #expect(seeker.seek(toOrdinal: ordinal) && Array(seeker.term) == terms[ordinal])
    }
    #expect(!TermCursor(dictionary).seek(toOrdinal: terms.count))
    #expect(dictionary.file.damage == nil)
  }

  @Test(
    "A dictionary holds a list whole if it is of one document, with its few ordinals if there are any"
  )
  func wholeLists() {
    var info = TermInfo()
    info.documentFrequency = 1
    for total in 1...6 {
      info.totalTermFrequency = UInt64(total)
      #expect(info.isInDictionary(withOrdinals: false))
      // More without ordinals elsewhere are damage, which a merge must not copy.
      #expect(info.isInDictionary(withOrdinals: true) == (total <= PostingList.inlineOccurrences))
    }
    info.totalTermFrequency = 2
    info.ordinalsLength = 1
    #expect(!info.isInDictionary(withOrdinals: true))
    info.documentFrequency = 2
    #expect(!info.isInDictionary(withOrdinals: false))
  }

  @Test("A document beyond the segment is damage, which neither a look-up nor a walk gives")
  func documentBeyond() throws {
    let directory = TemporaryDirectory()
    let file = try IndexFileWriter(folder: directory.path, name: "t", kind: .grams, segment: 3)
    let writer = TermDictionaryWriter(file: file, withOrdinals: true, documents: 300)
    var info = TermInfo()
    info.documentFrequency = 1
    info.totalTermFrequency = 1
    info.onlyDoc = 300
    try writer.add(Array("燃气".utf8), info)
    try writer.commit()
    let dictionary = try TermDictionary(
      file: IndexFileReader(folder: directory.path, name: "t", kind: .grams, segment: 3),
      withOrdinals: true)
    #expect(dictionary.lookup(Array("燃气".utf8)) == nil)
    #expect(!TermCursor(dictionary).advance())
    #expect(dictionary.file.damage != nil)
  }

  @Test("A dictionary of no terms")
  func empty() throws {
    let directory = TemporaryDirectory()
    let dictionary = try write([], directory)
    #expect(dictionary.termCount == 0)
    #expect(dictionary.lookup(Array("燃气".utf8)) == nil)
    #expect(!TermCursor(dictionary).advance())
  }
}
